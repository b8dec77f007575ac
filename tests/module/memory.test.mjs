// Repeated calls to one instance: its memory must not grow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshInstance } from './instance.mjs';

const CALLS = process.env.P2P_FULL === '1' ? 1_000_000 : 20_000;
const MOST_PAGES = 2;
const NOW = '2026-03-03T18:00:00Z';

const ELIGIBLE = {
  payer: 'regence',
  line_of_business: 'commercial',
  service: 'medical',
  denial_timing: 'pre-service',
  denial_basis: 'medical-necessity',
  denial_date: '2026-03-02',
  letter_received: true,
  expedited_appeal: false,
  appeal_filed: false,
  new_clinical_information: 'none',
  member_name: 'Zoë Sample',
  member_id: '100200300',
  provider_name: 'Dr. Lee Park',
  contact_phone: '503-555-0142',
};

/** The calls, and their expected results. */
const MIXED = /** @type {[outcome: string, request: () => any, now: any][]} */ ([
  ['eligible', () => ELIGIBLE, NOW],
  ['ineligible', () => ({ ...ELIGIBLE, appeal_filed: true }), NOW],
  ['incomplete', () => ({ payer: 'pacificsource', denial_date: '2026-03-02' }), new Date(NOW)],
  ['incomplete', () => ({ ...ELIGIBLE, denial_date: '2026-02-30', call_windows: [{ date: 'x' }, 5] }), NOW],
  ['incomplete', () => ({ ...ELIGIBLE, member_name: 10n, payer: 'asuris', note: 'x'.repeat(5_000) }), NOW],
  ['Error', () => ({ ...ELIGIBLE, get service() { throw new Error('mine'); } }), NOW], // prettier-ignore
  ['TypeError', () => [ELIGIBLE], NOW],
  ['TypeError', () => ELIGIBLE, Object.create(Date.prototype)],
]);

const instance = await freshInstance();

test(`memory is flat over ${CALLS.toLocaleString('en')} calls`, () => {
  // The first round includes the module's own initialization.
  round(MIXED.length);
  const [pages, stack] = [instance.pages(), instance.stack()];
  const started = performance.now();
  const outcomes = round(CALLS);
  const seconds = (performance.now() - started) / 1_000;
  const grown = instance.pages() - pages;
  console.log(
    `${CALLS} calls in ${seconds.toFixed(1)} s: ${pages} pages before, ${pages + grown} after; ` +
      [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', '),
  );
  assert.ok(grown <= MOST_PAGES, `${grown} pages more`);
  assert.equal(instance.stack(), stack);
});

/** @param {number} calls */
function round(calls) {
  /** @type {Map<string, number>} */
  const outcomes = new Map();
  for (let call = 0; call < calls; call += 1) {
    const [expected, request, now] = MIXED[call % MIXED.length] ?? assert.fail();
    let outcome;
    try {
      outcome = instance.validate_request(request(), now).outcome;
    } catch (error) {
      outcome = /** @type {Error} */ (error).name;
    }
    if (outcome !== expected) assert.fail(`${outcome} instead of ${expected}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return outcomes;
}
