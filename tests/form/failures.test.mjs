// What can go wrong on the way goes wrong well: honestly, once, and with every answer kept.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CLEAN, NOW, Stage, rules } from './form.mjs';
import { STRICT } from './site.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

const request = CLEAN['regence'] ?? {};

/** @param {import('./form.mjs').Visitor} visitor */
async function assertKept({ page }) {
  assert.equal(await page.locator('#member_name').inputValue(), request.member_name);
  assert.equal(await page.locator('input[name=payer]:checked').inputValue(), 'regence');
}

describe('sending fails', () => {
  /** @type {[string, Partial<import('./site.mjs').Reply>, RegExp][]} */
  const failures = [
    ['a server error', { status: 503 }, /server has a problem \(503\)/],
    ['a refusal without findings', { status: 403 }, /did not take the request \(403\)/],
    ['a broken connection', { how: 'cut' }, /connection failed/],
  ];
  for (const [name, reply, words] of failures) {
    test(`${name}: says so, keeps everything, and the next try arrives with the same key`, async () => {
      const visitor = await stage.open();
      const { page } = visitor;
      visitor.expectsFailedLoads = true;
      await visitor.toCheck(request);
      Object.assign(stage.site?.reply ?? {}, reply);
      await visitor.press('Send request');
      const alert = page.getByRole('alert').filter({ hasText: 'The request was not confirmed' });
      await alert.waitFor();
      assert.match(await alert.innerText(), words);
      assert.match(await alert.innerText(), /Every answer is still here/);
      assert.ok(await alert.evaluate((element) => element === document.activeElement));
      await assertKept(visitor);
      const failed = stage.site?.arrived.at(-1);
      if (stage.site) stage.site.reply = { status: 201, body: { reference: 'P2P-2031' } };
      await visitor.press('Send request');
      await page.getByRole('heading', { name: 'Request sent' }).waitFor();
      assert.equal(stage.site?.arrived.at(-1)?.headers['idempotency-key'], failed?.headers['idempotency-key']);
      await visitor.assertPrivate();
      await visitor.close();
    });
  }

  test('a changed answer makes it another request, with another key', async () => {
    const visitor = await stage.open();
    visitor.expectsFailedLoads = true;
    await visitor.toCheck(request);
    if (stage.site) stage.site.reply = { status: 500 };
    await visitor.press('Send request');
    await visitor.page.getByRole('alert').waitFor();
    await visitor.page.getByRole('button', { name: "Change Member's name" }).click();
    await visitor.page.locator('#member_name').fill('Rosa Núñez');
    await visitor.press('Continue');
    await visitor.press('Send request');
    await visitor.page.getByRole('alert').waitFor();
    const [first, second] = stage.site?.arrived ?? [];
    assert.notEqual(first?.headers['idempotency-key'], second?.headers['idempotency-key']);
    await visitor.close();
  });

  test('a silent server: waits no longer than it says', async () => {
    const visitor = await stage.open();
    const { page } = visitor;
    await page.locator('p2p-gate').evaluate((element) => void (/** @type {any} */ (element).gate.options.timeout = 1000));
    await visitor.toCheck(request);
    Object.assign(stage.site?.reply ?? {}, { how: 'silent' });
    await visitor.press('Send request');
    assert.equal(await page.locator('form').getAttribute('aria-busy'), 'true');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match(await alert.innerText(), /No answer came in 1 second.* may or may not have arrived/);
    await assertKept(visitor);
    await visitor.close();
  });

  test('offline: nothing is sent, and it says so', async () => {
    const visitor = await stage.open();
    await visitor.toCheck(request);
    await visitor.page.context().setOffline(true);
    await visitor.press('Send request');
    assert.match(await visitor.page.getByRole('alert').innerText(), /offline, so nothing was sent/);
    assert.deepEqual(stage.site?.arrived, []);
    await assertKept(visitor);
    await visitor.close();
  });

  test('the server’s own findings are shown like ours', async () => {
    const visitor = await stage.open();
    visitor.expectsFailedLoads = true;
    await visitor.toCheck(request);
    const decision = rules.validate_request({ ...request, appeal_filed: true }, NOW);
    if (stage.site) stage.site.reply = { status: 422, body: decision };
    await visitor.press('Send request');
    await visitor.answer.getByText('No, this can’t be requested here').waitFor();
    const told = await visitor.answer.innerText();
    assert.match(told, /server checked the request again/);
    assert.ok(told.includes(decision.findings[0]?.message ?? '?'));
    // What the server refused is not offered to be sent once more.
    assert.equal(await visitor.page.getByRole('button', { name: 'Send request' }).count(), 0);
    await assertKept(visitor);
    await visitor.close();
  });

  test('the server finds a field wrong: the error stands at that field', async () => {
    const visitor = await stage.open();
    const { page } = visitor;
    visitor.expectsFailedLoads = true;
    await visitor.toCheck(request);
    if (stage.site) stage.site.reply = { status: 422, body: rules.validate_request({ ...request, contact_phone: '12' }, NOW) };
    await visitor.press('Send request');
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.equal(await page.locator('#contact_phone').getAttribute('aria-invalid'), 'true');
    assert.match(await page.title(), /^Error: Details/);
    await visitor.close();
  });
});

