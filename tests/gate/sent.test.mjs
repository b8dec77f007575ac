// 5, 6, 7 and 12: sent means stored, a server's answer is data, which clock counts, and what a login needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import * as rules from '../../pkg/p2p_review.js';
import { ARRIVES, Host, NOW, SENT, headed, inputs, page, requestOf, settle } from './host.mjs';

rules.initSync({ module: readFileSync(join(root, 'pkg/p2p_review_bg.wasm')) });

const host = new Host();
before(() => host.start());
after(() => host.stop());
beforeEach(() => host.reset());

const JSON_TYPE = { 'content-type': 'application/json' };
/** @param {string} [attributes] @param {string} [head] */
const ready = (attributes = 'endpoint="/requests"', head = '') => page(`<p2p-gate ${attributes}><form>${inputs()}<button>Send</button></form></p2p-gate>`, head);

/** @param {import('playwright-core').Page} tab */
const press = (tab) => tab.getByRole('button', { name: 'Send' }).click();

describe('sent is only what the server confirms', () => {
  /** @type {[string, import('./host.mjs').Reply, RegExp][]} */
  const unclear = [
    ['a login page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' }, /does not say whether/],
    ['a way to a login page', { status: 302, headers: { location: '/page.html' } }, /does not say whether/],
    ['a firewall’s challenge', { status: 202, headers: { 'content-type': 'text/html' }, body: '{"reference":"x"}' }, /does not say whether/],
    ['an empty body', { status: 201, headers: JSON_TYPE }, /does not say whether/],
    ['204', { status: 204 }, /does not say whether/],
    ['an empty reference', { status: 201, headers: JSON_TYPE, body: '{"reference":" "}' }, /does not say whether/],
    ['an invisible reference', { status: 201, headers: JSON_TYPE, body: '{"reference":" \u200b\ufeff\u0085"}' }, /does not say whether/],
    ['a list', { status: 201, headers: JSON_TYPE, body: '[]' }, /does not say whether/],
    ['null', { status: 201, headers: JSON_TYPE, body: 'null' }, /does not say whether/],
    ['504', { status: 504 }, /\(504\)\. The request may or may not have arrived/],
    ['419', { status: 419 }, /signed out/],
  ];
  for (const [name, reply, words] of unclear) {
    test(`${name}: it can’t tell; the numbers stand there, and the next try has the same key and bytes`, async () => {
      const tab = await host.open(ready());
      await tab.evaluate(() => document.addEventListener('p2p-submit', (event) => {
        /** @type {CustomEvent} */ (event).detail.request.at = Math.random();
      }));
      host.reply = reply;
      await press(tab);
      await headed(tab, 'The request was not confirmed');
      const alert = tab.getByRole('alert');
      assert.match(await alert.innerText(), words);
      assert.match(await alert.innerText(), /Every answer is still here/);
      const { contacts } = rules.validate_request(/** @type {any} */ (ARRIVES), NOW);
      for (const { label } of contacts) assert.ok((await alert.innerText()).includes(label));
      assert.match(await alert.innerText(), contacts.length ? /get in touch/ : /call the payer/);
      assert.equal(await tab.getByText('Request sent').count(), 0);
      host.reply = SENT;
      await press(tab);
      await headed(tab, 'Request sent');
      const [first, second] = host.arrived;
      assert.equal(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
      assert.equal(first?.body, second?.body);
      const { at, ...request } = JSON.parse(second?.body ?? '');
      assert.deepEqual(request, ARRIVES);
      assert.equal(typeof at, 'number');
      await tab.close();
    });
  }

  test('endpoint="" gets a page back, and can’t tell', async () => {
    const tab = await host.open(ready('endpoint=""'));
    host.reply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };
    await press(tab);
    await headed(tab, 'The request was not confirmed');
    await tab.close();
  });

  test('onLine false still tries', async () => {
    const tab = await host.open(ready(), { init: () => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }) });
    await press(tab);
    await headed(tab, 'Request sent');
    await tab.close();
  });

  test('without AbortSignal.timeout too', async () => {
    const tab = await host.open(ready(), { init: () => Reflect.deleteProperty(AbortSignal, 'timeout') });
    await press(tab);
    await headed(tab, 'Request sent');
    await tab.close();
  });
});

