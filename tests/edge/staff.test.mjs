// Access for staff: the list, the exports and the page.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import axe from 'axe-core';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { chromium } from 'playwright-core';
import '../../pkg/node.js';
import { cell, jsonLines } from '../../edge/staff/export.js';
import { html } from '../../edge/staff/html.js';
import { readQuery } from '../../edge/staff/query.js';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { run } from './command.mjs';
import { Intake, STORES, eligible, until } from './intake.mjs';

const TOKEN = 'a-token-of-thirty-two-characters';
const bearer = { authorization: `Bearer ${TOKEN}` };
const HOSTILE = '=HYPERLINK("https://elsewhere.example","<b>Zoë</b>")';

for (const kind of STORES) {
  describe(kind, () => {
    const intake = new Intake(kind);
    intake.env = { STAFF_TOKEN: TOKEN, STAFF_TIME_ZONE: 'America/Los_Angeles' };
    before(async () => {
      await intake.start();
      for (let i = 0; i < 7; i++) await intake.send({ ...eligible(), payer: i % 3 ? 'regence' : 'asuris', member_id: `M${i}` });
      await intake.send({ ...eligible(), member_name: HOSTILE, provider_name: '+1 @ -', call_windows: [{ date: '2099-03-05', start: '10:00', end: '11:30' }] });
    });
    after(() => intake.remove());

    test('nobody can read without authorization', async () => {
      for (const path of ['/staff', '/staff/', '/staff/requests', '/staff/requests.csv', '/staff/requests.jsonl', '/staff/deliveries', '/staff/nothing', '/deep/staff/requests']) {
        for (const headers of /** @type {Record<string, string>[]} */ ([{}, { authorization: 'Bearer wrong' }, { authorization: TOKEN }, { authorization: `Basic ${TOKEN}` }, { authorization: `Bearer ${TOKEN}x` }, { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }])) {
          const reply = await intake.get(path, headers);
          assert.deepEqual([reply.status, reply.headers['www-authenticate']], [401, 'Bearer'], path);
          assert.ok(!reply.text.includes('M1'));
        }
      }
      for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await intake.send('', bearer, { method, path: '/staff/requests' })).status, 405);
    });

    test('it may be in any folder, and nothing else is below it', async () => {
      assert.equal((await intake.get('/deep/staff/requests', bearer)).status, 200);
      for (const path of ['/staff/metrics', '/staff/health', '/staff/ready', '/deep/staff/metrics', '/staff/requests/metrics', '/staffx', '/staffx/requests']) assert.equal((await intake.get(path, bearer)).status, path === '/staffx/requests' ? 405 : 404, path);
    });

    test('the list is paginated', async () => {
      const seen = [];
      for (let query = '?limit=3'; ; ) {
        const { status, body, headers } = await intake.get(`/staff/requests${query}`, bearer);
        assert.deepEqual([status, headers['cache-control']], [200, 'no-store']);
        seen.push(...body.requests);
        if (body.next === null) break;
        query = `?limit=3&after=${encodeURIComponent(body.next)}`;
      }
      assert.deepEqual(seen.map(({ answers }) => answers.member_id), ['M0', 'M1', 'M2', 'M3', 'M4', 'M5', 'M6', 'SECRET-100200300']);
      assert.match(seen[0].due, /^\d{4}-\d\d-\d\d$/);
      assert.equal(seen[0].delivery, null);
    });

    test('filters by payer and time', async () => {
      const ids = async (/** @type {string} */ query) => (await intake.get(`/staff/requests?${query}`, bearer)).body.requests.map((/** @type {any} */ { answers }) => answers.member_id);
      assert.deepEqual(await ids('payer=asuris'), ['M0', 'M3', 'M6']);
      const { body } = await intake.get('/staff/requests', bearer);
      const third = body.requests[2].received_at;
      assert.deepEqual((await ids(`until=${third}`)).includes('M2'), false);
      assert.equal((await ids(`from=${third}`))[0], 'M2');
      assert.deepEqual(await ids('from=2099-01-01'), []);
      for (const wrong of ['payer=Regence%27--', 'from=yesterday', 'from=2026-02-30', 'until=2026-03-02T25:00:00Z', 'limit=0', 'limit=501', 'after=x', 'member_name=Secretname']) {
        const reply = await intake.get(`/staff/requests?${wrong}`, bearer);
        assert.equal(reply.status, 400, wrong);
        assert.ok(!reply.text.includes('Secretname'));
      }
    });

    test('JSON Lines', async () => {
      const { text, headers } = await intake.get('/staff/requests.jsonl', bearer);
      assert.match(headers['content-type'] ?? '', /^application\/jsonl/);
      const rows = text.trimEnd().split('\n').map((line) => JSON.parse(line));
      assert.equal(rows.length, 8);
      assert.equal(rows[7].answers.member_name, HOSTILE);
    });

    test('CSV, parsed by another program', async () => {
      const { text, headers } = await intake.get('/staff/requests.csv?payer=regence', bearer);
      assert.match(headers['content-type'] ?? '', /^text\/csv; charset=utf-8/);
      assert.match(headers['content-disposition'] ?? '', /^attachment; filename="[\w.-]+"$/);
      const program = 'import csv, io, json, os; print(json.dumps(list(csv.DictReader(io.StringIO(os.environ["CSV"], newline="")))))';
      const { out, err } = await run('python3', ['-c', program], { CSV: text.replace('\uFEFF', '') });
      const rows = JSON.parse(out || `"${err}"`);
      assert.equal(rows.length, 5);
      const last = rows.at(-1);
      assert.equal(last.member_name, `'${HOSTILE}`);
      assert.equal(last.provider_name, "'+1 @ -");
      assert.equal(last.call_windows, '2099-03-05 10:00-11:30');
      for (const row of rows) for (const value of Object.values(row)) assert.doesNotMatch(String(value), /^\s*[=+\-@]/);
    });

    test('the log says who read which requests and how many, and nothing of their content', async () => {
      /** @param {string} path */
      const logged = async (path) => {
        const id = String((await intake.get(path, bearer)).headers['x-request-id']);
        const entries = () => intake.log.split('\n').filter((line) => line.includes(id)).map((line) => JSON.parse(line));
        await until(() => entries().some(({ event }) => event === 'response') && (!path.includes('.jsonl') || entries().some(({ event }) => event === 'exported')), path);
        return entries().filter(({ event }) => event !== 'response').map(({ time, request_id, ...entry }) => (assert.ok(time && request_id), entry));
      };
      const everything = { payer: null, from: null, until: null };
      const { body } = await intake.get('/staff/requests?limit=2', bearer);
      const read = { event: 'read', by: 'token', status: 200 };
      assert.deepEqual(await logged('/staff/'), [{ ...read, what: '/', ...everything, after: false, limit: 50, rows: 8 }]);
      assert.deepEqual(await logged(`/staff/requests?limit=2&payer=&after=${body.next}`), [{ ...read, what: '/requests', ...everything, after: true, limit: 2, rows: 2 }]);
      assert.deepEqual(await logged('/staff/requests?payer=asuris&from=2026-03-08'), [{ ...read, what: '/requests', payer: 'asuris', from: '2026-03-08T08:00:00.000Z', until: null, after: false, limit: 50, rows: 3 }]);
      assert.deepEqual(await logged('/staff/requests?payer=philippa-secretname'), [{ ...read, what: '/requests', ...everything, payer: 'other', after: false, limit: 50, rows: 0 }]);
      assert.deepEqual(await logged('/staff/requests.jsonl?payer=asuris'), [
        { ...read, what: '/requests.jsonl', ...everything, payer: 'asuris' },
        { event: 'exported', by: 'token', what: '/requests.jsonl', rows: 3, complete: true },
      ]);
      assert.deepEqual(await logged('/staff/deliveries'), [{ ...read, what: '/deliveries', state: 'dead', rows: 0 }]);
      for (const nothing of ['/staff/?from=x', '/staff/requests?payer=Secretname', '/staff/requests.csv?limit=x', '/staff/deliveries?state=x', '/staff/style.css', '/staff/Secretname']) assert.deepEqual(await logged(nothing), [], nothing);
      assert.ok(!/secretname/i.test(intake.log));
      for (const secret of ['Secret', 'SECRET', 'Hidden', '555-0142', 'HYPERLINK', TOKEN]) assert.ok(!intake.log.includes(secret), secret);
    });
  });
}

