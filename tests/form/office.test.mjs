// What an office meets: an answer that nobody has, a no, times in two zones, a page that is loaded again, paper, big text, the dark.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CLEAN, NOW, Stage, WIDE } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

const PHONE = { width: 390, height: 844 };
const NOVEMBER = '2026-11-25T18:00:00Z';
const pacificsource = CLEAN['pacificsource'] ?? {};
const regence = CLEAN['regence'] ?? {};

describe('not sure', () => {
  test('says how to find out, whom to call and by when; the request goes, marked', async () => {
    const visitor = await stage.open();
    const { page } = visitor;
    const request = { ...pacificsource, denial_basis: /** @type {const} */ ('unsure') };
    await visitor.fill(request);
    const told = await page.locator('#denial_basis-unsure').innerText();
    assert.match(told, /first paragraph.*marked “Not sure”.*call Health Services, Commercial, 541-684-5584\. The request has to be there by Mon, Mar 9/s);
    await visitor.toCheck(request);
    assert.equal(await page.locator('[data-p2p-error]').count(), 0);
    assert.match(await page.locator('[data-review]').innerText(), /Not sure/);
    assert.match(await visitor.answer.innerText(), /You can still send this request/);
    await visitor.press('Send request');
    await page.getByRole('heading', { name: 'Request sent' }).waitFor();
    assert.deepEqual(stage.site?.arrived.map(({ body }) => body), [request]);
    await visitor.close();
  });

  test('names no more numbers than one listens to, each link with whom it calls', async () => {
    const visitor = await stage.open();
    await visitor.fill({ payer: 'pacificsource', denial_basis: 'unsure' });
    const told = visitor.page.locator('#denial_basis-unsure');
    assert.match(await told.innerText(), /To ask the payer, call Health Services, Commercial, 541-684-5584; call .*; call .*; or another number on this page\./);
    const links = await told.getByRole('link').evaluateAll((all) => all.map((link) => `${link.getAttribute('aria-label')} ${link.textContent}`));
    assert.equal(links.length, 4);
    assert.equal(links[0], 'null call Health Services, Commercial, 541-684-5584');
    await visitor.close();
  });

  test('about one of several ticks: that one is unsure, the others are as they are', async () => {
    const visitor = await stage.open();
    const { page } = visitor;
    await visitor.fill({ ...pacificsource, appeal_filed: undefined });
    await page.getByText('Not sure about one of these?').click();
    assert.equal(await page.getByLabel('Whether the service or dose has been given').isVisible(), false, 'not asked here');
    await page.getByLabel('Whether an appeal has been filed or opened').check();
    await page.getByLabel(/^None of/).check();
    const facts = () => page.locator('p2p-gate').evaluate((element) => ({ .../** @type {any} */ (element).gate.request }));
    await visitor.settle();
    assert.deepEqual([(await facts()).appeal_filed, (await facts()).prior_p2p], ['unsure', false]);
    await page.locator('#appeal_filed').check();
    await visitor.settle();
    assert.equal((await facts()).appeal_filed, true);
    await visitor.close();
  });
});

