// The rules as rows of conditions, the form that every rules library takes: what the policies say, and what is asked while
// an answer is unknown, which a library of two truth values can only be told as further rows. Runs while bundling.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { pkg, root } from '../../scripts/lib/places.mjs';

/** @typedef {import('./row-types.d.mts').Row} Row */
/** @typedef {Row['when']} When */
/** @typedef {Record<string, any>} Json */

const UNKNOWN = 'unknown';
const YES_NO = ['yes', 'no'];
const MEDICAL = ['medical', 'behavioral-health'];
const FORM = ['provider-administered-medication'];

/** The facts that a request can hold, without their wording. */
export function vocabulary() {
  const facts = /** @type {Json[]} */ (parse(readFileSync(join(root, 'policies/facts.toml'), 'utf8')).facts);
  return facts.map(({ id, kind, values }) => ({ id, kind, values }));
}

const VALUES = Object.fromEntries(
  vocabulary().map(({ id, values }) => [id, values?.map((/** @type {Json} */ { value }) => value) ?? YES_NO]),
);

/** @returns {Record<string, Row[]>} by payer */
export function rows() {
  return Object.fromEntries(
    Object.entries({ pacificsource: asksOfPacificsource(), regence: asksOfRegence(), asuris: asksOfAsuris() }).map(
      ([payer, asks]) => [payer, [...rulesOf(payer), ...asks]],
    ),
  );
}

/** @param {string} payer */
function rulesOf(payer) {
  const { rules } = JSON.parse(readFileSync(join(pkg, 'policies', `${payer}.json`), 'utf8'));
  return rules
    .filter((/** @type {Json} */ { outcome }) => outcome !== 'notice')
    .map((/** @type {Json} */ { id, outcome, field, when }) => ({
      kind: outcome,
      says: `${payer}/${id}`,
      field: field ?? Object.keys(when)[0],
      when: Object.fromEntries(Object.entries(when).map(([fact, test]) => condition(fact, test))),
    }));
}

/**
 * @param {string} fact
 * @param {any} test
 * @returns {[string, string[]]}
 */
function condition(fact, test) {
  if (fact === 'denial_date') return ['dated', ['before' in test ? 'before' : 'from']];
  if (fact === 'today') return ['review_due', ['yes']];
  if (fact === 'call_windows') return [`windows_${'on' in test ? 'closed' : 'outside_hours' in test ? 'outside' : 'soon'}`, ['yes']];
  return [fact, values(fact, test)];
}

/**
 * @param {string} fact
 * @param {any} test
 * @returns {string[]}
 */
function values(fact, test) {
  if (typeof test === 'boolean') return [test ? 'yes' : 'no'];
  if (typeof test === 'string') return [test];
  if (Array.isArray(test)) return test;
  const not = [test.not].flat();
  return (VALUES[fact] ?? []).filter((/** @type {string} */ value) => !not.includes(value));
}

/**
 * @param {string} fact
 * @param {...string} values
 * @returns {string[]} every other value, and none
 */
function not(fact, ...values) {
  return [...(VALUES[fact] ?? []), UNKNOWN].filter((value) => !values.includes(value));
}

/**
 * Asks for a fact that is unknown, wherever one of these holds.
 * @param {string} fact
 * @param {...When} when
 * @returns {Row[]}
 */
function ask(fact, ...when) {
  return when.map((rest) => ({ kind: 'ask', says: fact, field: fact, when: { [fact]: [UNKNOWN], ...rest } }));
}

/** @returns {Row[]} */
function asksOfPacificsource() {
  const always = ['denial_date', 'member_name', 'member_id', 'contact_phone', 'provider_name', 'denial_basis', 'prior_p2p'];
  const bars = ['new_clinical_information', 'appeal_filed', 'member_discharged'];
  // Undated, one bar of the policy's own that waits for the date alone makes the others idle.
  const idle = {
    dated: [UNKNOWN],
    new_clinical_information: not('new_clinical_information', 'submitted'),
    appeal_filed: not('appeal_filed', 'yes'),
    member_discharged: not('member_discharged', 'yes'),
  };
  return [
    ...[...always, 'requested_by', 'attendee', 'expedited_appeal', 'line_of_business'].flatMap((fact) => ask(fact, {})),
    ...ask('call_windows', { call_windows: ['none'] }),
    ...bars.flatMap((fact) => ask(fact, { dated: ['from'] }, { ...idle, [fact]: [UNKNOWN] })),
  ];
}