test('an export of many pages is complete', async () => {
  const intake = new Intake();
  intake.env = { STAFF_TOKEN: TOKEN };
  try {
    await intake.start();
    const count = 1203;
    let next = 0;
    const client = async () => {
      while (next < count) await intake.send({ ...eligible(), member_id: `M${next++}` });
    };
    await Promise.all(Array.from({ length: 20 }, client));
    const { text } = await intake.get('/staff/requests.jsonl', bearer);
    const ids = text.trimEnd().split('\n').map((line) => JSON.parse(line).answers.member_id);
    assert.equal(new Set(ids).size, count);
    assert.equal(ids.length, count);
  } finally {
    await intake.remove();
  }
});

test('an export that breaks off is logged as such', async () => {
  const pages = [Array.from({ length: 500 }, () => ({ reference: 'P2P', received_at: '', payer: null, record: null, delivery: null, answers: '{}' }))];
  const store = /** @type {any} */ ({ list: async () => pages.shift() ?? Promise.reject(new Error()) });
  const filter = { payer: null, from: null, until: null };
  for (const [end, rows] of /** @type {[(body: ReadableStream) => Promise<unknown>, number][]} */ ([
    [(body) => new Response(body).text(), 500],
    [(body) => body.cancel(), 0],
  ])) {
    /** @type {unknown[]} */
    const ended = [];
    await end(jsonLines(store, filter, (...how) => ended.push(how))).catch(() => {});
    assert.deepEqual(ended, [[rows, false]]);
  }
});

