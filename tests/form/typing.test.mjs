// While a person types or looks at the choices, nothing is refused and nothing is said: half an answer is none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isFinishedDate, parseDate, parseOfficeTime } from '../../www/gate/dates.js';
import { PASTED, TYPED } from './date-forms.mjs';
import { Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());

test('no beginning of a date is taken for another date', () => {
  for (const form of TYPED) {
    assert.equal(parseDate(form), '2026-11-18', form);
    for (let end = 1; end < form.length; end++) {
      const begun = form.slice(0, end);
      if (isFinishedDate(begun)) assert.equal(parseDate(begun), '2026-11-18', begun);
    }
  }
});

test('a time is read as an office means it', () => {
  for (const [text, time] of /** @type {const} */ ([
    ['9', '09:00'], ['9:30a', '09:30'], ['930', '09:30'], ['1', '13:00'], ['1 pm', '13:00'], ['13:00', '13:00'], ['01:30', '01:30'], ['1:30', '13:30'],
    ['12', '12:00'], ['noon', '12:00'], ['3.15', '15:15'], ['10 a.m.', '10:00'], ['12 am', '00:00'],
  ])) assert.equal(parseOfficeTime(text), time, text);
  for (const text of ['', '25', '9:75', 'nine', '13 pm', '9-10']) assert.equal(parseOfficeTime(text), null, text);
});

test('typed character by character, no accepted form of a date gives a false “No” on the way, nor an error', async () => {
  const visitor = await stage.open({ now: '2026-11-20T18:00:00Z' });
  const { page } = visitor;
  await visitor.fill({ payer: 'pacificsource' });
  const date = page.locator('#denial_date');
  for (const form of TYPED) {
    await date.fill('');
    await date.focus();
    for (let end = 1; end <= form.length; end++) {
      await page.keyboard.type(form[end - 1] ?? '');
      await visitor.settle();
      assert.doesNotMatch(await visitor.headline(), /^No,/, form.slice(0, end));
      assert.doesNotMatch(await visitor.answer.innerText(), /can’t be right/, form.slice(0, end));
      assert.equal(await page.locator('[data-p2p-error]').count(), 0, form.slice(0, end));
    }
    await date.blur();
    await visitor.settle();
    assert.match(await visitor.answer.innerText(), /If it can be requested: by Wednesday, November 25, 2026/, form);
  }
  for (const form of PASTED.filter((text) => !/[\r\n]/.test(text))) {
    await date.fill(form);
    await date.blur();
    await visitor.settle();
    assert.match(await visitor.answer.innerText(), /If it can be requested: by Wednesday, November 25, 2026/, JSON.stringify(form));
  }
  // On leaving, two digits are a year.
  await date.fill('11/2/26');
  assert.match(await visitor.headline(), /^Not decided/);
  await date.blur();
  await visitor.settle();
  assert.match(await visitor.headline(), /^No,/);
  await visitor.close();
});

test('arrowing past a choice announces nothing; what it rests on is announced after a pause', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill({ payer: 'regence', service: 'medical', denial_timing: 'pre-service' });
  await visitor.holdTime();
  await visitor.pause();
  await page.evaluate(() => {
    const said = /** @type {any} */ (window).said = /** @type {any[]} */ ([]);
    const status = document.querySelector('[data-p2p-status]');
    if (status) new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
  });
  await page.locator('#denial_basis').focus();
  // Past “Contract”, “Claim” and “Reimbursement”, which each refuse, to “Another reason”, and back to the first.
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowUp');
  await visitor.pause();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).said.filter((/** @type {string} */ words) => words.startsWith('No'+','))), []);
  await visitor.close();
});
