// The intake over HTTP: what it takes, what it turns down, and what it says and keeps of either.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Intake, eligible } from './intake.mjs';

const intake = new Intake();
before(() => intake.start('--origin', 'https://clinic.example'));
after(() => intake.remove());

test('an eligible request is taken', async () => {
  const { status, headers, body } = await intake.send(eligible());
  assert.equal(status, 202);
  assert.match(body.reference, /^P2P(-[2-9B-Z]{4}){3}$/);
  assert.ok(Math.abs(Date.parse(body.received_at) - Date.now()) < 60_000);
  assert.equal(headers['cache-control'], 'no-store');
});

test('one that is not gets the decision', async () => {
  const { status, body } = await intake.send({ ...eligible(), appeal_filed: true });
  assert.equal(status, 422);
  assert.equal(body.outcome, 'ineligible');
  assert.ok(body.findings[0].next_steps.length > 0);
});

test('the clock is the intake’s own', async () => {
  const { status, body } = await intake.send({ ...eligible(), now: '2020-01-01T00:00:00Z', denial_date: '2020-01-01' });
  assert.equal(status, 422);
  assert.equal(body.deadline.status, 'closed');
});

test('the same key gives the same reference, also at once', async () => {
  const request = eligible();
  const key = { 'idempotency-key': 'the-very-same-key' };
  const replies = await Promise.all(Array.from({ length: 20 }, () => intake.send(request, key)));
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([202]));
  assert.equal(new Set(replies.map(({ body }) => body.reference)).size, 1);
});

test('a key used for another request is told', async () => {
  const key = { 'idempotency-key': 'used-for-two' };
  assert.equal((await intake.send(eligible(), key)).status, 202);
  for (const other of [{ ...eligible(), member_id: '7' }, { ...eligible(), appeal_filed: true }]) {
    const { status, body } = await intake.send(other, key);
    assert.equal(status, 409);
    assert.match(body.detail, /needs a new one/);
  }
});

const padded = (/** @type {number} */ length) => JSON.stringify(eligible()).padEnd(length);

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
  ['an empty object', 422, '{}'],
  ['a prototype', 422, '{"__proto__": {"payer": "regence"}}'],
  ['another origin', 403, eligible(), { origin: 'https://elsewhere.example' }],
  ['no origin at all', 202, eligible(), { origin: '' }],
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

test('an origin that may post here', async () => {
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

test('no log and no audit record names anybody', async () => {
  const audit = await intake.stored('SELECT reference, record FROM audit');
  assert.ok(audit.some(({ reference }) => reference === null) && audit.some(({ reference }) => reference !== null));
  for (const secret of ['Secret', 'SECRET', 'Hidden', '0142']) {
    assert.ok(!intake.log.includes(secret), `the log says ${secret}`);
    assert.ok(!JSON.stringify(audit).includes(secret), `the audit says ${secret}`);
  }
});
