// Which questions are asked, how errors are told, and what a screen reader hears.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CLEAN, NOW, Stage, rules } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());

/** @param {import('./form.mjs').Visitor} visitor */
const shown = (visitor) => visitor.page.locator('[data-step="decide"] [data-p2p-question]:visible').evaluateAll((all) => all.map((one) => one.getAttribute('data-p2p-question')));

test('only what still matters is asked, and nothing once the answer is no', async () => {
  const visitor = await stage.open();
  assert.deepEqual(await shown(visitor), ['payer']);
  await visitor.fill({ payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service' });
  assert.ok(!(await shown(visitor)).includes('letter_offers_p2p'));
  await visitor.question('denial_timing').getByLabel('After the service').check();
  await visitor.settle();
  assert.ok((await shown(visitor)).includes('letter_offers_p2p'));
  await visitor.question('appeal_filed').getByRole('checkbox').check();
  await visitor.settle();
  assert.deepEqual(await shown(visitor), ['payer', 'service', 'denial_timing', 'line_of_business', 'appeal_filed', 'expedited_appeal']);
  assert.equal(await visitor.page.getByRole('button', { name: 'Continue' }).count(), 0);
  await visitor.close();
});

test('another payer’s questions are neither shown nor sent, and their answers come back with the payer', async () => {
  const visitor = await stage.open();
  await visitor.fill({ payer: 'regence', line_of_business: 'commercial', letter_received: true });
  await visitor.fill({ payer: 'pacificsource' });
  const sent = () => visitor.page.locator('p2p-gate').evaluate((element) => /** @type {any} */ (element).gate.request);
  assert.deepEqual(await sent(), { payer: 'pacificsource', line_of_business: 'commercial' });
  await visitor.fill({ payer: 'regence' });
  assert.deepEqual(await sent(), { payer: 'regence', line_of_business: 'commercial', letter_received: true });
  await visitor.close();
});

test('“None of these” does not speak for a question that was not there', async () => {
  const visitor = await stage.open();
  await visitor.fill({ payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service', appeal_filed: false, expedited_appeal: false });
  assert.ok(await visitor.page.getByLabel('None of these').isChecked());
  await visitor.fill({ payer: 'regence', service: 'provider-administered-medication' });
  assert.ok(await visitor.question('service_rendered').isVisible());
  assert.equal(await visitor.page.getByLabel('None of these').isChecked(), false);
  await visitor.close();
});

test('errors: the summary has the focus, the same words stand at the field, a link leads there, and mending takes them away', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(CLEAN['asuris'] ?? {});
  await visitor.press('Continue');
  await page.locator('#contact_phone').fill('12');
  await visitor.press('Continue');
  const summary = page.locator('.p2p-summary');
  assert.ok(await summary.evaluate((element) => element === document.activeElement));
  assert.match(await page.title(), /^Error: Details – /);
  const words = await summary.getByRole('link').allInnerTexts();
  const told = await page.locator('[data-p2p-error]').evaluateAll((all) => all.map((one) => one.lastChild?.textContent));
  assert.deepEqual(told, words);
  assert.ok(words.includes('Enter the member’s name'));
  await summary.getByRole('link', { name: words.at(-1) ?? '' }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'contact_phone');
  assert.match(String(await page.locator('#contact_phone').getAttribute('aria-describedby')), /contact_phone-error/);
  await page.locator('#contact_phone').fill('503-555-0142');
  await page.locator('#contact_phone').blur();
  await visitor.settle();
  assert.equal(await page.locator('#contact_phone-error').count(), 0);
  assert.equal(await page.locator('#contact_phone').getAttribute('aria-invalid'), null);
  await visitor.fill(CLEAN['asuris'] ?? {});
  await visitor.settle();
  assert.match(await page.title(), /^Details – /);
  await visitor.close();
});

test('a date that does not exist is told from one that can’t be read', async () => {
  const visitor = await stage.open();
  await visitor.fill({ payer: 'pacificsource' });
  for (const [text, words] of /** @type {const} */ ([['2/30/2026', /does not exist/], ['18/11/2026', /does not exist/], ['yesterday', /Write the date like/], ['11/18', /Write the date like/], ['Nob 18 2026', /Write the date like/]])) {
    await visitor.page.locator('#denial_date').fill(text);
    await visitor.page.locator('#denial_date').blur();
    await visitor.settle();
    assert.match(await visitor.page.locator('#denial_date-error').innerText(), words, text);
  }
  await visitor.close();
});

test('the summary is an alert inside what takes the focus, once; what it has told is not told again, what comes later is', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(CLEAN['asuris'] ?? {});
  await visitor.press('Continue');
  await page.evaluate(() => {
    const said = /** @type {any} */ (window).said = /** @type {any[]} */ ([]);
    const status = document.querySelector('[data-p2p-status]');
    if (status) new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await visitor.press('Continue');
  const summary = page.locator('.p2p-summary');
  assert.equal(await summary.locator('[role=alert]').count(), 1);
  assert.deepEqual([await summary.getAttribute('role'), await summary.getAttribute('aria-label')], ['group', 'There is a problem']);
  assert.doesNotMatch(await summary.getByRole('alert').innerText(), /There is a problem/);
  assert.ok(await summary.evaluate((element) => element === document.activeElement));
  await page.locator('#member_name').focus();
  assert.equal(await summary.getAttribute('tabindex'), null);
  await page.locator('#provider_npi').fill('12');
  await page.locator('#provider_npi').blur();
  await page.waitForFunction(() => /** @type {any} */ (window).said.some((/** @type {string} */ words) => words.includes('NPI')));
  const said = (await page.evaluate(() => /** @type {any} */ (window).said)).join(' ');
  assert.doesNotMatch(said, /Enter the member’s name/);
  assert.equal(said.split('Error: ').length, 2, said);
  await visitor.close();
});

test('the answer is said once, when it changes, and politely', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.holdTime();
  await page.evaluate(() => {
    const said = /** @type {any} */ (window).said = /** @type {any[]} */ ([]);
    const status = document.querySelector('[data-p2p-status]');
    if (status) new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  const request = CLEAN['pacificsource'] ?? {};
  const heard = async (/** @type {number} */ count) => {
    await visitor.pause();
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).said.length), count);
  };
  await visitor.fill({ payer: 'pacificsource' });
  await heard(1);
  // All at once: nobody hears what stood there on the way.
  await visitor.fill(request);
  await heard(2);
  await visitor.press('Continue');
  await page.locator('#contact_phone').fill('12');
  await page.locator('#contact_phone').blur();
  await heard(3);
  await visitor.fill({ payer: 'pacificsource', member_name: 'Rosa Álvarez' });
  await heard(4);
  const said = await page.evaluate(() => /** @type {any} */ (window).said);
  const yes = 'Yes, this can be requested. Send it by Monday, March 9, 2026, end of day, Pacific time. 4 business days left. It isn’t complete yet: 5 details to go.';
  assert.deepEqual([said[0], said[1], said[3]], ['Not decided yet.', yes, yes.replace('5 details', '4 details')]);
  assert.match(said[2], /^Error: .*[.?!]/);
  assert.doesNotMatch(said.join(' '), /\.\./);
  assert.equal(await page.locator('[data-p2p-status]').getAttribute('role'), 'status');
  await visitor.close();
});

test('the deadline’s days are drawn and told in words, with the holiday named', async () => {
  const visitor = await stage.open({ now: '2026-11-24T18:00:00Z' });
  const { page, answer } = visitor;
  await visitor.fill({ payer: 'pacificsource', denial_date: '2026-11-20' });
  assert.equal(await answer.locator('.p2p-day-due').first().innerText(), '30\n5');
  assert.match(await answer.locator('.p2p-day-today').first().innerText(), /24\s+2/);
  await page.getByText('How the days were counted').click();
  assert.deepEqual(await answer.locator('.p2p-count li').allInnerTexts(), rules.compute_deadline({ payer: 'pacificsource', denial_date: '2026-11-20' }, '2026-11-24T18:00:00Z').days.map(({ date, counts, skipped }) => {
    const day = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
    return `${day}: ${counts === null ? `not counted, ${skipped}` : `day ${counts}`}`;
  }));
  assert.match(await answer.innerText(), /November 26: Thanksgiving Day, not counted/);
  await visitor.close();
});

test('times for the call stand in the reader’s own zone too, where that differs', async () => {
  for (const [zone, words] of /** @type {const} */ ([['America/New_York', '10:00 to 11:30 AM Pacific (1:00 to 2:30 PM your time)'], ['America/Los_Angeles', '10:00 to 11:30 AM Pacific']])) {
    const visitor = await stage.open({ zone });
    await visitor.fill(CLEAN['pacificsource'] ?? {});
    await visitor.press('Continue');
    await visitor.fill(CLEAN['pacificsource'] ?? {});
    const own = (await visitor.page.locator('.own-time').first().textContent()) ?? '';
    assert.equal(own, words);
    await visitor.close();
  }
});

test('another time for the call is a row like the first, and leaves the others as they are', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(CLEAN['regence medication'] ?? {});
  await visitor.press('Continue');
  const rows = page.locator('.p2p-window');
  /** @param {number} row */
  const controls = (row) => rows.nth(row).locator('input:not([type=hidden]), button').evaluateAll((all) => all.map((one) => `${one.tagName} ${one.getAttribute('name') ?? one.className}`));
  const first = await controls(0);
  for (const count of [3, 4, 5]) {
    await page.getByRole('button', { name: 'Add another time' }).click();
    assert.equal(await rows.count(), count);
    for (let row = 0; row < count; row++) assert.deepEqual(await controls(row), first, `${row} of ${count}`);
  }
  assert.ok(await page.getByRole('button', { name: 'Add another time' }).isHidden());
  await visitor.close();
});

test('what is still asked is told with the sentence that it comes from', async () => {
  const visitor = await stage.open();
  const { answer } = visitor;
  await visitor.fill({ payer: 'pacificsource', line_of_business: 'commercial' });
  await answer.getByText('Why these questions').click();
  const told = await answer.locator('[data-p2p-keep=asked]').innerText();
  const decision = rules.validate_request({ payer: 'pacificsource', line_of_business: 'commercial' }, NOW);
  const fields = rules.policies().find(({ id }) => id === 'pacificsource')?.fields ?? [];
  const asked = decision.needed.filter(({ field }) => field !== 'payer' && !['member_name', 'member_id', 'provider_name', 'contact_phone', 'call_windows'].includes(field));
  assert.ok(asked.length > 3);
  for (const { field, citation } of asked) {
    assert.ok(told.includes(fields.find((info) => info.field === field)?.question ?? '?'), field);
    assert.ok(told.includes(citation?.section ?? '?'), field);
  }
  assert.ok(!told.includes('Member’s name') && !told.includes("Member's name"));
  await visitor.fill({ payer: 'pacificsource', appeal_filed: true, denial_date: '2026-03-02' });
  assert.equal(await answer.locator('[data-p2p-keep=asked]').count(), 0);
  await visitor.close();
});

test('a payer’s page may answer questions itself: they are not asked', async () => {
  const visitor = await stage.open({ until: null });
  const { page } = visitor;
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await page.locator('p2p-gate').evaluate((element) => {
    const { gate } = /** @type {any} */ (element);
    gate.options.preset = { payer: 'asuris', line_of_business: 'commercial', service: 'medical' };
    gate.evaluate();
  });
  const asked = await shown(visitor);
  for (const fact of ['payer', 'line_of_business', 'service']) assert.ok(!asked.includes(fact), fact);
  assert.ok(asked.includes('denial_timing'));
  await visitor.close();
});
