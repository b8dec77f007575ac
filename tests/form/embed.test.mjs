// The gate before a payer's own form: other markup, other names, several on one page, policies loaded at run time.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { PHONE, Stage, WIDE, rules } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

/** @param {import('./form.mjs').Visitor} visitor */
async function fillMedical({ page }) {
  const form = page.locator('#medical');
  await form.getByLabel('Denial made').selectOption('before the service');
  await form.getByLabel('Reason given').selectOption('not medically necessary');
  await form.getByLabel('Date on the letter').fill('Feb 20 2026');
  await form.getByLabel('Patient', { exact: true }).fill('Rosa Álvarez');
  await form.getByLabel('Patient’s number').fill('100200300');
  await form.getByLabel('Doctor').fill('Dr. Imani Okafor');
  await form.getByLabel('Your phone').fill('503 555 0142');
  await form.getByLabel('Your phone').blur();
  return form;
}

test('other markup and names, by the tag alone: the gate asks what the form forgot, and what arrives has the contract’s names', async () => {
  const visitor = await stage.open({ page: '/embed.html' });
  const form = await fillMedical(visitor);
  await visitor.settle();
  await form.getByRole('button', { name: 'Request the call' }).click();
  await form.getByRole('heading', { name: 'There is a problem' }).waitFor();
  assert.deepEqual(stage.site?.arrived, []);
  for (const [question, answer] of [['the denial letter reached the provider', 'Yes'], ['an expedited appeal', 'No'], ['an appeal of this denial', 'No']]) {
    await form.getByRole('group', { name: new RegExp(`${question}`) }).getByLabel(answer ?? '', { exact: true }).check();
  }
  await visitor.settle();
  assert.match(await form.locator('[data-p2p-answer]').innerText(), /Yes, this can be requested/);
  await form.getByRole('button', { name: 'Request the call' }).click();
  await form.getByRole('heading', { name: 'Request sent' }).waitFor();
  await form.getByRole('button', { name: 'Request the call' }).click();
  await visitor.settle();
  assert.deepEqual(stage.site?.arrived.map(({ body }) => body), [{
    payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service', denial_basis: 'medical-necessity', denial_date: '2026-02-20',
    member_name: 'Rosa Álvarez', member_id: '100200300', provider_name: 'Dr. Imani Okafor', contact_phone: '503 555 0142',
    letter_received: true, expedited_appeal: false, appeal_filed: false,
  }]);
  await visitor.assertPrivate();
  await visitor.close();
});

test('what a payer’s page adds to a request makes it no other request: the next try has the same key', async () => {
  const visitor = await stage.open({ page: '/embed.html' });
  visitor.expectsFailedLoads = true;
  const form = await fillMedical(visitor);
  await form.evaluate((element) => element.addEventListener('p2p-submit', (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    Object.assign(detail.request, { told_as: detail.idempotency_key, at: Math.random() });
  }));
  await visitor.settle();
  await form.getByRole('group', { name: /the denial letter reached the provider/ }).getByLabel('Yes', { exact: true }).check();
  for (const question of [/an expedited appeal/, /an appeal of this denial/]) await form.getByRole('group', { name: question }).getByLabel('No', { exact: true }).check();
  for (const status of [503, 201]) {
    if (stage.site) stage.site.reply = { status, body: status === 201 ? { reference: 'P2P-2031' } : undefined };
    await form.getByRole('button', { name: 'Request the call' }).click();
    await form.getByRole('heading', { name: status === 201 ? 'Request sent' : 'The request was not confirmed' }).waitFor();
  }
  const [first, second] = stage.site?.arrived ?? [];
  assert.ok(first && second);
  assert.equal(first.headers['idempotency-key'], second.headers['idempotency-key']);
  for (const { headers, body } of [first, second]) assert.equal(body.told_as, headers['idempotency-key']);
  await visitor.close();
});

test('two gates on one page know nothing of each other', async () => {
  const visitor = await stage.open({ page: '/embed.html' });
  const { page } = visitor;
  await page.locator('#any').getByLabel('Payer').selectOption('PacificSource');
  await page.locator('#any').getByLabel('Date on the letter').fill('2026-01-12');
  await visitor.settle();
  assert.match(await page.locator('#any [data-p2p-answer]').innerText(), /No, this can’t be requested here/);
  assert.match(await page.locator('#medical [data-p2p-answer]').innerText(), /Not decided yet/);
  await visitor.close();
});

test('p2p-decision tells the answer; a cancelled p2p-submit leaves the sending to the payer', async () => {
  const visitor = await stage.open({ page: '/embed.html' });
  const { page } = visitor;
  await page.evaluate(() => {
    const told = /** @type {any} */ (window).told = /** @type {any[]} */ ([]);
    document.addEventListener('p2p-decision', (event) => told.push(/** @type {CustomEvent} */ (event).detail.decision.outcome));
    document.addEventListener('p2p-submit', (event) => {
      event.preventDefault();
      told.push(/** @type {CustomEvent} */ (event).detail.request.member_name);
    });
  });
  const form = await fillMedical(visitor);
  await form.getByRole('button', { name: 'Request the call' }).click();
  for (const [question, answer] of [['the denial letter reached the provider', 'Yes'], ['an expedited appeal', 'No'], ['an appeal of this denial', 'No']]) {
    await form.getByRole('group', { name: new RegExp(`${question}`) }).getByLabel(answer ?? '', { exact: true }).check();
  }
  await visitor.settle();
  await form.getByRole('button', { name: 'Request the call' }).click();
  const told = await page.evaluate(() => /** @type {any} */ (window).told);
  assert.ok(told.includes('incomplete') && told.includes('eligible'));
  assert.equal(told.at(-1), 'Rosa Álvarez');
  assert.deepEqual(stage.site?.arrived, []);
  await visitor.close();
});

test('everything can be asked by the gate itself, in any form, and axe finds nothing', async () => {
  const visitor = await stage.open({ page: '/embed.html' });
  const { page } = visitor;
  await page.locator('#any').getByLabel('Payer').selectOption('PacificSource');
  await visitor.settle();
  const asked = await page.locator('#any [data-p2p-question]').evaluateAll((elements) => elements.map((element) => element.getAttribute('data-p2p-question')));
  const { needed } = rules.validate_request({ payer: 'pacificsource' });
  assert.deepEqual(asked.filter(Boolean), needed.map(({ field }) => field).filter((field) => field !== 'denial_date'));
  await page.locator('#any').getByRole('button').click();
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    assert.deepEqual(await visitor.flaws(), []);
  }
  await visitor.close();
});