test('a user of the identity provider', async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  let keysAsked = 0;
  const provider = createServer(async (_, response) => {
    keysAsked++;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] }));
  });
  await new Promise((resolve) => provider.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (provider.address());
  const issuer = `http://127.0.0.1:${port}`;
  const token = (/** @type {{ key?: CryptoKey, iss?: string, aud?: string, exp?: string, sub?: string }} */ { key = privateKey, iss = issuer, aud = 'p2p-staff', exp = '5m', sub = 'clerk-7' }) =>
    new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer(iss).setAudience(aud).setSubject(sub).setExpirationTime(exp).sign(key);
  try {
    for (const [kind, header] of /** @type {const} */ ([['sqlite', 'cf-access-jwt-assertion'], ['postgres', 'authorization']])) {
      const intake = new Intake(kind);
      intake.env = { STAFF_JWKS_URL: `${issuer}/keys`, STAFF_ISSUER: issuer, STAFF_AUDIENCE: 'p2p-staff', ...(header === 'authorization' ? {} : { STAFF_JWT_HEADER: header }) };
      const status = async (/** @type {string} */ presented) => (await intake.get('/staff/requests', { [header]: header === 'authorization' ? `Bearer ${presented}` : presented })).status;
      try {
        await intake.start();
        assert.equal(await status(await token({})), 200);
        assert.equal(await status(await token({ key: stranger.privateKey })), 401);
        assert.equal(await status(await token({ aud: 'another' })), 401);
        assert.equal(await status(await token({ iss: 'https://elsewhere.example' })), 401);
        assert.equal(await status(await token({ exp: '-5m' })), 401);
        const challenge = async (/** @type {string} */ presented) => (await intake.get('/staff/requests', { [header]: header === 'authorization' ? `Bearer ${presented}` : presented })).headers['www-authenticate'];
        assert.equal(await challenge(await token({ exp: '-5m' })), 'Bearer error="invalid_token", error_description="expired"');
        for (const never of [await token({ exp: '-5m', aud: 'another' }), await token({ exp: '-5m', key: stranger.privateKey }), 'nonsense']) assert.equal(await challenge(never), 'Bearer');
        assert.equal(await status('nonsense'), 401);
        await until(() => intake.log.includes('"by":"clerk-7"'));
      } finally {
        await intake.remove();
      }
    }
    assert.ok(keysAsked <= 4, 'the keys are kept for a while');
  } finally {
    provider.closeAllConnections();
    provider.close();
  }
});

test('without staff settings there is no staff page', async () => {
  const intake = new Intake();
  try {
    await intake.start();
    assert.equal((await intake.get('/staff', bearer)).status, 404);
  } finally {
    await intake.remove();
  }
});