describe('a 422 of any shape', () => {
  const eligible = rules.validate_request(/** @type {any} */ (ARRIVES), NOW);
  const refused = rules.validate_request(/** @type {any} */ ({ ...ARRIVES, appeal_filed: true, payer: 'pacificsource', denial_date: '2026-03-02' }), NOW);
  assert.equal(eligible.outcome, 'eligible');
  assert.equal(refused.outcome, 'ineligible');
  /** @type {Record<string, unknown>} */
  const shapes = {
    nothing: undefined, null: null, text: 'no', number: 7, list: [], empty: {}, 'an eligible decision': eligible, 'problem+json': { title: 'Held back', detail: 'for a reason' },
    'lists that are none': { outcome: 'ineligible', findings: 'x', needed: 3, optional: null, contacts: {}, response_times: true },
    'parts that are none': { outcome: 'incomplete', findings: [null, 7, {}, { message: 5 }], needed: [null, {}], deadline: { due: 'soon', days: 7 }, contacts: [null], response_times: [{ by: 'x' }], policy: 4 },
    'dates and zones that are none': { ...refused, deadline: { ...eligible.deadline, time_zone: 'Mars/Olympus', due_at: 'x', due: '2026-02-31' }, checked_at: 'never', response_times: [{ label: 'x', unit: 'days', by: 'x' }] },
    'a deadline of a thousand years': { ...refused, deadline: { ...eligible.deadline, start: '2000-01-01', due: '2999-01-01' } },
    'a deadline from the first year to the last': { ...refused, deadline: { ...eligible.deadline, start: '0001-01-01', due: '9999-12-31', safe: '9999-12-31', closes: '9999-12-31' } },
    older: { outcome: 'ineligible', findings: refused.findings.map(({ kind, message }) => ({ kind, message })) },
    newer: { ...refused, findings: [...refused.findings, { kind: 'omen', message: 'Something new', field: null }], clocks: [{ due: '2026-05-01', label: 'Call back by', status: 'paused' }], tomorrow: {} },
  };
  for (const [name, body] of Object.entries(shapes)) {
    test(name, async () => {
      const tab = await host.open(ready());
      host.reply = { status: 422, headers: JSON_TYPE, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      assert.match(await tab.locator('[data-p2p-headline]').innerText(), /^Yes/);
      await press(tab);
      await tab.waitForFunction(() => !document.querySelector('[data-p2p-headline]')?.textContent?.startsWith('Yes') && document.querySelector('form')?.getAttribute('aria-busy') === 'false');
      const told = await tab.locator('[data-p2p-headline]').innerText();
      assert.match(told, body && /** @type {any} */ (body).outcome === 'ineligible' ? /^No,/ : /^Not decided/);
      if (name === 'newer') assert.match(await tab.locator('[data-p2p-answer]').innerText(), /Something new/);
      if (name === 'problem+json') assert.match(await tab.locator('[data-p2p-alert]').innerText(), /Held back: for a reason/);
      assert.deepEqual(tab.said.filter((line) => !/Failed to load resource/.test(line)), []);
      await tab.close();
    });
  }

  test('no link but tel:, mailto: and https:', async () => {
    const hrefs = ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'http://example.org', 'https://example.org/', 'tel:+15415551234', 'mailto:a@example.org', 'JAVASCRIPT:1', '//example.org'];
    const next_steps = hrefs.map((href, i) => ({ id: `${i}`, label: `way ${i}`, kind: 'phone', value: href, href, note: null }));
    const tab = await host.open(ready());
    host.reply = { status: 422, headers: JSON_TYPE, body: JSON.stringify({ ...refused, findings: [{ ...refused.findings[0], next_steps }], contacts: next_steps }) };
    await press(tab);
    await headed(tab, /^No,/);
    const links = await tab.locator('[data-p2p-answer] a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.deepEqual([...new Set(links)], ['https://example.org/', 'tel:+15415551234', 'mailto:a@example.org']);
    await tab.close();
  });
});

describe('which clock counts', () => {
  const FAST = '2026-03-20T18:00:00Z';
  const answer = (/** @type {import('playwright-core').Page} */ tab, /** @type {RegExp} */ words) => tab.locator('[data-p2p-answer]', { hasText: words }).waitFor();

  test('the server’s, where it goes on', async () => {
    const tab = await host.open(ready(), { now: FAST });
    await answer(tab, /clock is 17 days fast/);
    await tab.close();
  });

  test('not one with an age', async () => {
    host.headers = { age: '86400' };
    const tab = await host.open(ready(), { now: FAST });
    await answer(tab, /could not be compared/);
    assert.equal(await tab.getByText(/days fast/).count(), 0);
    await tab.close();
  });

  test('not one from a service worker’s cache', async () => {
    const worker = `self.addEventListener('install', () => self.skipWaiting());
      self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
      self.addEventListener('fetch', (event) => { if (event.request.method === 'HEAD') event.respondWith(new Response(null, { headers: { date: '${new Date('2026-01-03T18:00:00Z').toUTCString()}' } })); });`;
    const tab = await host.open(ready(), { scripts: { '/worker.js': worker } });
    await tab.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
    });
    await tab.reload();
    await answer(tab, /could not be compared/);
    assert.equal(await tab.getByText(/days fast/).count(), 0);
    await tab.close();
  });

  test('a clock put right is noticed', async () => {
    const tab = await host.open(ready(), { now: FAST });
    await answer(tab, /clock is 17 days fast/);
    await tab.clock.setFixedTime(NOW);
    await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await tab.waitForFunction(() => !document.body.innerText.includes('days fast'));
    assert.match(await tab.locator('[data-p2p-headline]').innerText(), /^Yes/);
    await tab.close();
  });

  test('a year that can’t be is said, and throws nothing', async () => {
    host.headers = { age: '1' };
    const tab = await host.open(ready(), { now: '1970-01-01T00:00:05Z' });
    await answer(tab, /clock shows a year that can’t be right/);
    await press(tab);
    await settle(tab);
    assert.deepEqual(host.arrived, []);
    assert.deepEqual(tab.said, []);
    await tab.close();
  });
});

