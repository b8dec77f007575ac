// An eligible request arrives whole, once.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CLEAN, PHONE, Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

const arrived = () => stage.site?.arrived ?? [];

describe('an eligible request arrives whole, once', () => {
  for (const [name, request] of Object.entries(CLEAN)) {
    test(name, async () => {
      const visitor = await stage.open();
      await visitor.toCheck(request);
      assert.deepEqual(arrived(), []);
      await visitor.press('Send request');
      await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
      const [first, ...more] = arrived();
      assert.ok(first, 'nothing arrived');
      assert.deepEqual(more, []);
      const { method, url, headers, body } = first;
      assert.equal(method, 'POST');
      assert.equal(url, '/requests');
      assert.equal(headers['content-type'], 'application/json');
      assert.match(String(headers['idempotency-key']), /^[0-9a-f]{32}$/);
      assert.equal(headers.referer, undefined);
      assert.deepEqual(body, request);
      assert.match(await visitor.page.locator('[data-sent]').innerText(), /P2P-2031/);
      await visitor.assertPrivate();
      await visitor.close();
    });
  }
});

test('on a phone, with the keyboard alone', async () => {
  const visitor = await stage.open({ size: PHONE });
  const { page } = visitor;
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the form');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const before = await page.locator('input[name=payer]').evaluateAll((all) => all.findIndex((radio) => /** @type {HTMLInputElement} */ (radio).value === 'regence'));
  for (let i = 0; i < before; i++) await page.keyboard.press('ArrowDown');
  await visitor.settle();
  assert.equal(await page.locator('input[name=payer]:checked').inputValue(), 'regence');
  await page.keyboard.press('Tab');
  await page.keyboard.type('3/2/2026');
  await visitor.settle();
  assert.equal(await visitor.bar(), '9 to go · last day Tue, Mar 17');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await visitor.settle();
  assert.equal(await page.locator('input[name=service]:checked').inputValue(), 'medical');
  await visitor.close();
});

test('a second press while it is on its way sends nothing more', async () => {
  const visitor = await stage.open();
  await visitor.toCheck(CLEAN['regence'] ?? {});
  Object.assign(stage.site?.reply ?? {}, { delay: 300 });
  await visitor.page.getByRole('button', { name: 'Send request' }).dblclick();
  await visitor.page.keyboard.press('Enter');
  await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.equal(stage.site?.arrived.length, 1);
  await visitor.close();
});

test('the browser’s Back goes a step back and keeps every answer; after sending it does not offer to send again', async () => {
  const request = CLEAN['regence'] ?? {};
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.toCheck(request);
  await page.goBack();
  await page.getByRole('heading', { name: 'Details', exact: true }).waitFor();
  assert.equal(await page.locator('#member_name').inputValue(), request.member_name);
  await page.goBack();
  await page.getByRole('heading', { name: 'Can it be requested?' }).waitFor();
  assert.equal(await page.locator('input[name=payer]:checked').inputValue(), 'regence');
  assert.ok(await page.getByLabel('None of these').isChecked());
  await page.goForward();
  await page.goForward();
  await page.getByRole('heading', { name: 'Check and send' }).waitFor();
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  await page.goBack();
  await visitor.settle();
  assert.ok(await page.getByRole('heading', { name: 'Request sent' }).isVisible());
  assert.equal(stage.site?.arrived.length, 1);
  await visitor.close();
});

test('an answer can be changed from the check, and the change is what arrives', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.toCheck(CLEAN['regence'] ?? {});
  await page.getByRole('button', { name: "Change Member's name" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'member_name');
  await page.keyboard.type(' Núñez');
  // Back at the check at once, also from the first step.
  await visitor.press('Continue');
  await page.getByRole('button', { name: 'Change What was denied?' }).click();
  await visitor.press('Continue');
  await page.getByRole('heading', { name: 'Check and send' }).waitFor();
  assert.match(await page.locator('[data-goes-to]').innerText(), /Nothing has been sent yet.*sends these answers to Regence/);
  assert.match(await page.locator('[data-review]').innerText(), /\(503\) 555-0142/);
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.match(stage.site?.arrived[0]?.body.member_name, /Núñez/);
  await visitor.close();
});

test('leaving with unsent answers asks first; after sending it does not', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  /** @type {string[]} */
  const dialogs = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type());
    void dialog.dismiss();
  });
  await visitor.toCheck(CLEAN['regence'] ?? {});
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await asked;
  assert.deepEqual(dialogs, ['beforeunload']);
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  const gone = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await gone;
  assert.deepEqual(dialogs, ['beforeunload']);
});

/** What each of the common session recorders takes as a sign to leave a text out. */
const MARKS = [
  '.fs-mask', '.fs-exclude', '[data-hj-suppress]', '[data-clarity-mask=true]', '[data-dd-privacy=mask]', '[data-sentry-mask]', '.sentry-mask', '[data-private]', '[data-heap-redact-text=true]',
  '[data-recording-sensitive]', '[data-cs-mask]', '[data-matomo-mask]', '[data-dtrum-mask]', '.rr-mask', '.mouseflow-mask', '.ph-mask', '.ph-no-capture', '.nr-mask', '.amp-mask', '.mp-mask',
];

test('wherever the page repeats a name or a number of a person, session recorders leave it out', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  const request = { ...CLEAN['pacificsource'], provider_npi: '1234567893', contact_name: 'Bo Marsh', contact_email: 'bo@clinic.example' };
  const repeated = (/** @type {string[]} */ marks) => page.evaluate(([wanted, words]) => {
    const bare = [];
    let count = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!words?.some((word) => node?.textContent?.includes(word))) continue;
      count += 1;
      for (const mark of wanted ?? []) if (!node.parentElement?.closest(mark)) bare.push(`${mark}: ${node.textContent}`);
    }
    return { count, bare };
  }, [marks, ['Rosa Álvarez', 'PSX 4471 9020', 'Imani Okafor', '555-0142', '1234567893', 'Bo Marsh', 'bo@clinic.example']]);
  await visitor.toCheck(request);
  for (const step of ['check', 'sent']) {
    const { count, bare } = await repeated(MARKS);
    assert.deepEqual(bare, [], step);
    assert.ok(count >= 7, `${step}: ${count}`);
    if (step === 'check') await visitor.press('Send request');
    await page.getByRole('heading', { name: step === 'check' ? 'Request sent' : 'What was sent' }).waitFor();
  }
  await visitor.close();
});

test('a step that is left goes only when the focus has been told of: what had it is still there, out of sight', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(CLEAN['pacificsource'] ?? {});
  await visitor.holdTime();
  const left = page.locator('[data-step=decide]');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'details-title');
  assert.deepEqual(await left.evaluate((section) => [section.hasAttribute('hidden'), section.classList.contains('leaving')]), [false, true]);
  await visitor.pause();
  assert.deepEqual(await left.evaluate((section) => [section.hasAttribute('hidden'), section.classList.contains('leaving')]), [true, false]);
  await visitor.close();
});