test('the page in a browser: strict policy, accessible, no injection', async () => {
  const intake = new Intake();
  intake.env = { STAFF_TOKEN: TOKEN, STAFF_TIME_ZONE: 'America/Los_Angeles' };
  const browser = await chromium.launch(launchOptions);
  try {
    await intake.start();
    const origin = `http://127.0.0.1:${intake.port}`;
    const script = '<script>document.title = "taken"</script><img src=x onerror="document.title = 1">';
    for (let i = 0; i < 51; i++) await intake.send({ ...eligible(), member_name: i ? `Member ${i}` : `${script}"'&`, provider_name: HOSTILE });
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ extraHTTPHeaders: bearer, locale: 'en-US', javaScriptEnabled });
      const page = await context.newPage();
      /** @type {string[]} */
      const messages = [];
      /** @type {string[]} */
      const requested = [];
      page.on('console', (message) => messages.push(message.text()));
      page.on('request', (request) => requested.push(request.url()));
      const response = await page.goto(`${origin}/staff`);
      const headers = response?.headers() ?? {};
      assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(await page.title(), 'Peer-to-peer requests');
      await page.getByRole('heading', { name: '50 requests, and more, oldest first' }).waitFor();
      await page.locator('summary').first().click();
      await page.getByText(`${script}"'&`).waitFor();
      await page.getByRole('link', { name: 'Next requests' }).click();
      await page.getByRole('heading', { name: '1 request, oldest first' }).waitFor();
      await page.getByLabel('Health plan').selectOption({ label: 'Asuris' });
      await page.getByRole('button', { name: 'Show' }).click();
      await page.getByRole('heading', { name: 'No requests' }).waitFor();
      await page.goto(`${origin}/staff/?from=nonsense`);
      await page.getByRole('alert').waitFor();
      assert.match(await page.title(), /^Error: /);
      assert.deepEqual(requested.filter((address) => !address.startsWith(`${origin}/staff`) && !address.endsWith('/favicon.ico')), []);
      assert.ok(requested.every((address) => !/Member|SECRET|Hidden/.test(address)), 'no address contains personal details');
      assert.deepEqual(messages.filter((line) => !/Failed to load resource/.test(line)), []);
      await context.close();
    }
    // The page allows no script, not even axe's, so this browser context bypasses the policy.
    const context = await browser.newContext({ extraHTTPHeaders: bearer, locale: 'en-US', bypassCSP: true, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    for (const path of ['/staff', '/staff/?payer=asuris', '/staff/?from=nonsense']) {
      await page.goto(origin + path);
      for (const summary of (await page.locator('summary').all()).slice(0, 2)) await summary.click();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] }));
      assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.target.join(' ')).join(', ')}`), [], path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${path} scrolls sideways`);
    }
    await page.goto(`${origin}/staff`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the requests');
  } finally {
    await browser.close();
    await intake.remove();
  }
});

test('cells that spreadsheets would take for formulas are escaped', () => {
  for (const value of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '\n=1', '\uFEFF=1', '\uFF1D1', '\uFF0B1', '\uFF0D1', '\uFF20x', '\u00A0=1']) {
    assert.match(cell(value), /^"?'/, JSON.stringify(value));
  }
  assert.equal(cell('Dr. Ana Ruiz'), 'Dr. Ana Ruiz');
  assert.equal(cell('a, "b"\nc'), '"a, ""b""\nc"');
  assert.equal(cell(''), '');
});

test('days are days of the time zone, also when the clocks change', () => {
  const query = (/** @type {string} */ text) => readQuery(new URL(`https://x/?${text}`), 'America/Los_Angeles').filter;
  assert.deepEqual(query('from=2026-03-08&until=2026-03-08'), { payer: null, from: '2026-03-08T08:00:00.000Z', until: '2026-03-09T07:00:00.000Z' });
  assert.deepEqual(query('from=2026-11-01&until=2026-11-01'), { payer: null, from: '2026-11-01T07:00:00.000Z', until: '2026-11-02T08:00:00.000Z' });
  assert.equal(query('from=2026-03-02T10:00:00%2B01:00').from, '2026-03-02T09:00:00.000Z');
});

test('texts are escaped in HTML', () => {
  assert.equal(String(html`<p title="${'"><script>'}">${"<b>'&"}</p>${html`<i>${1}</i>`}`), '<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;&#39;&#38;</p><i>1</i>');
});