describe('behind a login', () => {
  test('a token in the page travels to the page’s own origin, and to no other', async () => {
    const tab = await host.open(ready('endpoint="/requests"', '<meta name="csrf-token" content="t0ken">'));
    await press(tab);
    await headed(tab, 'Request sent');
    assert.equal(host.arrived[0]?.headers['x-csrf-token'], 't0ken');
    const other = await new Host().start();
    await tab.locator('p2p-gate').evaluate((element, address) => element.setAttribute('endpoint', address), `${other.origin}/requests`);
    const asked = tab.waitForRequest(`${other.origin}/requests`);
    await tab.locator('[name=member_id]').fill('another');
    await press(tab);
    assert.equal((await asked).headers()['x-csrf-token'], undefined);
    await other.stop();
    await tab.close();
  });

  test('headers and options that the page sets before the tag is defined count too', async () => {
    // A classic script runs before the gate's module does.
    const early = '<script>Object.assign(document.querySelector("p2p-gate"), { headers: () => ({ "X-Csrf": "early" }), options: { timeout: 4321 } })</script>';
    const tab = await host.open(ready().replace('</body>', `${early}</body>`));
    await press(tab);
    await headed(tab, 'Request sent');
    assert.equal(host.arrived[0]?.headers['x-csrf'], 'early');
    assert.equal(await tab.locator('p2p-gate').evaluate((element) => /** @type {any} */ (element).gate.options.timeout), 4321);
    await tab.close();
  });

  test('headers as a function are asked for at each try; those of p2p-submit go along; the gate’s own stay', async () => {
    const tab = await host.open(ready());
    await tab.evaluate(() => {
      let tries = 0;
      /** @type {any} */ (document.querySelector('p2p-gate')).headers = async () => ({ 'X-Try': `${(tries += 1)}`, 'Idempotency-Key': 'mine', Absent: undefined });
      document.addEventListener('p2p-submit', (event) => void (/** @type {CustomEvent} */ (event).detail.headers['X-Page'] = 'yes'));
    });
    host.reply = { status: 503 };
    await press(tab);
    await headed(tab, 'The request was not confirmed');
    host.reply = SENT;
    await press(tab);
    await headed(tab, 'Request sent');
    assert.deepEqual(host.arrived.map(({ headers }) => [headers['x-try'], headers['x-page'], String(headers['idempotency-key']).length]), [['1', 'yes', 32], ['2', 'yes', 32]]);
    await tab.close();
  });

  test('headers that can’t be had send nothing, and say so', async () => {
    const tab = await host.open(ready());
    await tab.evaluate(() => void (/** @type {any} */ (document.querySelector('p2p-gate')).headers = () => { throw new Error('no token'); }));
    await press(tab);
    await headed(tab, 'The request was not confirmed');
    assert.deepEqual(host.arrived, []);
    assert.match(tab.said.join('\n'), /no token/);
    assert.deepEqual(await requestOf(tab), ARRIVES);
    await tab.close();
  });

  test('credentials as an attribute', async () => {
    const tab = await host.open(ready('endpoint="/requests" credentials="omit"'));
    await tab.context().addCookies([{ name: 'session', value: '1', url: host.origin }]);
    await press(tab);
    await headed(tab, 'Request sent');
    assert.equal(host.arrived[0]?.headers.cookie, undefined);
    await tab.close();
  });
});
