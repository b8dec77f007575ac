// The workbench in another engine than Chromium, under the strict policy: the worker, the editor's styles, the modules.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Firefox } from '../form/firefox.mjs';
import { STRICT } from '../form/site.mjs';
import { Benches, TABS } from './bench.mjs';

const REPORTS = '/violations';
const stage = new Benches();
const firefox = new Firefox();
before(async () => {
  await stage.serve();
  await firefox.start();
});
after(async () => {
  await firefox.stop();
  await stage.stop();
});

/** What each view shows once it is done. @type {Record<string, string>} */
const DONE = { Form: 'What was denied?', Answer: 'Eligible: it can be sent as it is.', 'Rule book': 'ACME-01', Rows: 'noticed', Difference: '0 of 14 requests flip' };

test('Firefox: each tab, a mistake in place, and nothing that the policy forbids', async () => {
  const { site } = stage;
  assert.ok(site);
  site.csp = `${STRICT}; report-uri ${REPORTS}`;
  await firefox.open(`${site.origin}/workbench.html`);
  const state = 'return document.querySelector("[data-state]").innerText.includes(arguments[0])';
  await firefox.until(state, 'No problems found.');
  for (const tab of TABS) {
    await firefox.click(await firefox.run('return [...document.querySelectorAll("[role=tab]")].find((one) => one.innerText === arguments[0])', tab));
    await firefox.until('return document.querySelector(".view:not([hidden])").innerText.includes(arguments[0])', DONE[tab]);
  }
  await firefox.type(await firefox.run('return document.querySelector("[data-editor]").shadowRoot.querySelector(".cm-content")'), 'nmae = ');
  await firefox.until(state, '1 error');
  await firefox.until('return document.querySelector("[data-editor]").shadowRoot.querySelector(".cm-lint-marker-error")');
  // Its own styles reach it: the scroller scrolls, and the gutter stands beside the text.
  assert.equal(await firefox.run('return getComputedStyle(document.querySelector("[data-editor]").shadowRoot.querySelector(".cm-scroller")).overflowX'), 'auto');
  assert.deepEqual(site.arrived.map(({ body }) => body), []);
});
