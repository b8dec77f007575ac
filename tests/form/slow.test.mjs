// A slow network: the form can be filled in before the rules are there, and what was typed is kept.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CLEAN, Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

/** Keeps the rules back until it is called. */
function holdRules() {
  let release = () => {};
  assert.ok(stage.site);
  stage.site.held = { files: /\.wasm$/, until: new Promise((resolve) => (release = resolve)) };
  return release;
}

/** @param {import('./form.mjs').Visitor} visitor */
async function typeEarly({ page }) {
  await page.getByRole('radio', { name: 'Regence' }).check();
  await page.locator('#denial_date').fill('2/20/2026');
}

/** @param {import('./form.mjs').Visitor} visitor */
async function assertKept({ page }) {
  assert.ok(await page.getByRole('radio', { name: 'Regence' }).isChecked());
  assert.equal(await page.locator('#denial_date').inputValue(), '2/20/2026');
}

test('the rules come late: what was typed before counts, and the answer appears', async () => {
  const release = holdRules();
  const visitor = await stage.open({ until: 'loading' });
  const { page } = visitor;
  await typeEarly(visitor);
  await page.locator('#denial_date').press('Enter');
  await page.waitForTimeout(1500);
  assert.equal(await page.locator('[data-p2p-state]').getAttribute('data-p2p-state'), 'loading');
  assert.equal(await page.getByRole('alert').count(), 0);
  const waiting = page.locator('[data-p2p-alert]').getByText('is still loading');
  assert.ok(await waiting.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight), 'in view');
  assert.deepEqual(stage.site?.arrived, []);
  release();
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await visitor.settle();
  assert.equal(await waiting.count(), 0);
  await assertKept(visitor);
  assert.match(await visitor.answer.innerText(), /\d+ questions? to go/);
  await visitor.toCheck(CLEAN['regence'] ?? {});
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.deepEqual(stage.site?.arrived.map(({ body }) => body), [CLEAN['regence']]);
  await visitor.assertPrivate();
  await visitor.close();
});

test('the rules come too late: it says so and keeps the answers; once they are there, trying again works', async () => {
  const release = holdRules();
  assert.ok(stage.site);
  stage.site.altered = (text) => text.replace('<p2p-gate ', '<p2p-gate timeout="1500" ');
  const visitor = await stage.open({ until: 'loading' });
  const { page } = visitor;
  visitor.expectsFailedLoads = true;
  await typeEarly(visitor);
  await page.getByRole('alert').filter({ hasText: 'can’t be checked right now' }).waitFor();
  await assertKept(visitor);
  assert.ok(await page.getByRole('link', { name: '541-684-5584' }).isVisible());
  release();
  stage.site.held = null;
  await visitor.press('Try again');
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await visitor.settle();
  await assertKept(visitor);
  assert.match(await visitor.answer.innerText(), /\d+ questions? to go/);
  await visitor.assertPrivate();
  await visitor.close();
});