describe('the rules do not load', () => {
  /** @type {[string, (site: import('./site.mjs').Site) => void][]} */
  const ways = [
    ['absent (404)', (site) => (site.rules = 'absent')],
    ['another page in their place', (site) => (site.rules = 'page')],
    ['a content policy that forbids them', (site) => (site.csp = STRICT.replace(" 'wasm-unsafe-eval'", ''))],
  ];
  for (const [name, spoil] of ways) {
    test(`${name}: says so, sends nothing, keeps the answers; a retry works`, async () => {
      if (stage.site) spoil(stage.site);
      const visitor = await stage.open({ until: 'missing' });
      const { page } = visitor;
      const alert = page.getByRole('alert').filter({ hasText: 'can’t be checked right now' });
      assert.ok(await alert.isVisible());
      assert.ok(await page.getByRole('button', { name: 'Print this page' }).isVisible());
      assert.equal(await page.getByRole('button', { name: 'Send' }).count(), 0);
      assert.ok(await page.getByRole('link', { name: '541-684-5584' }).isVisible());
      await page.getByRole('radio', { name: 'Regence' }).check();
      await page.locator('#member_name').fill('Rosa Álvarez');
      await page.locator('#member_name').press('Enter');
      assert.deepEqual(stage.site?.arrived, []);
      stage.site?.reset();
      // The policy came with the page: only a new page brings another.
      if (!name.includes('policy')) {
        await visitor.press('Try again');
        await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
        assert.equal(await page.locator('#member_name').inputValue(), 'Rosa Álvarez');
        assert.equal(await page.locator('input[name=payer]:checked').inputValue(), 'regence');
      }
      await visitor.close();
    });
  }

  test('served as plain bytes they load all the same, without a word in the console', async () => {
    if (stage.site) stage.site.mislabelled = true;
    const visitor = await stage.open();
    await visitor.fill({ payer: 'regence' });
    await visitor.assertPrivate();
    await visitor.close();
  });

  test('fallback="submit": sends unchecked, and says so', async () => {
    if (stage.site) stage.site.rules = 'absent';
    const visitor = await stage.open({ until: 'missing' });
    const { page } = visitor;
    await page.locator('p2p-gate').evaluate((element) => {
      const { gate } = /** @type {any} */ (element);
      gate.options.fallback = 'submit';
      return gate.load();
    });
    assert.match(await page.getByRole('alert').innerText(), /send the request all the same, but unchecked/);
    await page.getByRole('radio', { name: 'Regence' }).check();
    await page.locator('#denial_date').fill('2/20/2026');
    await page.locator('#member_name').fill('Rosa Álvarez');
    await visitor.press('Send without checking');
    await page.getByRole('heading', { name: 'Request sent' }).waitFor();
    assert.deepEqual(stage.site?.arrived.map(({ body }) => body), [{ payer: 'regence', denial_date: '2026-02-20', member_name: 'Rosa Álvarez' }]);
    await visitor.close();
  });
});

describe('without JavaScript', () => {
  test('the scripts do not arrive: the page says so after a while', async () => {
    if (stage.site) stage.site.scripts = false;
    const visitor = await stage.open({ until: null });
    const notice = visitor.page.getByRole('heading', { name: 'This page can’t check or send a request right now' });
    assert.equal(await notice.isVisible(), false);
    await notice.waitFor();
    await visitor.close();
  });

  test('the questions and the numbers are there, and nothing can be sent', async () => {
    const visitor = await stage.open({ scripts: false });
    const { page } = visitor;
    assert.ok(await page.getByRole('heading', { name: 'This page can’t check or send a request right now' }).isVisible());
    for (const { field, question } of rules.policies().flatMap((policy) => policy.fields)) {
      assert.ok(await page.locator(`[data-p2p-question="${field}"]`).isVisible(), question);
    }
    assert.equal(await page.getByRole('button').count(), 0);
    assert.ok(await page.getByRole('link', { name: '541-684-5584' }).isVisible());
    await page.locator('#member_name').fill('Rosa Álvarez');
    await page.locator('#member_name').press('Enter');
    assert.equal(page.url(), `${stage.site?.origin}/`);
    assert.deepEqual(stage.site?.arrived, []);
    await visitor.close();
  });
});

describe('the clock', () => {
  test('the server’s wins when this machine’s is off, and the page says so', async () => {
    const visitor = await stage.open({ now: '2026-03-20T18:00:00Z', serverNow: NOW });
    await visitor.fill({ payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service', denial_basis: 'medical-necessity', denial_date: '2026-02-20' });
    assert.equal(await visitor.headline(), 'Not decided yet');
    assert.match(await visitor.answer.innerText(), /clock is 17 days fast/);
    await visitor.close();
  });

  test('a machine a minute off is not told of it', async () => {
    const visitor = await stage.open({ now: '2026-03-03T18:01:00Z', serverNow: NOW });
    await visitor.fill({ payer: 'regence' });
    assert.doesNotMatch(await visitor.answer.innerText(), /clock/);
    await visitor.close();
  });

  test('a deadline that passes while the page is open changes the answer', async () => {
    const visitor = await stage.open();
    const { page } = visitor;
    await visitor.fill(request);
    assert.equal(await visitor.headline(), 'Yes, this can be requested');
    await page.clock.setFixedTime('2026-03-09T18:00:00Z');
    if (stage.site) stage.site.date = new Date('2026-03-09T18:00:00Z').toUTCString();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await visitor.settle();
    assert.equal(await visitor.headline(), 'No, this can’t be requested here');
    await visitor.close();
  });
});