describe('a no that helps', () => {
  test('how long ago it ended, and whether the year is right', async () => {
    const visitor = await stage.open({ now: NOVEMBER });
    await visitor.fill({ payer: 'pacificsource', denial_date: '2026-11-13' });
    assert.match(await visitor.answer.innerText(), /Ended Friday, November 20, 5 days ago/);
    await visitor.fill({ payer: 'pacificsource', denial_date: '2025-11-18' });
    assert.match(await visitor.answer.innerText(), /The letter is dated November 18, 2025\. Is the year right\?/);
    await visitor.press('Change the date');
    assert.equal(await visitor.page.evaluate(() => document.activeElement?.id), 'denial_date');
    await visitor.close();
  });

  test('a passed window at Regence is no refusal yet: it says what it doesn’t hold for, and asks that next', async () => {
    const visitor = await stage.open({ now: NOVEMBER });
    await visitor.fill({ payer: 'regence', denial_date: '2026-11-02' });
    assert.match(await visitor.answer.innerText(), /Ended Tuesday, November 17, 8 days ago, unless this is a medication the member gets at a pharmacy/);
    const asked = await visitor.page.locator('[data-p2p-question]:visible').evaluateAll((all) => all.map((one) => one.getAttribute('data-p2p-question')));
    assert.deepEqual(asked.slice(0, 3), ['payer', 'denial_date', 'service']);
    assert.doesNotMatch(await visitor.answer.innerText(), /Request by/);
    await visitor.fill({ payer: 'regence', service: 'retail-medication' });
    assert.equal(await visitor.headline(), 'Another way: ask for this by phone');
    await visitor.close();
  });

  test('what to do instead is said, and one key leads there; a tick’s neighbours stay; the answer is in view', async () => {
    const visitor = await stage.open({ size: { width: 1280, height: 700 } });
    const { page } = visitor;
    await visitor.fill({ ...pacificsource, appeal_filed: undefined, expedited_appeal: undefined });
    await page.locator('#appeal_filed').check();
    await visitor.settle();
    assert.ok(await visitor.question('prior_p2p').isVisible());
    const box = await page.locator('[data-p2p-headline]').boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 700, JSON.stringify(box));
    await page.waitForFunction(() => /What you can do instead: Appeals and Grievances, Commercial, 541-684-5201/.test(document.querySelector('[data-p2p-status]')?.textContent ?? ''));
    await page.locator('#appeal_filed').press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'What you can do instead');
    assert.equal(await visitor.answer.getByRole('link', { name: 'Call Appeals and Grievances, Commercial, 541-684-5201' }).count(), 1);
    await visitor.close();
  });
});

test('an answer that takes questions away is in view at once, without a glide; the picture explains only what is in it', async () => {
  const visitor = await stage.open({ size: { width: 1280, height: 700 } });
  const { page } = visitor;
  await visitor.fill({ payer: 'regence', denial_date: '2026-02-10', service: 'medical' });
  const box = await page.locator('[data-p2p-headline]').boundingBox();
  assert.ok(box && box.y >= 0 && box.y + box.height <= 700, JSON.stringify(box));
  const legend = page.locator('.p2p-legend > span');
  // All 15 days count, and today is two weeks later.
  assert.deepEqual(await legend.allInnerTexts(), ['counted', 'last day']);
  await visitor.fill({ payer: 'pacificsource', denial_date: '2026-03-02' });
  assert.deepEqual(await legend.allInnerTexts(), ['counted', 'not counted', 'last day', 'today']);
  await visitor.close();
});

test('once the safe day has passed, the day to send it by is the next one, nowhere one that is over', async () => {
  // Columbus Day may count: the safe day is the 15th, the last by the usual count the 16th.
  for (const [now, by, left] of /** @type {const} */ ([
    ['2026-10-15T18:00:00Z', /^Send it by Thursday, October 15, 2026/m, /Today is the safe last day/],
    ['2026-10-16T18:00:00Z', /^Send it by Friday, October 16, 2026/m, /The safe day, Thursday, October 15, has passed: send it now\./],
  ])) {
    const visitor = await stage.open({ now, size: PHONE });
    await visitor.fill({ ...pacificsource, denial_date: '2026-10-08', call_windows: [{ date: '2026-10-19', start: '10:00', end: '11:30' }] });
    const told = await visitor.answer.innerText();
    assert.match(told, by);
    assert.match(told, left);
    const day = /Thu|Fri/.exec(by.source)?.[0] ?? '?';
    assert.match(await visitor.bar(), new RegExp(`by ${day}, Oct`));
    assert.match((await visitor.answer.locator('.p2p-day-due').first().innerText()) ?? '', day === 'Thu' ? /^15/ : /^16/);
    await visitor.close();
  }
});

test('a window that has passed is drawn as it is told', async () => {
  const visitor = await stage.open();
  await visitor.fill({ payer: 'pacificsource', denial_date: '2026-02-12' });
  assert.match(await visitor.answer.innerText(), /Ended Friday, February 20/);
  assert.match(await visitor.answer.locator('.p2p-day-due').first().innerText(), /^20/);
  await visitor.close();
});