/** What a request to Regence or Asuris is asked alike. @param {When} timely */
function asksOfPage(timely) {
  const form = { service: [...FORM, UNKNOWN] };
  const others = not('line_of_business', 'medicare', UNKNOWN);
  /** @param {string} fact @param {string} other */
  const appeal = (fact, other) =>
    ask(fact, { line_of_business: others }, { line_of_business: [UNKNOWN], [other]: not(other, 'yes') });
  return [
    ...['denial_date', 'member_name', 'member_id', 'provider_name', 'contact_phone', 'denial_basis', 'service'].flatMap((fact) =>
      ask(fact, {}),
    ),
    ...['direct_line', 'windows_agreed', 'medication_name'].flatMap((fact) => ask(fact, form)),
    ...ask('call_windows', { ...form, call_windows: ['none', 'one'] }),
    ...appeal('appeal_filed', 'expedited_appeal'),
    ...appeal('expedited_appeal', 'appeal_filed'),
    ...ask('line_of_business', { appeal_filed: not('appeal_filed', 'no') }, { expedited_appeal: not('expedited_appeal', 'no') }),
    ...ask('service_rendered', { service: FORM }, { service: [UNKNOWN], purpose: ['discuss-denial', UNKNOWN], ...timely }),
    ...ask('purpose', { service: FORM }, { service: [UNKNOWN], service_rendered: not('service_rendered', 'yes'), ...timely }),
  ];
}

/** @returns {Row[]} */
function asksOfRegence() {
  const notPost = { denial_timing: not('denial_timing', 'post-service') };
  const liable = not('member_liable', 'no');
  const offered = not('letter_offers_p2p', 'no');
  // While the service is unknown: nothing rejects on the page already, whatever else comes.
  const open = {
    service: [UNKNOWN],
    denial_basis: not('denial_basis', 'other'),
    line_of_business: not('line_of_business', 'federal-employee-program'),
    letter_received: not('letter_received', 'no'),
  };
  /** @type {When[]} */
  const inTime = [notPost, { denial_timing: ['post-service'], member_liable: liable, letter_offers_p2p: offered }];
  const late = { denial_timing: ['post-service', UNKNOWN] };
  /** @type {When[]} */
  const notYes = [{ member_liable: not('member_liable', 'yes') }, { letter_offers_p2p: not('letter_offers_p2p', 'yes') }];
  const notGiven = { service_rendered: not('service_rendered', 'yes'), purpose: ['discuss-denial', UNKNOWN] };
  return [
    ...asksOfPage(notPost),
    ...ask('letter_received', { service: MEDICAL }, ...inTime.map((when) => ({ ...open, letter_received: [UNKNOWN], ...when }))),
    ...[{ service: MEDICAL }, open].flatMap((when) => [
      ...ask('member_liable', { ...when, ...late, letter_offers_p2p: offered }),
      ...ask('letter_offers_p2p', { ...when, ...late, member_liable: liable }),
      ...ask('denial_timing', ...notYes.map((unless) => ({ ...when, ...unless }))),
    ]),
    ...ask('denial_timing', { service: FORM }, { service: [UNKNOWN], ...notGiven }),
    ...ask('line_of_business', { service: MEDICAL }, ...inTime.map((when) => ({ ...open, line_of_business: [UNKNOWN], ...when }))),
  ];
}

/** @returns {Row[]} */
function asksOfAsuris() {
  return [
    ...asksOfPage({}),
    ...ask('denial_timing', {}),
    ...ask('letter_received', { service: MEDICAL }, { service: [UNKNOWN], denial_basis: not('denial_basis', 'other') }),
  ];
}
