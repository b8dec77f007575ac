// The intake over HTTP, on both stores: what it accepts and refuses, and what it answers and stores.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { brokenFraming, raw } from './framing.mjs';
import { Intake, STORES, eligible, until } from './intake.mjs';

for (const kind of STORES) {
  describe(kind, () => {
    const intake = new Intake(kind);
    intake.env = { BODY_SECONDS: '1' };
    before(() => intake.start('--origin', 'https://clinic.example'));
    after(() => intake.remove());

    test('an eligible request is accepted', async () => {
      const { status, headers, body } = await intake.send(eligible());
      assert.equal(status, 202);
      assert.match(body.reference, /^P2P(-[2-9B-Z]{4}){3}$/);
      assert.ok(Math.abs(Date.parse(body.received_at) - Date.now()) < 60_000);
      assert.equal(headers['cache-control'], 'no-store');
    });

    test('any other request gets the decision', async () => {
      const { status, body } = await intake.send({ ...eligible(), appeal_filed: true });
      assert.equal(status, 422);
      assert.equal(body.outcome, 'ineligible');
      assert.ok(body.findings[0].next_steps.length > 0);
    });

    test('the server’s clock counts', async () => {
      const { status, body } = await intake.send({ ...eligible(), now: '2020-01-01T00:00:00Z', denial_date: '2020-01-01' });
      assert.equal(status, 422);
      assert.equal(body.deadline.status, 'closed');
    });

    test('the same key gives the same reference, also concurrently', async () => {
      const request = eligible();
      const key = { 'idempotency-key': 'the-very-same-key' };
      const replies = await Promise.all(Array.from({ length: 20 }, () => intake.send(request, key)));
      assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([202]));
      assert.equal(new Set(replies.map(({ body }) => body.reference)).size, 1);
    });

    test('a refused request can be corrected and sent again with the same key', async () => {
      const key = { 'idempotency-key': 'corrected-later' };
      const request = eligible();
      const wrong = { ...request, appeal_filed: true };
      const statuses = [];
      for (const sent of [wrong, wrong, request, request, wrong]) statuses.push((await intake.send(sent, key)).status);
      assert.deepEqual(statuses, [422, 422, 202, 202, 409]);
    });

    test('a key used for another request is refused', async () => {
      const key = { 'idempotency-key': 'used-for-two' };
      assert.equal((await intake.send(eligible(), key)).status, 202);
      for (const other of [{ ...eligible(), member_id: '7' }, { ...eligible(), appeal_filed: true }]) {
        const { status, body } = await intake.send(other, key);
        assert.equal(status, 409);
        assert.match(body.detail, /needs a new one/);
      }
    });

    const padded = (/** @type {number} */ length) => JSON.stringify(eligible()).padEnd(length);
    const nested = (/** @type {number} */ levels, key = 'appeal_filed') => `{"${key}":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;

    /** @type {[name: string, status: number, body: unknown, headers?: Record<string, string>, where?: { method?: string, path?: string }][]} */
    const CASES = [
      ['the longest body', 202, padded(65536)],
      ['a body a byte too long', 413, padded(65537)],
      ['a body too long whose length was not told', 413, padded(200_000), { 'transfer-encoding': 'chunked' }],
      ['a form’s own content type', 415, 'payer=regence', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['text', 415, eligible(), { 'content-type': 'text/plain' }],
      ['another charset', 415, eligible(), { 'content-type': 'application/json; charset=latin1' }],
      ['UTF-8, said', 202, eligible(), { 'content-type': 'application/json;charset=UTF-8' }],
      ['no content type', 415, eligible(), { 'content-type': '' }],
      ['no key', 400, eligible(), { 'idempotency-key': '' }],
      ['a key that is none', 400, eligible(), { 'idempotency-key': 'a b' }],
      ['no body', 400, ''],
      ['half a body', 400, '{"member_name": "Philippa Secretname"'],
      ['an array', 400, '[]'],
      ['null', 400, 'null'],
      ['a string', 400, '"regence"'],
      ['no UTF-8', 400, Buffer.from('7b22ff223a317d', 'hex')],
      ['brackets without end', 400, '['.repeat(60_000)],
      ['as many levels as the portable module reads', 422, nested(127)],
      ['a level more', 400, nested(128)],
      ['thousands of levels', 400, nested(8001)],
      ['thousands of levels under an unknown key', 400, nested(8001, 'unknown')],
      ['thousands of levels of objects', 400, `${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}`],
      ['brackets in a text', 202, { ...eligible(), member_name: '[{"\\'.repeat(300) }],
      ['an empty object', 422, '{}'],
      ['a prototype', 422, '{"__proto__": {"payer": "regence"}}'],
      ['another origin', 403, eligible(), { origin: 'https://elsewhere.example' }],
      ['no origin at all', 202, eligible(), { origin: '' }],
      ['a stranger whose origin is the host that it asks', 403, eligible(), { origin: 'http://stranger.example', host: 'stranger.example' }],
      ['a compressed body', 415, gzipSync(JSON.stringify(eligible())), { 'content-encoding': 'gzip' }],
      ['a compressed body without its name', 400, gzipSync(JSON.stringify(eligible()))],
      ['a key in quotes', 202, eligible(), { 'idempotency-key': '"8e03978e-40d5-43e8-bc93-6894a57f9324"' }],
      ['half a quoted key', 400, eligible(), { 'idempotency-key': '"8e03978e-40d5-43e8-bc93-6894a57f9324' }],
      ['more answers than anybody gives', 413, { ...eligible(), call_windows: Array(3000).fill({}) }],
      ['another path', 404, eligible(), {}, { path: '/' }],
      ['reading', 405, '', {}, { method: 'GET' }],
    ];

    for (const [name, status, body, headers, where] of CASES) {
      test(`${status}: ${name}`, async () => {
        const reply = await intake.send(body, headers, where);
        assert.equal(reply.status, status);
        if (status === 202 || status === 422) return;
        assert.equal(reply.headers['content-type'], 'application/problem+json');
        assert.equal(reply.body.status, status);
        assert.ok(reply.body.title && reply.body.detail);
      });
    }

    test('the same request in another spelling is the same', async () => {
      const request = eligible();
      const backwards = Object.fromEntries(Object.entries(request).reverse());
      const ways = [
        JSON.stringify(request),
        JSON.stringify(request, null, 2),
        JSON.stringify(backwards),
        JSON.stringify({ ...request, member_name: '  Philippa Secretname ', contact_email: '', meeting_format: null, call_windows: [], unknown: 1 }),
        JSON.stringify(request).replaceAll('Quentin', '\\u0051uentin'),
      ];
      const key = 'written-in-five-ways';
      const replies = [];
      for (const [i, way] of ways.entries()) replies.push(await intake.send(way, { 'idempotency-key': i % 2 ? `"${key}"` : key }));
      assert.deepEqual(replies.map(({ status }) => status), [202, 202, 202, 202, 202]);
      assert.equal(new Set(replies.map(({ body }) => body.reference)).size, 1);
    });

    test('POST /decisions stores nothing', async () => {
      const counted = async () => (await intake.get('/metrics')).text.split('\n').filter((line) => line.startsWith('p2p_stored'));
      const before = await counted();
      for (const [more, outcome] of [[{}, 'eligible'], [{ appeal_filed: true }, 'ineligible'], [{ member_id: '' }, 'incomplete']]) {
        const { status, body } = await intake.send({ ...eligible(), .../** @type {object} */ (more) }, { 'idempotency-key': '' }, { path: '/decisions' });
        assert.deepEqual([status, body.outcome], [200, outcome]);
        assert.ok(body.checked_at && body.policy.version);
      }
      for (const malformed of ['[', nested(128), nested(8001)]) assert.equal((await intake.send(malformed, { 'idempotency-key': '' }, { path: '/decisions' })).status, 400);
      assert.doesNotMatch((await intake.get('/metrics')).text, /^p2p_unavailable_total\{/m);
      assert.equal((await intake.send({}, { origin: 'https://elsewhere.example' }, { path: '/decisions' })).status, 403);
      assert.deepEqual(await counted(), before);
    });

    test('what is not public is at the root only, however the path is written', async () => {
      for (const prefix of ['/staffx', '/staff-old', '/staff', '/p2p', '/requests', '//x']) {
        for (const name of ['health', 'ready', 'metrics']) assert.equal((await intake.get(`${prefix}/${name}`)).status, 404, `${prefix}/${name}`);
        assert.equal((await intake.send({}, {}, { path: `${prefix}/decisions` })).status, 404, prefix);
      }
      assert.equal((await intake.get('/metrics/')).status, 404);
      assert.equal((await intake.send(eligible(), {}, { path: '/p2p/requests' })).status, 202, 'the form may be in any folder, and the intake beside it');
      // Miniflare, which runs SQLite here, passes paths on in their shortest form.
      if (kind === 'sqlite') return;
      for (const path of ['/staff/../metrics', '/staff/%2e%2e/metrics', '/staff/..\\metrics', '/.\\metrics']) {
        const answer = await raw(intake.port, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`, /HTTP\/1\.1 \d/);
        assert.match(answer, /^HTTP\/1\.1 400 /, path);
      }
    });

    test('every answer has an id, which is also in the log', async () => {
      /** @type {string[]} */
      const ids = [];
      for (const reply of [await intake.send(eligible()), await intake.send('['), await intake.get('/health'), await intake.get('/nowhere')]) {
        const id = String(reply.headers['x-request-id']);
        assert.match(id, /^[0-9a-f-]{36}$/);
        if (reply.status >= 400) assert.equal(reply.body.request_id, id);
        ids.push(id);
      }
      // The client can't choose the id in the log.
      assert.notEqual((await intake.get('/health', { 'x-request-id': 'Secretname' })).headers['x-request-id'], 'Secretname');
      await until(() => ids.every((id) => intake.log.includes(id)));
    });

    test('a body that never ends is cut off', async () => {
      const started = Date.now();
      const head = `POST /requests HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: never-ends\r\ncontent-length: 500\r\n\r\n{"member_name": `;
      const answer = await raw(intake.port, head, /HTTP\/1\.1 408 /);
      assert.match(answer, /408/);
      assert.ok(Date.now() - started < 20_000);
    });

    test('the log quotes nothing of malformed requests', async () => {
      for (const bytes of brokenFraming(JSON.stringify(eligible()))) await raw(intake.port, bytes, /HTTP\/1\.1 \d/);
      assert.equal((await intake.get('/health')).status, 200, 'it goes on');
    });

    test('an allowed origin', async () => {
      const origin = { origin: 'https://clinic.example' };
      const asked = await intake.send('', origin, { method: 'OPTIONS' });
      assert.equal(asked.status, 204);
      assert.equal(asked.headers['access-control-allow-headers'], 'content-type, idempotency-key');
      for (const body of [eligible(), { ...eligible(), appeal_filed: true }, '[']) {
        const { headers } = await intake.send(body, origin);
        assert.equal(headers['access-control-allow-origin'], 'https://clinic.example');
      }
      assert.equal((await intake.send('', { origin: 'null' }, { method: 'OPTIONS' })).status, 403);
    });

    test('the intake’s own origin', async () => {
      assert.equal((await intake.send(eligible(), { origin: `http://127.0.0.1:${intake.port}` })).status, 202);
    });

    test('no log or audit record contains names', async () => {
      assert.ok(intake.log.includes('"event":"response"'), 'there is a log');
      const audit = await intake.stored('SELECT reference, record FROM audit');
      assert.ok(audit.some(({ reference }) => reference === null) && audit.some(({ reference }) => reference !== null));
      for (const secret of ['Secret', 'SECRET', 'Hidden', '555-0142']) {
        assert.ok(!intake.log.includes(secret), `the log says ${secret}`);
        assert.ok(!JSON.stringify(audit).includes(secret), `the audit says ${secret}`);
      }
    });
  });
}