test('the office may give times in its own zone: they arrive with it, and stand in both', async () => {
  const visitor = await stage.open({ zone: 'America/New_York' });
  const { page } = visitor;
  await visitor.fill(pacificsource);
  await visitor.press('Continue');
  await visitor.fill({ ...pacificsource, call_windows: undefined });
  await page.getByLabel('These times are in').selectOption({ label: 'Eastern time (your time)' });
  const row = page.getByRole('group', { name: 'First time' });
  await row.getByLabel('Date', { exact: true }).fill('3/5/2026');
  await row.getByLabel('From (Eastern time)').fill('1');
  await row.getByLabel('To (Eastern time)').fill('2:30p');
  await row.getByLabel('To (Eastern time)').blur();
  await visitor.settle();
  const words = '10:00 to 11:30 AM Pacific (1:00 to 2:30 PM your time)';
  assert.equal(await row.locator('.own-time').innerText(), words);
  await visitor.press('Continue');
  assert.ok((await page.locator('[data-review]').innerText()).includes(words));
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.deepEqual(stage.site?.arrived[0]?.body.call_windows, [{ date: '2026-03-05', start: '13:00', end: '14:30', time_zone: 'America/New_York' }]);
  assert.ok((await page.locator('[data-sent]').innerText()).includes(words));
  await visitor.close();
});

test('the zone of a place is taken like the zone that it belongs to, and one abroad is not offered', async () => {
  for (const [zone, isOffered] of /** @type {const} */ ([['America/Boise', true], ['America/Indiana/Indianapolis', true], ['Asia/Manila', false]])) {
    const visitor = await stage.open({ zone });
    const { page } = visitor;
    await visitor.fill(pacificsource);
    await visitor.press('Continue');
    assert.equal(await page.getByLabel('These times are in').isVisible(), isOffered, zone);
    if (isOffered) {
      await page.getByLabel('These times are in').selectOption({ index: 1 });
      await visitor.fill(pacificsource);
      await visitor.press('Continue');
      await page.getByRole('heading', { name: 'Check and send' }).waitFor();
    }
    await visitor.close();
  }
});

test('each missing part of a time has an error of its own', async () => {
  const visitor = await stage.open();
  await visitor.fill(pacificsource);
  await visitor.press('Continue');
  await visitor.fill({ ...pacificsource, call_windows: undefined });
  const errors = async () => {
    await visitor.press('Continue');
    return visitor.page.locator('.p2p-summary a').allInnerTexts();
  };
  assert.deepEqual(await errors(), ['Enter the date of the first time']);
  await visitor.page.locator('#call_windows-0-date').fill('3/5/2026');
  const [start, ...more] = await errors();
  assert.deepEqual(more.length > 1, false);
  assert.match(start ?? '', /start/i);
  await visitor.close();
});

test('as many questions to go as errors', async () => {
  for (const payer of ['pacificsource', 'regence', 'asuris']) {
    const visitor = await stage.open();
    await visitor.fill({ payer });
    const [, count] = /(\d+) questions? to go/.exec(await visitor.answer.innerText()) ?? [];
    await visitor.press('Continue');
    assert.equal(await visitor.page.locator('.p2p-summary a').count(), Number(count), payer);
    await visitor.close();
  }
});

test('as many details to go as errors, the wrong ones among them', async () => {
  const visitor = await stage.open();
  await visitor.fill(CLEAN['asuris medication'] ?? {});
  await visitor.press('Continue');
  await visitor.fill({ payer: 'asuris', provider_npi: '1', contact_phone: '2', call_windows: [{ date: '2026-03-05', start: '08:00', end: '07:00' }] });
  await visitor.press('Continue');
  const [, count] = /(\d+) details? to go/.exec(await visitor.answer.innerText()) ?? [];
  const links = await visitor.page.locator('.p2p-summary a').allInnerTexts();
  assert.equal(links.length, Number(count), links.join('\n'));
  assert.equal(links.length, 9);
  await visitor.close();
});

