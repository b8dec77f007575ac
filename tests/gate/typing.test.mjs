// Nothing breaks in on whoever is typing into a form of the page's own.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Host, page, settle } from './host.mjs';

const host = new Host();
before(() => host.start());
after(() => host.stop());
beforeEach(() => host.reset());

test('a date in the browser’s own input is typed part by part: no year on the way is told as wrong, what it is left as is', async () => {
  const tab = await host.open(page('<p2p-gate payer="pacificsource"><form><input type="date" name="denial_date"><button>Continue</button></form></p2p-gate>'));
  const date = tab.locator('[name=denial_date]');
  await date.focus();
  // It is a whole date from the year's first digit on: 0002.
  await tab.keyboard.type('03022');
  await tab.waitForFunction(() => document.querySelector('[data-p2p-status]')?.textContent !== '');
  assert.equal(await tab.locator('[data-p2p-error]').count(), 0);
  assert.doesNotMatch(await tab.locator('[data-p2p-answer]').innerText(), /can’t be right/);
  await tab.keyboard.type('026');
  await tab.getByText('Monday, March 9, 2026').first().waitFor();
  assert.equal(await tab.locator('[data-p2p-error]').count(), 0);
  await date.fill('0202-03-02');
  await settle(tab);
  assert.equal(await tab.locator('[data-p2p-error]').count(), 0);
  await date.blur();
  await tab.locator('[data-p2p-error]').waitFor();
  await tab.close();
});

test('that the rules can’t be had is an alert: it waits until nobody types', async () => {
  /** @type {(value?: unknown) => void} */
  let answer = () => {};
  const asked = new Promise((done) => (answer = done));
  host.slow = { path: '/slow.wasm', until: asked };
  const tab = await host.open(page('<p2p-gate module="/slow.wasm"><form><input name="member_name"></form></p2p-gate>'), { until: null, init: () => {
    let keyAt = -Infinity;
    addEventListener('keydown', () => (keyAt = performance.now()), { capture: true });
    new MutationObserver(() => {
      if (document.querySelector('[role=alert]')) Object.assign(window, /** @type {any} */ ({ quiet: /** @type {any} */ (window).quiet ?? performance.now() - keyAt }));
    }).observe(document, { subtree: true, childList: true });
  } });
  await tab.locator('[data-p2p-state=loading]').waitFor();
  await tab.locator('[name=member_name]').pressSequentially('Rosa');
  answer();
  await tab.locator('[role=alert]').waitFor();
  assert.ok((await tab.evaluate(() => /** @type {any} */ (window).quiet)) >= 1000);
  assert.match(await tab.locator('[role=alert]').innerText(), /can’t be checked|answers 404/);
  await tab.close();
});
