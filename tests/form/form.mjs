// The form as a person meets it: built as it ships, in a real browser, filled in by what its labels say.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import * as rules from '../../pkg/p2p_review.js';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { root } from '../../scripts/lib/places.mjs';
import { Site } from './site.mjs';

/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('../../pkg/p2p_review.js').ReviewRequest} ReviewRequest */
/** @typedef {import('playwright-core').Page} Page */

rules.initSync({ module: readFileSync(join(root, 'pkg/p2p_review_bg.wasm')) });

/** A Tuesday morning in the payers' zone. Every test has this clock unless it says otherwise. */
export const NOW = '2026-03-03T18:00:00Z';
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };
/** Milliseconds of a frame, and of a pause in typing. */
const [FRAME, PAUSE] = [20, 1_500];
const SIDEWAYS = 'the page scrolls sideways';

/** What a complete, eligible request says, for each way in which a payer takes one. @type {Record<string, ReviewRequest>} */
export const CLEAN = {
  pacificsource: {
    payer: 'pacificsource', line_of_business: 'commercial', service: 'medical', denial_basis: 'medical-necessity', denial_date: '2026-03-02',
    expedited_appeal: false, appeal_filed: false, prior_p2p: false, member_discharged: false, new_clinical_information: 'none',
    requested_by: 'provider-staff', attendee: 'requesting-provider',
    member_name: 'Rosa Álvarez', member_id: 'PSX 4471 9020', provider_name: 'Dr. Imani Okafor', contact_phone: '(503) 555-0142',
    call_windows: [{ date: '2026-03-05', start: '10:00', end: '11:30' }],
  },
  regence: {
    payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service', denial_basis: 'medical-necessity',
    denial_date: '2026-02-20', letter_received: true, expedited_appeal: false, appeal_filed: false,
    member_name: 'Rosa Álvarez', member_id: 'ZRG 100200300', provider_name: 'Dr. Imani Okafor', contact_phone: '503-555-0142',
  },
  'regence medication': {
    payer: 'regence', line_of_business: 'commercial', service: 'provider-administered-medication', denial_timing: 'pre-service', denial_basis: 'medical-necessity',
    denial_date: '2026-02-20', service_rendered: false, purpose: 'discuss-denial', expedited_appeal: false, appeal_filed: false,
    member_name: 'Rosa Álvarez', member_id: 'ZRG 100200300', medication_name: 'Infliximab', provider_name: 'Dr. Imani Okafor', contact_phone: '503-555-0142',
    direct_line: '503.555.0199', windows_agreed: true,
    call_windows: [{ date: '2026-03-05', start: '09:00', end: '10:00' }, { date: '2026-03-06', start: '13:00', end: '15:30' }],
  },
};
CLEAN['asuris'] = { ...CLEAN['regence'], payer: 'asuris', denial_timing: 'concurrent' };
CLEAN['asuris medication'] = { ...CLEAN['regence medication'], payer: 'asuris', letter_received: true };

export { rules };

/** One browser and one server for a file of tests. */
export class Stage {
  /** Built here, unless whoever runs many of these files has built it once for all of them. */
  #own = process.env['P2P_FORM'] ? null : mkdtempSync(join(tmpdir(), 'p2p-form-'));

  get folder() {
    return this.#own ?? String(process.env['P2P_FORM']);
  }

