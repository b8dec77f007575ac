// Eight letters, walked with the keyboard as an office worker would: how many answers and keys it takes to the deadline,
// and how many to the verdict. `P2P_LETTERS=1` prints the table.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => {
  if (process.env['P2P_LETTERS']) console.table(walked);
  return stage.stop();
});

/** @type {Record<string, object>} */
const walked = {};

/**
 * `deadline` and `verdict`: the most answers and keys, as measured when the form was last laid out; more is a fault.
 * @typedef {{ answers: Record<string, string | boolean>, verdict: RegExp, most: { deadline: [answers: number, keys: number], verdict: [answers: number, keys: number] } }} Letter
 */
const WHO = { requested_by: 'provider-staff', attendee: 'requesting-provider' };

/** @type {Record<string, Letter>} */
const LETTERS = {
  'PacificSource, an MRI not medically necessary': {
    answers: { payer: 'pacificsource', denial_date: '3/2/2026', service: 'medical', denial_basis: 'medical-necessity', line_of_business: 'commercial', none: true, new_clinical_information: 'none', ...WHO },
    verdict: /^Yes/, most: { deadline: [2, 11], verdict: [9, 31] },
  },
  'PacificSource, an appeal is in': {
    answers: { payer: 'pacificsource', denial_date: '2/27/2026', service: 'behavioral-health', denial_basis: 'medical-necessity', line_of_business: 'medicaid', appeal_filed: true },
    verdict: /^No,/, most: { deadline: [2, 12], verdict: [6, 21] },
  },
  'PacificSource, too late': { answers: { payer: 'pacificsource', denial_date: '2/12/2026' }, verdict: /^No,/, most: { deadline: [2, 12], verdict: [2, 12] } },
  'Regence, a stay': {
    answers: { payer: 'regence', denial_date: '2/20/2026', service: 'medical', denial_basis: 'medical-necessity', denial_timing: 'concurrent', line_of_business: 'commercial', letter_received: true, none: true },
    verdict: /^Yes/, most: { deadline: [2, 13], verdict: [8, 27] },
  },
  'Regence, an infusion': {
    answers: { payer: 'regence', denial_date: '2/20/2026', service: 'provider-administered-medication', denial_basis: 'investigational', denial_timing: 'pre-service', line_of_business: 'medicare', none: true, purpose: 'discuss-denial' },
    verdict: /^Yes/, most: { deadline: [2, 13], verdict: [8, 29] },
  },
  'Regence, too late': { answers: { payer: 'regence', denial_date: '2/10/2026', service: 'medical' }, verdict: /^No,/, most: { deadline: [2, 13], verdict: [3, 15] } },
  'Asuris, tablets from a pharmacy': { answers: { payer: 'asuris', denial_date: '2/20/2026', service: 'retail-medication' }, verdict: /^Another/, most: { deadline: [2, 12], verdict: [3, 16] } },
  'Asuris, not covered by the contract': {
    answers: { payer: 'asuris', denial_date: '2/26/2026', service: 'medical', denial_basis: 'contract' },
    verdict: /^No,/, most: { deadline: [2, 12], verdict: [4, 17] },
  },
};

describe('answers and keys, of a letter', () => {
  for (const [name, { answers, verdict, most }] of Object.entries(LETTERS)) {
    test(name, async () => {
      const visitor = await stage.open();
      const { page } = visitor;
      await page.locator('#main').focus();
      let keys = 0;
      const press = async (/** @type {string} */ key) => {
        keys += 1;
        await page.keyboard.press(key);
      };
      const isAt = (/** @type {string} */ selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
      /** @type {{ deadline?: [number, number], verdict?: [number, number] }} */
      const met = {};
      for (const [number, [fact, value]] of Object.entries(answers).entries()) {
        const selector = fact === 'none' ? '[data-p2p-none]' : `[data-p2p-question="${fact}"] :is(input, select)`;
        for (let stops = 0; !(await isAt(selector)); stops++) {
          assert.ok(stops < 12, `${fact} can't be reached`);
          await press('Tab');
        }
        const index = await page.evaluate(([field, wanted]) => [...document.querySelectorAll(`input[type=radio][name="${field}"]`)].findIndex((radio) => /** @type {HTMLInputElement} */ (radio).value === wanted), [fact, String(value)]);
        if (fact === 'denial_date') for (const key of String(value)) await press(key);
        else if (index < 1) await press('Space');
        else for (let i = 0; i < index; i++) await press('ArrowDown');
        await visitor.settle();
        if (await visitor.answer.locator('.p2p-by').count()) met.deadline ??= [number + 1, keys];
        if (/^(Yes|No,|Another)/.test(await visitor.headline())) met.verdict ??= [number + 1, keys];
      }
      walked[name] = { 'deadline after answers': met.deadline?.[0], keys: met.deadline?.[1], 'verdict after answers': met.verdict?.[0], 'keys to it': met.verdict?.[1] };
      assert.match(await visitor.headline(), verdict);
      const more = await visitor.furtherPayers();
      for (const what of /** @type {const} */ (['deadline', 'verdict'])) {
        const [count = 99, pressed = 99] = met[what] ?? [];
        assert.ok(count <= most[what][0] && pressed <= most[what][1] + more, `${what} after ${count} answers and ${pressed} keys`);
      }
      assert.equal(met.verdict?.[0], Object.keys(answers).length, 'no answer too many');
      await visitor.close();
    });
  }
});
