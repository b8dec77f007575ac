// Every state that the form can be in, on a desk and on a phone: axe finds nothing, nothing scrolls sideways, the strict policy holds.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { CLEAN, NOW, PHONE, Stage, WIDE, rules } from './form.mjs';

/** @typedef {import('./form.mjs').Visitor} Visitor */
/** @typedef {NonNullable<Parameters<Stage['open']>[0]>} How */

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

/** Where to keep a picture of each state, for whoever wants to look at them. */
const pictures = process.env['P2P_PICTURES'];
if (pictures) mkdirSync(pictures, { recursive: true });

const pacificsource = CLEAN['pacificsource'] ?? {};
const regence = CLEAN['regence'] ?? {};
const MARKUP = '<img src=x onerror=alert(1)>\u202Egnp.exe ' + 'W'.repeat(300);

/** @type {Record<string, How & { prepare?: () => void, go?: (visitor: Visitor) => Promise<unknown> }>} */
const STATES = {
  empty: {},
  'each question shown': { go: (visitor) => visitor.fill({ payer: 'regence' }) },
  'each question of a medication': { go: (visitor) => visitor.fill({ payer: 'asuris', service: 'provider-administered-medication' }) },
  'each question of PacificSource': { go: (visitor) => visitor.fill({ payer: 'pacificsource' }) },
  'not sure': {
    go: async (visitor) => {
      await visitor.fill({ payer: 'regence', line_of_business: 'commercial' });
      await visitor.question('denial_timing').getByLabel('Not sure').check();
      await visitor.page.getByText('Not sure about one of these?').click();
    },
  },
  'a deadline with a holiday': { now: '2026-11-24T18:00:00Z', go: (visitor) => visitor.fill({ ...pacificsource, denial_date: '2026-11-20' }) },
  'the last day': { go: (visitor) => visitor.fill({ ...pacificsource, denial_date: '2026-02-24' }) },
  yes: { go: (visitor) => visitor.fill(pacificsource) },
  'yes, everything opened': {
    go: async (visitor) => {
      await visitor.fill(pacificsource);
      for (const summary of await visitor.answer.locator('summary').all()) await summary.click();
    },
  },
  'yes, with warnings': { go: (visitor) => visitor.fill({ ...regence, new_clinical_information: 'planned', meeting_format: 'video' }) },
  no: { go: (visitor) => visitor.fill({ ...pacificsource, appeal_filed: true }) },
  'no, for several reasons': {
    go: async (visitor) => {
      await visitor.fill({ payer: 'pacificsource', line_of_business: 'commercial', denial_date: '2026-03-02' });
      // Ticked at once: after the first one alone, nothing more is asked.
      await visitor.page.evaluate(() => {
        for (const name of ['appeal_filed', 'member_discharged']) {
          const box = document.querySelector(`input[name="${name}"]`);
          if (box instanceof HTMLInputElement) box.checked = true;
        }
        document.querySelector('input[name="appeal_filed"]')?.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await visitor.answer.getByText('2 reasons').waitFor();
    },
  },
  'no, too late': { go: (visitor) => visitor.fill({ payer: 'pacificsource', denial_date: '2026-02-12' }) },
  'errors in deciding': {
    go: async (visitor) => {
      await visitor.fill({ payer: 'pacificsource' });
      await visitor.page.locator('#denial_date').fill('13/45/2026');
      await visitor.press('Continue');
    },
  },
  details: {
    zone: 'America/New_York',
    go: async (visitor) => {
      await visitor.fill(CLEAN['regence medication'] ?? {});
      await visitor.press('Continue');
      await visitor.page.getByRole('button', { name: 'Add another time' }).click();
    },
  },
  'errors in the details': {
    go: async (visitor) => {
      await visitor.fill(CLEAN['asuris medication'] ?? {});
      await visitor.press('Continue');
      await visitor.fill({ payer: 'asuris', provider_npi: '1', contact_phone: '2', call_windows: [{ date: '2026-03-05', start: '08:00', end: '07:00' }] });
      await visitor.press('Continue');
    },
  },
  check: { go: (visitor) => visitor.toCheck(pacificsource) },
  'hostile text': { go: (visitor) => visitor.toCheck({ ...pacificsource, member_name: MARKUP, contact_name: MARKUP.slice(0, 100) }) },
  sending: {
    prepare: () => Object.assign(stage.site?.reply ?? {}, { delay: 3000 }),
    go: async (visitor) => {
      await visitor.toCheck(pacificsource);
      await visitor.press('Send request');
    },
  },
  failed: {
    prepare: () => Object.assign(stage.site?.reply ?? {}, { status: 503 }),
    go: async (visitor) => {
      visitor.expectsFailedLoads = true;
      await visitor.toCheck(pacificsource);
      await visitor.press('Send request');
      await visitor.page.getByText('The request was not confirmed').waitFor();
    },
  },
  'refused by the server': {
    prepare: () => Object.assign(stage.site?.reply ?? {}, { status: 422, body: rules.validate_request({ ...pacificsource, appeal_filed: true }, NOW) }),
    go: async (visitor) => {
      visitor.expectsFailedLoads = true;
      await visitor.toCheck(pacificsource);
      await visitor.press('Send request');
      await visitor.page.getByText('server checked the request again').waitFor();
    },
  },
  sent: {
    go: async (visitor) => {
      await visitor.toCheck(pacificsource);
      await visitor.press('Send request');
      await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
    },
  },
  'clock off': { now: '2026-03-03T23:30:00Z', serverNow: NOW, go: (visitor) => visitor.fill({ payer: 'regence' }) },
  'rules missing': {
    prepare: () => Object.assign(stage.site ?? {}, { rules: 'absent' }),
    until: 'missing',
    go: async (visitor) => void (visitor.expectsFailedLoads = true),
  },
  // Nobody asks for the module that the page has begun to load.
  'JavaScript off': { scripts: false, go: async (visitor) => void (visitor.expectsFailedLoads = true) },
  'scripts missing': {
    prepare: () => Object.assign(stage.site ?? {}, { scripts: false }),
    until: null,
    go: async (visitor) => {
      visitor.expectsFailedLoads = true;
      await visitor.page.getByText('This page can’t check or send a request right now').waitFor();
    },
  },
};

const SMALL = { width: 390, height: 844 };
const A4 = { width: 794, height: 1123 };
/** How a state is looked at, one after the other: each begins where the one before has left the page. @type {Record<string, (page: import('playwright-core').Page) => Promise<unknown>>} */
const LOOKS = {
  desk: (page) => page.setViewportSize(WIDE),
  phone: (page) => page.setViewportSize(PHONE),
  'phone dark': (page) => page.emulateMedia({ colorScheme: 'dark' }),
  'phone forced': (page) => page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' }),
  'phone twice as large': async (page) => {
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize(SMALL);
    await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
  },
  paper: async (page) => {
    await page.evaluate(() => void (document.documentElement.style.fontSize = ''));
    await page.setViewportSize(A4);
    await page.emulateMedia({ media: 'print' });
  },
};
/** Where axe looks too: the others change no color and no role. `office.test.mjs` has axe at them, on the way to the confirmation. */
const BY_AXE = new Set(['desk', 'phone', 'phone dark']);
/** `P2P_FULL=1` looks at each state in each way; without it, at each state on a desk and on a phone, and at these in each way. */
const FULL = process.env['P2P_FULL'] === '1';
const IN_EACH_WAY = new Set(['yes, with warnings', 'no, for several reasons', 'errors in the details']);

describe('on a desk and on a phone, in the dark, in forced colors, with text twice as large and on paper, nothing is wrong with the state', () => {
  for (const [name, { prepare, go, ...how }] of Object.entries(STATES)) {
    test(name, async () => {
      prepare?.();
      const visitor = await stage.open(how);
      await go?.(visitor);
      for (const [look, set] of Object.entries(LOOKS)) {
        if (look === 'phone dark' && !FULL && !IN_EACH_WAY.has(name)) break;
        await set(visitor.page);
        if (pictures) await visitor.page.screenshot({ path: join(pictures, `${name} ${look}.png`), fullPage: true });
        if (BY_AXE.has(look)) assert.deepEqual(await visitor.flaws(), [], look);
        assert.deepEqual(await visitor.sprawl(), [], look);
      }
      await visitor.assertPrivate();
      await visitor.close();
    });
  }
});

test('with JavaScript off axe still finds what is wrong', async () => {
  const visitor = await stage.open({ scripts: false });
  await visitor.page.evaluate(() => {
    document.querySelector('label[for=denial_date]')?.remove();
    document.querySelector('.lead')?.setAttribute('aria-hidden', 'maybe');
  });
  const flaws = await visitor.flaws();
  assert.deepEqual(flaws.map((flaw) => flaw.replace(/:.*/, '')), ['aria-valid-attr-value', 'label-title-only', 'label'], flaws.join('\n'));
  await visitor.close();
});

test('nothing scrolls sideways at 320 px, which is 400 % zoom', async () => {
  const visitor = await stage.open({ size: { width: 320, height: 256 } });
  await visitor.toCheck(CLEAN['regence medication'] ?? {});
  assert.deepEqual(await visitor.flaws(), []);
  await visitor.press('Send request');
  await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.deepEqual(await visitor.flaws(), []);
  await visitor.close();
});

test('forced colours and reduced motion lose nothing', async () => {
  const visitor = await stage.open();
  await visitor.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await visitor.fill(pacificsource);
  if (pictures) await visitor.page.screenshot({ path: join(pictures, 'desk forced colours.png'), fullPage: true });
  assert.deepEqual(await visitor.flaws(), []);
  await visitor.close();
});
