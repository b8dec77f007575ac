// While a person types or looks at the choices, nothing is refused and nothing is said: half an answer is none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isFinishedDate, parseDate, parseOfficeTime } from '../../www/gate/dates.js';
import { PASTED, TYPED } from './date-forms.mjs';
import { CLEAN, Stage } from './form.mjs';

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

/**
 * What a screen reader would say while keys still come: a changed status, an alert, or another description or state of
 * the field in focus. What comes a second after the last key, or with the way to another field, breaks in on nobody.
 * @param {import('playwright-core').Page} page
 */
async function listen(page) {
  await page.evaluate(() => {
    const heard = /** @type {any} */ (window).heard = /** @type {string[]} */ ([]);
    let keyAt = -Infinity;
    /** @param {Element | null} element */
    const text = (element) => element?.textContent ?? '';
    const now = () => {
      const at = document.activeElement;
      const described = (at?.getAttribute('aria-describedby') ?? '').split(' ').map((id) => text(document.getElementById(id))).join(' ');
      return {
        field: at?.id, status: text(document.querySelector('[data-p2p-status]')), described, invalid: at?.getAttribute('aria-invalid'),
        alerts: [...document.querySelectorAll('[role=alert]')].map(text),
      };
    };
    let before = now();
    new MutationObserver(() => {
      const after = now();
      // That an alert goes is not told.
      const kept = before.alerts.filter((alert) => after.alerts.includes(alert));
      if (after.field === before.field && JSON.stringify(after) !== JSON.stringify({ ...before, alerts: kept }) && performance.now() - keyAt < 1000) heard.push(JSON.stringify([before, after]));
      before = after;
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    addEventListener('keydown', () => (keyAt = performance.now()), { capture: true });
    addEventListener('focusin', () => (before = now()), { capture: true });
  });
  return () => page.evaluate(() => /** @type {any} */ (window).heard);
}

test('nothing is said while somebody types into a field that is marked as wrong, whatever its kind', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  const request = CLEAN['asuris medication'] ?? {};
  await visitor.fill(request);
  await visitor.press('Continue');
  await visitor.press('Continue');
  const heard = await listen(page);
  for (const [id, ...typed] of [
    ['member_name', 'Rosa Alvarez'],
    ['member_id', 'ZRG 100200300'],
    ['medication_name', 'Infliximab'],
    ['provider_name', 'Dr. Imani Okafor'],
    ['provider_npi', '12', '1234567893'],
    ['contact_phone', '503', '503-555-0142'],
    ['direct_line', '503.555.01999', '503.555.0199'],
    ['call_windows-0-date', '2/30/2026', '11/18/20', '3/5/2026'],
    ['call_windows-0-start', '9:75', '9:30a'],
    ['call_windows-0-end', '9', '10:30 am'],
    ['call_windows-1-date', '3/5/2026'],
    ['call_windows-1-start', '9:30'],
    ['call_windows-1-end', '10:30', '11 am'],
  ]) {
    const field = page.locator(`[id="${id}"]`);
    for (const text of typed) {
      await field.fill('');
      await field.blur();
      await visitor.settle();
      await field.focus();
      for (const character of text) await page.keyboard.type(character);
      assert.deepEqual(await heard(), [], `${id}: ${text}`);
      await page.keyboard.press('Tab');
      await visitor.settle();
    }
    assert.equal(await page.locator(`[id="${id}-error"]`).count(), 0, id);
    assert.equal(await field.getAttribute('aria-invalid'), null, id);
  }
  assert.deepEqual(await heard(), []);
  await visitor.close();
});

test('in a marked field what is right is no longer seen as wrong at once; what is wrong in another way is told on leaving, once', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(CLEAN['asuris'] ?? {});
  await visitor.press('Continue');
  await visitor.press('Continue');
  const phone = page.locator('#contact_phone');
  const error = page.locator('#contact_phone-error');
  const missing = await error.innerText();
  await phone.focus();
  const heard = await listen(page);
  await page.keyboard.type('503-55');
  await visitor.settle();
  assert.equal(await error.innerText(), missing);
  await page.keyboard.type('5-0142');
  await visitor.settle();
  assert.ok(await error.isHidden());
  assert.deepEqual(await heard(), []);
  await page.waitForFunction(() => document.querySelector('#contact_phone')?.getAttribute('aria-invalid') === null);
  // Wrong again, and still at it.
  await page.keyboard.type('99');
  await visitor.settle();
  assert.equal(await error.count(), 0);
  const said = await page.evaluate(() => {
    const words = /** @type {any} */ (window).said = /** @type {any[]} */ ([]);
    const status = document.querySelector('[data-p2p-status]');
    if (status) new MutationObserver(() => words.push(status.textContent)).observe(status, { childList: true });
    return words;
  });
  assert.deepEqual(said, []);
  await page.keyboard.press('Shift+Tab');
  await error.waitFor();
  await page.waitForFunction(() => /** @type {any} */ (window).said.some((/** @type {string} */ words) => /^Error: .*area code/.test(words)));
  assert.equal((await page.evaluate(() => /** @type {any} */ (window).said)).filter((/** @type {string} */ words) => words.includes('Error')).length, 1);
  await visitor.close();
});

test('arrowing through the choices of a question that is marked says nothing; the date marked as wrong neither while it is mended', async () => {
  const visitor = await stage.open({ now: '2026-11-20T18:00:00Z' });
  const { page } = visitor;
  await visitor.fill({ payer: 'pacificsource' });
  await page.locator('#denial_date').fill('13/45/2026');
  await visitor.press('Continue');
  await page.locator('#denial_date').focus();
  const heard = await listen(page);
  await page.keyboard.press('ControlOrMeta+a');
  for (const character of '11/18/2026') await page.keyboard.type(character);
  await page.locator('#denial_basis').focus();
  for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  assert.deepEqual(await heard(), []);
  await page.locator('#denial_date-error').waitFor({ state: 'detached' });
  await page.locator('#denial_basis-error').waitFor({ state: 'detached' });
  await visitor.close();
});

test('a number that is only begun is not yet a wrong one: neither the panel nor what is said changes by it', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(CLEAN['asuris'] ?? {});
  await visitor.press('Continue');
  await visitor.fill({ ...CLEAN['asuris'], contact_phone: undefined });
  const announcement = () => page.locator('p2p-gate').evaluate((element) => /** @type {any} */ (element).gate.view.announcement);
  const before = [await visitor.answer.innerText(), await announcement()];
  assert.match(String(before[0]), /1 detail to go/);
  for (const [id, text] of [['provider_npi', '123456789'], ['contact_email', 'office@'], ['contact_phone', '503-555-01']]) {
    await page.locator(`#${id}`).focus();
    for (const character of text ?? '') {
      await page.keyboard.type(character);
      await visitor.settle();
      assert.deepEqual([await visitor.answer.innerText(), await announcement()], before, id);
    }
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
  }
  // Left as it is, it is wrong.
  await page.locator('#provider_npi').fill('12');
  await page.keyboard.press('Tab');
  await page.locator('#provider_npi-error').waitFor();
  assert.match(await visitor.answer.innerText(), /2 details to go/);
  await visitor.close();
});
