// The main ways through the form in another browser engine than Chromium, by its own clicks and keys.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CLEAN, Stage, rules } from './form.mjs';
import { STRICT } from './site.mjs';

/** What the browser complains of under the content policy, it posts here. */
const REPORTS = '/violations';

/**
 * @param {string} name
 * @param {import('./webdriver.mjs').WebDriver} browser
 * @param {() => Promise<unknown>} start
 * @param {{ tellsOfBreaches?: boolean }} [how] whether the browser reports that it did not compile what the policy forbids
 */
export function walkForm(name, browser, start, { tellsOfBreaches = true } = {}) {
  const stage = new Stage();
  before(async () => {
    await stage.serve();
    await start();
  });
  after(async () => {
    await browser.stop();
    await stage.stop();
  });
  beforeEach(() => stage.site?.reset());

  // The browser has the machine's clock: the letter came three days ago.
  const written = new Date(Date.now() - 3 * 86_400_000);
  const request = { ...CLEAN['regence'], denial_date: written.toISOString().slice(0, 10) };

  function site() {
    assert.ok(stage.site);
    return stage.site;
}

  /** @param {string} path */
  function posted(path) {
    return site().arrived.filter(({ url }) => url === path).map(({ body }) => body);
}

  /** @param {string} [policy] @param {string} [host] another one has nothing in the browser's cache yet */
  async function open(policy = STRICT, host = '127.0.0.1') {
    site().csp = `${policy}; report-uri ${REPORTS}`;
    await browser.open(`${site().origin.replace('127.0.0.1', host)}/`);
    await browser.until('return document.querySelector("[data-p2p-state=ready], [data-p2p-state=missing]")');
}

  /** Answers each question by what stands in its label. @param {Record<string, unknown>} answers */
  async function answer(answers) {
    const fields = rules.policies().find(({ id }) => id === 'regence')?.fields ?? [];
    for (const { field, kind, values, question } of fields.filter((info) => info.field in answers)) {
      const shown = await browser.run('return document.querySelector(`[data-p2p-question="${arguments[0]}"]`).checkVisibility()', field);
      const tick = await browser.run('return document.querySelector(`[data-p2p-question="${arguments[0]}"] [type=checkbox]`)', field);
      if (!shown || (tick && !answers[field])) continue;
      if (tick) {
        await browser.click(tick);
        continue;
      }
      const label = kind === 'boolean' ? (answers[field] ? 'Yes' : 'No') : values?.find(({ value }) => value === answers[field])?.label;
      const control = await browser.run(`
        const [fact, question, label] = arguments;
        const wrapper = document.querySelector(\`[data-p2p-question="\${fact}"]\`);
        if (!wrapper.innerText.includes(question)) return null;
        return label ? [...wrapper.querySelectorAll('label')].find((one) => one.innerText === label).control : wrapper.querySelector('input');
      `, field, question, label ?? null);
      assert.ok(control, question);
      if (label) await browser.click(control);
      else await browser.type(control, kind === 'date' ? written.toLocaleDateString('en-US', { timeZone: 'UTC' }) : String(answers[field]));
    }
}

  /** @param {string} words */
  async function press(words) {
    await browser.click(await browser.until('return [...document.querySelectorAll("button, input[type=checkbox]")].find((one) => one.checkVisibility() && (one.labels?.[0] ?? one).innerText.trim() === arguments[0])', words));
}

  /** @param {string} words */
  function headed(words) {
    return browser.until('return [...document.querySelectorAll("h2")].some((one) => one.checkVisibility() && one.innerText === arguments[0])', words);
}

  async function assertNothingLeft() {
    assert.deepEqual(posted(REPORTS), []);
    assert.deepEqual(await browser.run('return [localStorage.length, sessionStorage.length, document.cookie, location.search]'), [0, 0, '', '']);
}

  test(`${name}: from the questions to the confirmation; what was answered arrives, once`, async () => {
    await open();
    await answer(request);
    await press('None of these');
    await headed('Yes, this can be requested');
    await press('Continue');
    await headed('Details');
    await answer(Object.fromEntries(Object.entries(request).filter(([fact]) => /^(member|provider|contact)_/.test(fact))));
    await press('Continue');
    await headed('Check and send');
    assert.deepEqual(posted('/requests'), []);
    await press('Send request');
    await headed('Request sent');
    assert.deepEqual(posted('/requests'), [request]);
    await assertNothingLeft();
  });

  test(`${name}: a request that is ruled out is told why, and is not sent`, async () => {
    await open();
    await answer({ ...request, appeal_filed: true });
    await headed('No, this can’t be requested here');
    const [reason] = rules.validate_request({ ...request, appeal_filed: true }).findings;
    assert.ok((await browser.run('return document.querySelector("[data-p2p-answer]").innerText')).includes(reason?.message ?? '?'));
    await browser.run('document.querySelector("form").requestSubmit()');
    await headed('No, this can’t be requested here');
    assert.deepEqual(posted('/requests'), []);
    await assertNothingLeft();
  });

  test(`${name}: without leave to compile the rules it says that it can’t check, and the policy’s breach is reported`, async () => {
    await open(STRICT.replace(" 'wasm-unsafe-eval'", ''));
    await headed('This request can’t be checked right now');
    assert.deepEqual(posted('/requests'), []);
    if (!tellsOfBreaches) return;
    for (const late = Date.now() + 5000; posted(REPORTS).length === 0 && Date.now() < late;) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.match(JSON.stringify(posted(REPORTS)), /script-src/);
  });

  test(`${name}: rules with another byte than the page names do not run`, async () => {
    site().rules = stage.otherRules();
    await open(STRICT, 'localhost');
    await headed('This request can’t be checked right now');
    assert.deepEqual(posted('/requests'), []);
  });

  return { open, answer, request };
}
