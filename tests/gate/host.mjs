// Anybody's page with the gate in it, as a browser loads it: from the sources, over HTTP, under a name of its own.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { root } from '../../scripts/lib/places.mjs';

/** @typedef {{ status: number, headers?: Record<string, string>, body?: string }} Reply */
/** @typedef {{ method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: string }} Arrived */

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

export const NOW = '2026-03-03T18:00:00Z';
export const SENT = { status: 201, headers: { 'content-type': 'application/json' }, body: '{"reference":"P2P-2031"}' };

/** What a complete, eligible request of one payer says. */
export const CLEAN = {
  payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service', denial_basis: 'medical-necessity', denial_date: '2026-02-20',
  letter_received: 'true', expedited_appeal: 'false', appeal_filed: 'false',
  member_name: 'Rosa Sample', member_id: 'ZRG100', provider_name: 'Dr. Lee Park', contact_phone: '503-555-0142',
};

/** The same as it arrives. */
export const ARRIVES = { ...CLEAN, letter_received: true, expedited_appeal: false, appeal_filed: false };

/** An input for each answer. @param {Record<string, string>} [answers] */
export function inputs(answers = CLEAN) {
  return Object.entries(answers).map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
}

/** @param {string} body @param {string} [head] */
export function page(body, head = '') {
  return `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">${head}<script type="module" src="/www/p2p-gate.js"></script></head><body>${body}</body></html>`;
}

export class Host {
  /** @type {Record<string, string>} */
  pages = {};
  /** @type {Arrived[]} */
  arrived = [];
  /** @type {Reply | ((arrived: Arrived) => Reply | Promise<Reply>)} */
  reply = SENT;
  /** @type {Record<string, string>} headers of every page */
  headers = {};
  /** What this server's clock shows. */
  now = NOW;
  /** Files that any origin may have. @type {RegExp | null} */
  shared = null;
  /** A file that comes only when the promise is kept. @type {{ path: string, until: Promise<unknown> } | null} */
  slow = null;
  #server = createServer((request, response) => void this.#answer(request, response));

  async start() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve(null)));
    this.browser = await chromium.launch(launchOptions);
    return this;
  }

  async stop() {
    await this.browser?.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reset() {
    Object.assign(this, { pages: {}, arrived: [], reply: SENT, headers: {}, shared: null, slow: null, now: NOW });
  }

  get origin() {
    const address = this.#server.address();
    return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async #answer(request, response) {
    const { pathname } = new URL(`${request.url}`, 'http://host');
    if (request.method === 'OPTIONS') return void response.writeHead(204, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end();
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      const arrived = { method: 'POST', path: `${request.url}`, headers: request.headers, body };
      this.arrived.push(arrived);
      const reply = typeof this.reply === 'function' ? await this.reply(arrived) : this.reply;
      response.writeHead(reply.status, { date: new Date(this.now).toUTCString(), 'access-control-allow-origin': '*', ...reply.headers }).end(reply.body);
      return;
    }
    if (request.url?.includes('?') && pathname in this.pages) this.arrived.push({ method: 'GET', path: request.url, headers: request.headers, body: '' });
    const own = this.pages[pathname];
    if (this.slow?.path === pathname) await this.slow.until;
    try {
      const bytes = own ?? readFileSync(join(root, pathname));
      const headers = { 'content-type': TYPES[extname(pathname)] ?? 'text/html; charset=utf-8', date: new Date(this.now).toUTCString(), ...(this.shared?.test(pathname) ? { 'access-control-allow-origin': '*' } : {}), ...(own && pathname.endsWith('.html') ? this.headers : {}) };
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : bytes);
    } catch {
      response.writeHead(404).end();
    }
  }

  /**
   * @param {string} html
   * @param {{ until?: string | null, init?: () => void, now?: string, scripts?: Record<string, string> }} [how]
   */
  async open(html, { until = '[data-p2p-state=ready]', init, now = NOW, scripts = {} } = {}) {
    if (!this.browser) throw new Error('not started');
    Object.assign(this.pages, { '/page.html': html }, scripts);
    const context = await this.browser.newContext({ timezoneId: 'America/Los_Angeles', locale: 'en-US' });
    const tab = await context.newPage();
    tab.setDefaultTimeout(60_000);
    await tab.clock.setFixedTime(now);
    /** @type {string[]} */
    const said = [];
    tab.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    tab.on('pageerror', (error) => said.push(`error: ${error}`));
    if (init) await tab.addInitScript(init);
    await tab.goto(`${this.origin}/page.html`);
    if (until) await tab.locator(until).first().waitFor({ state: 'attached' });
    return Object.assign(tab, { said, close: () => context.close() });
  }
}

/** What the n-th gate of a page has read. @param {import('playwright-core').Page} tab @param {string} [selector] */
export async function requestOf(tab, selector = 'p2p-gate') {
  return tab.locator(selector).first().evaluate((element) => {
    const { gate } = /** @type {any} */ (element);
    gate.evaluate();
    return JSON.parse(JSON.stringify({ ...gate.request }));
  });
}

/** @param {import('playwright-core').Page} tab */
export async function settle(tab) {
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))));
}

/** @param {import('playwright-core').Page} tab @param {RegExp | string} words */
export async function headed(tab, words) {
  await tab.getByRole('heading', { name: words }).first().waitFor();
}

/**
 * Puts what stands in the page's template there and takes it away, again and again, then lets the browser collect what nobody holds.
 * @param {import('playwright-core').Page} tab
 * @param {number} times
 */
export async function mountTimes(tab, times) {
  for (let i = 0; i < times; i++) {
    await tab.evaluate(async () => {
      const main = /** @type {Element} */ (document.querySelector('main'));
      main.append(/** @type {HTMLTemplateElement} */ (document.querySelector('template')).content.cloneNode(true));
      await /** @type {any} */ (main.querySelector('p2p-gate')).gate.ready;
      main.replaceChildren();
    });
  }
  // What is gone with the next beat, and what the browser lets go of a little later.
  await tab.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  const session = await tab.context().newCDPSession(tab);
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { nodes, listeners: jsEventListeners, heap: usedSize };
}