describe('nothing is lost', () => {
  /** @param {string} to */
  const altered = (to) => (/** @type {string} */ text, /** @type {string} */ file) => (file.endsWith('index.html') ? text.replace('<p2p-gate ', to) : text);

  test('where the payer allows it the answers about the denial outlast the page, and no name or number does', async () => {
    assert.ok(stage.site);
    stage.site.altered = altered('<p2p-gate data-keep ');
    const visitor = await stage.open();
    const { page } = visitor;
    page.on('dialog', (dialog) => void dialog.accept());
    await visitor.toCheck(pacificsource);
    assert.match(await page.locator('[data-kept]').innerText(), /Names, numbers, and times are not kept/);
    const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    assert.doesNotMatch(stored, /Rosa|PSX|Okafor|555/);
    await page.goto(`${visitor.site.origin}/`);
    await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
    await visitor.settle();
    assert.match(await visitor.headline(), /^Yes/);
    await visitor.press('Continue');
    await visitor.fill(pacificsource);
    await visitor.press('Continue');
    await visitor.press('Send request');
    await page.getByRole('heading', { name: 'Request sent' }).waitFor();
    await visitor.settle();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await visitor.close();
  });

  for (const [left, text] of Object.entries({ 'no JSON': '{broken', 'no list': '7', 'no pairs': '[1,null,{"a":1},"x",["payer"]]', 'an answer that now stands elsewhere': '[["payer-0","regence"]]' })) {
    test(`what the tab has kept may be another form's or an earlier one's, such as ${left}: it is let be`, async () => {
      assert.ok(stage.site);
      stage.site.altered = altered('<p2p-gate data-keep ');
      const visitor = await stage.open();
      const { page } = visitor;
      await page.addInitScript((kept) => sessionStorage.setItem('p2p-review', kept), text);
      await page.reload();
      await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
      assert.equal(await page.locator('input[name=payer]:checked').count(), 0);
      assert.ok((await page.locator('.picker').count()) > 0);
      await visitor.fill({ payer: 'pacificsource', denial_date: '2026-03-02' });
      assert.match(await visitor.answer.innerText(), /by Monday, March 9/);
      assert.deepEqual(visitor.said, []);
      await visitor.close();
    });
  }

  test('without leave nothing is kept; the rules open beside the form', async () => {
    const visitor = await stage.open();
    await visitor.fill(pacificsource);
    assert.equal(await visitor.page.evaluate(() => sessionStorage.length), 0);
    assert.equal(await visitor.page.getByRole('link', { name: 'The rules behind the answers' }).getAttribute('target'), '_blank');
    await visitor.close();
  });

  test('under a <base> the address stays the page’s own, and links within it stay on it', async () => {
    assert.ok(stage.site);
    stage.site.csp = stage.site.csp.replace("base-uri 'none'", 'base-uri *');
    stage.site.altered = (text, file) => (file.endsWith('index.html') ? text.replace('<head>', '<head><base href="/">').replaceAll('./', '/') : text);
    const visitor = await stage.open({ page: '/index.html' });
    const { page } = visitor;
    await visitor.fill(regence);
    await visitor.press('Continue');
    assert.equal(page.url(), `${visitor.site.origin}/index.html#details`);
    await page.goBack();
    await visitor.settle();
    assert.equal(page.url(), `${visitor.site.origin}/index.html`);
    assert.equal(await page.locator('input[name=payer]:checked').inputValue(), 'regence');
    await visitor.close();
  });

  for (const sandbox of ['', 'sandbox="allow-scripts allow-forms"']) {
    test(`in a frame of another origin ${sandbox} it goes on without storage, and offers no calendar that can’t open`, async () => {
      assert.ok(stage.site);
      const { site } = stage;
      site.csp = "script-src * 'wasm-unsafe-eval'; connect-src *";
      // The rule book's place holds the page around the frame.
      site.altered = (text, file) => (file.endsWith('rules.html') ? `<!doctype html><iframe ${sandbox} src="${site.origin}/"></iframe>` : altered('<p2p-gate data-keep ')(text, file));
      const context = await stage.browser?.newContext();
      const tab = await context?.newPage();
      assert.ok(tab);
      await tab.route('**/assets/**', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
      });
      await tab.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/rules.html`);
      const frame = tab.frameLocator('iframe');
      await frame.locator('[data-p2p-state=ready]').first().waitFor({ state: 'attached' });
      await frame.getByRole('radio', { name: 'Regence' }).check();
      await frame.getByText(/questions to go/).first().waitFor();
      assert.equal(await frame.locator('.picker').count(), 0);
      await context?.close();
    });
  }
});

test('the confirmation for Regence gives a number to call, says first the talk and then the appeal, and no “undated”', async () => {
  const visitor = await stage.open();
  await visitor.toCheck(regence);
  await visitor.press('Send request');
  await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
  const told = await visitor.page.locator('[data-sent]').innerText();
  assert.match(told, /hear nothing[^]*1 \(800\) 253-0838/);
  assert.equal(await visitor.page.locator('[data-sent]').getByRole('link', { name: 'Call Pharmacy customer service, 1 (844) 765-6827' }).count(), 1);
  assert.match(told, /have any peer-to-peer first/);
  assert.match(told, /by Saturday, March 7, 2026, end of day, Pacific time/);
  assert.doesNotMatch(told, /undated/);
  await visitor.close();
});

test('on paper: the answer first, what was folded open, the last day by its border', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.fill(pacificsource);
  await page.emulateMedia({ media: 'print' });
  await visitor.answer.getByText('541-684-5584').waitFor({ state: 'visible' });
  const [answer, first] = await Promise.all([visitor.answer.boundingBox(), visitor.question('payer').boundingBox()]);
  assert.ok(answer && first && answer.y < first.y);
  for (const place of ['.p2p-calendar .p2p-day-due', '.p2p-legend .p2p-day-due']) {
    assert.deepEqual(await styles(page, place, ['borderTopWidth', 'color', 'backgroundColor']), ['3px', 'rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)'], place);
  }
  // No page ends in the middle of a question.
  for (const whole of ['.p2p-question', '.ds-c-choice-wrapper', '.p2p-calendar', '.p2p-steps > li']) {
    assert.deepEqual(await styles(page, whole, ['breakInside']), ['avoid'], whole);
  }
  await visitor.close();
});

/**
 * Finds the element and reads its styles in one step: between two, the answer may be drawn anew, and an element that is no longer
 * in the page has none.
 * @param {import('playwright-core').Page} page
 * @param {string} place
 * @param {string[]} names
 */
function styles(page, place, names) {
  return page.evaluate(([place, names]) => {
    const style = /** @type {any} */ (getComputedStyle(/** @type {Element} */ (document.querySelector(place))));
    return names.map((name) => style[name]);
  }, /** @type {const} */ ([place, names]));
}

/** @type {Record<string, (visitor: import('./form.mjs').Visitor) => Promise<unknown>>} */
const LOOKS = {
  'text at twice its size': ({ page }) => page.evaluate(() => void (document.documentElement.style.fontSize = '200%')),
  'the dark': ({ page }) => page.emulateMedia({ colorScheme: 'dark' }),
  'forced colors': ({ page }) => page.emulateMedia({ forcedColors: 'active' }),
};
for (const [name, look] of Object.entries(LOOKS)) {
  test(`${name}, at each step and after a no: nothing to find for axe, nothing to scroll sideways`, async () => {
    const visitor = await stage.open({ size: PHONE, zone: 'America/New_York' });
    await look(visitor);
    await visitor.fill({ ...regence, appeal_filed: true });
    assert.deepEqual(await visitor.flaws(), [], 'no');
    await visitor.page.locator('#appeal_filed').uncheck();
    const request = CLEAN['regence medication'] ?? {};
    await visitor.fill(request);
    assert.deepEqual(await visitor.flaws(), [], 'decide');
    await visitor.press('Continue');
    await visitor.press('Continue');
    assert.deepEqual(await visitor.flaws(), [], 'details, with errors');
    await visitor.fill(request);
    await visitor.press('Continue');
    await visitor.page.getByRole('heading', { name: 'Check and send' }).waitFor();
    assert.deepEqual(await visitor.flaws(), [], 'check');
    await visitor.press('Send request');
    await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
    assert.deepEqual(await visitor.flaws(), [], 'sent');
    await visitor.close();
  });
}

test('on a phone a part opens when the one before it is answered; on a desk all stand there; each step begins at its top', async () => {
  const visitor = await stage.open({ size: PHONE });
  const { page } = visitor;
  await visitor.fill({ payer: 'pacificsource' });
  assert.equal(await visitor.question('service').isVisible(), false);
  await visitor.fill({ payer: 'pacificsource', denial_date: '2026-03-02' });
  assert.ok(await visitor.question('service').isVisible());
  assert.equal(await visitor.question('requested_by').isVisible(), false);
  await page.setViewportSize(WIDE);
  assert.ok(await visitor.question('requested_by').isVisible());
  await visitor.fill(pacificsource);
  await visitor.answer.evaluate((panel) => void (panel.scrollTop = 400));
  await visitor.press('Continue');
  assert.equal(await visitor.answer.evaluate((panel) => panel.scrollTop), 0);
  await visitor.close();
});

test('without the rules the numbers come right after the notice', async () => {
  if (stage.site) stage.site.rules = 'absent';
  const visitor = await stage.open({ until: 'missing', size: PHONE, now: NOW });
  const number = await visitor.page.getByRole('link', { name: '541-684-5584' }).boundingBox();
  assert.ok(number && number.y < 1600, JSON.stringify(number));
  await visitor.close();
});