  /** Without a browser. */
  async serve() {
    if (this.#own) await build({ root: join(root, 'www'), configFile: join(root, 'vite.config.js'), logLevel: 'error', build: { outDir: this.#own, emptyOutDir: true } });
    this.site = await new Site(this.folder).start();
  }

  async start() {
    await this.serve();
    this.browser = await chromium.launch(launchOptions);
    return /** @type {this & { site: Site, browser: import('playwright-core').Browser }} */ (this);
  }

  /** Rules that do the same, but are not those that were deployed: an empty section stands at their end. */
  otherRules() {
    const assets = join(this.folder, 'assets');
    const file = readdirSync(assets).find((name) => /^p2p_review_bg.*\.wasm$/.test(name)) ?? '';
    return Buffer.concat([readFileSync(join(assets, file)), Buffer.of(0, 2, 1, 120)]);
  }

  async stop() {
    await this.browser?.close();
    await this.site?.stop();
    if (this.#own) rmSync(this.#own, { recursive: true, force: true });
  }

  /**
   * @param {object} [how]
   * @param {{ width: number, height: number }} [how.size]
   * @param {string} [how.now] the machine's clock
   * @param {string} [how.serverNow] the server's, where it differs
   * @param {string} [how.zone]
   * @param {boolean} [how.scripts]
   * @param {string} [how.page]
   * @param {'begun' | 'ready' | 'loading' | 'missing' | null} [how.until] begun: the page is on its way; null: it is there, whatever becomes of the rules
   * @param {any} [how.policy] one that the page loads itself
   */
  async open({ size = WIDE, now = NOW, serverNow = now, zone = 'America/Los_Angeles', scripts = true, page: path = '/', until = scripts ? 'ready' : null, policy = null } = {}) {
    assert.ok(this.browser && this.site);
    this.site.date = new Date(serverNow).toUTCString();
    const context = await this.browser.newContext({ viewport: size, timezoneId: zone, locale: 'en-US', javaScriptEnabled: scripts });
    await context.addInitScript(() => {
      Object.assign(window, { violations: [] });
      document.addEventListener('securitypolicyviolation', (event) => /** @type {any} */ (window).violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    // As a script of the payer's page would: its policy as soon as the rules are there.
    if (policy) {
      await context.addInitScript((policy) => addEventListener('p2p-decision', () => {
        Object.assign(window, { loaded: /** @type {any} */ (document.querySelector('p2p-gate')).gate.loadPolicy(policy).then(() => true) });
      }, { once: true }), policy);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.clock.setFixedTime(now);
    const visitor = new Visitor(page, this.site, now);
    await page.goto(this.site.origin + path, { waitUntil: until === 'begun' || until === 'loading' ? 'commit' : 'load' });
    if (until && until !== 'begun') await page.locator(`[data-p2p-state="${until}"]`).first().waitFor({ state: 'attached' });
    if (policy) await (await page.waitForFunction(() => /** @type {any} */ (window).loaded)).dispose();
    return visitor;
  }
}

/** A person at the form, and whoever looks over their shoulder. */
export class Visitor {
  /** @type {string[]} what the page wrote to the console, or threw */
  said = [];
  /** @type {string[]} addresses asked for */
  asked = [];
  /** Failed loads are told by the browser itself; a test that provokes them says so. */
  expectsFailedLoads = false;
  /** Whether the page's time passes by `settle` and `pause` alone. */
  #held = false;

  /** @param {Page} page @param {Site} site @param {string} [now] what the page's clock shows */
  constructor(page, site, now = NOW) {
    this.page = page;
    this.site = site;
    this.now = now;
    page.on('console', (message) => this.said.push(message.text()));
    page.on('pageerror', (error) => this.said.push(String(error)));
    page.on('request', (request) => this.asked.push(request.url()));
  }

  get answer() {
    return this.page.locator('[data-p2p-answer]');
  }

  headline() {
    return this.page.locator('[data-p2p-headline]').innerText();
  }

  /** How many payers there are beside the three that key counts were measured with: each may take a key more. */
  async furtherPayers() {
    return (await this.page.locator('input[name=payer]').count()) - 3;
  }

  /** The bar at the foot of a phone, which comes once the browser has told that the answer is out of sight. */
  async bar() {
    const bar = this.page.locator('[data-bar]');
    await bar.waitFor();
    return bar.innerText();
  }

  /** The gate's own debounce is one frame: two of them and it has spoken. */
  async settle() {
    if (this.#held) return this.page.clock.runFor(2 * FRAME);
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))));
  }

  /** Stops the page's time, so that however slow the machine is, a pause is where a test has one. */
  async holdTime() {
    await this.page.clock.pauseAt(this.now);
    this.#held = true;
  }

  /** As long as somebody's hands are still before the page speaks. Only after `holdTime`. */
  async pause() {
    await this.page.clock.runFor(PAUSE);
  }

  /** Answers questions as they appear, until none of these is left or the answer is no. @param {ReviewRequest} answers */
  async fill(answers) {
    const open = new Map(Object.entries(answers).filter(([, answer]) => answer !== undefined));
    const fields = rules.policies().find((policy) => policy.id === answers.payer)?.fields ?? [];
    while (open.size) {
      const { asked, ticks } = await this.#asked();
      const info = fields.find(({ field }) => open.has(field) && asked.includes(field) && !(open.get(field) === false && ticks.includes(field)));
      if (info) {
        await this.reply(info, open.get(info.field));
        open.delete(info.field);
        await this.settle();
      } else if (!(await this.#noneOfTheOthers(open, ticks))) break;
    }
    return [...open.keys()];
  }

  /** @param {string} fact */
  question(fact) {
    return this.page.locator(`[data-p2p-question="${fact}"]`);
  }

  /** The questions on the page, and those of them that are ticks. */
  #asked() {
    return this.page.evaluate(() => {
      const shown = [...document.querySelectorAll('[data-p2p-question]')].filter((element) => element.checkVisibility());
      /** @param {Element[]} elements */
      const facts = (elements) => elements.map((element) => element.getAttribute('data-p2p-question') ?? '');
      return { asked: facts(shown), ticks: facts(shown.filter((element) => element.querySelector('[type=checkbox]'))) };
    });
  }

  /** A group of ticks is answered with one: none of these. @param {Map<string, unknown>} open @param {string[]} ticks */
  async #noneOfTheOthers(open, ticks) {
    const none = this.page.getByLabel(/^None of/);
    const left = ticks.filter((fact) => open.get(fact) === false);
    if (left.length === 0 || (await none.isChecked())) return false;
    await none.check();
    await this.settle();
    for (const fact of left) open.delete(fact);
    return true;
  }

  /** @param {FieldInfo} info @param {unknown} value */
  async reply(info, value) {
    const { page } = this;
    const tick = this.question(info.field).getByRole('checkbox');
    if (await tick.count()) return tick.check();
    if (Array.isArray(value)) return this.#windows(value);
    const group = page.getByRole('group', { name: info.question });
    const label = value === 'unsure' ? 'Not sure' : typeof value === 'boolean' ? (value ? 'Yes' : 'No') : info.values?.find((choice) => choice.value === value)?.label;
    if (label && (await group.count())) return group.getByRole('radio', { name: label, exact: true }).check();
    const control = page.getByLabel(info.question, { exact: false }).first();
    if (label) return void (await control.selectOption({ label }));
    await control.fill(info.kind === 'date' ? written(String(value)) : String(value));
    await control.blur();
  }

  /** @param {{ date: string, start: string, end: string }[]} windows */
  async #windows(windows) {
    for (const [i, { date, start, end }] of windows.entries()) {
      const row = this.page.getByRole('group', { name: `${['First', 'Second'][i]} time` });
      await row.getByLabel('Date', { exact: true }).fill(written(date));
      await row.getByLabel('From').fill(start);
      await row.getByLabel('To').fill(end);
      await row.getByLabel('To').blur();
    }
  }

  /** @param {string} name */
  async press(name) {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.settle();
  }

  /** To the page on which a request is checked. @param {ReviewRequest} answers */
  async toCheck(answers) {
    await this.fill(answers);
    await this.press('Continue');
    await this.fill(answers);
    await this.press('Continue');
    await this.page.getByRole('heading', { name: 'Check and send' }).waitFor();
  }

  /** @returns {Promise<string[]>} what axe finds, and whether anything has to be scrolled sideways */
  async flaws() {
    // Here and not with every page: it is half a megabyte, and most pages are never looked over.
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    const found = await this.page.evaluate(async () => {
      const off = matchMedia('(scripting: none)').matches;
      // With JavaScript off the browser still runs what its debugger asks for, but no timers: axe's waits become promises.
      if (off) Object.assign(window, { setTimeout: (/** @type {() => void} */ next) => void Promise.resolve().then(next) });
      const { violations } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'], preload: !off });
      return violations.map((/** @type {any} */ violation) => `${violation.id}: ${violation.nodes.map((/** @type {any} */ node) => node.target.join(' ')).join(', ')}`);
    });
    return (await this.#isSideways()) ? [...found, SIDEWAYS] : found;
  }

  #isSideways() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  /** @returns {Promise<string[]>} what is wider than its place: the page, or a word of its own that is broken in two to fit */
  async sprawl() {
    const broken = await this.page.evaluate(() => {
      const all = [...document.querySelectorAll('h1, h2, h3, legend, label, th, button, summary, .progress li')].filter((element) => element.checkVisibility() && isBroken(element));
      return all.map((element) => `a word is broken: ${element.textContent?.trim()}`);

      /** @param {Element} element */
      function isBroken(element) {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]{2,20}/gu)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            if (new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))).size > 1) return true;
          }
        }
        return false;
      }
    });
    return (await this.#isSideways()) ? [SIDEWAYS, ...broken] : broken;
  }

  /** Nothing was left behind, nobody else was asked, nothing was blocked. */
  async assertPrivate() {
    const { page } = this;
    const left = await page.evaluate(async () => ({
      // Not there where JavaScript is off: the console tells of violations all the same.
      violations: /** @type {any} */ (window).violations ?? [],
      stored: [localStorage.length, sessionStorage.length, document.cookie.length, (await indexedDB.databases()).length, (await caches.keys()).length],
      address: location.search + location.hash,
      state: JSON.stringify(history.state),
    }));
    assert.deepEqual(left.violations, []);
    assert.deepEqual(left.stored, [0, 0, 0, 0, 0]);
    assert.match(left.address, /^(#[a-z]+)?$/);
    assert.match(left.state, /^(null|\{\})$/);
    assert.deepEqual(this.asked.filter((address) => !address.startsWith(this.site.origin) && !address.startsWith('blob:')), []);
    const said = this.expectsFailedLoads ? this.said.filter((line) => !/Failed to load resource|p2p-gate: Failed to load|net::ERR|was preloaded .* but not used|integrity/.test(line)) : this.said;
    assert.deepEqual(said, []);
  }

  close() {
    return this.page.context().close();
  }
}

/** @param {string} iso as people write it */
function written(iso) {
  const [year, month, day] = iso.split('-').map(Number);
  return `${month}/${day}/${year}`;
}
