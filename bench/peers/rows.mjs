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
const UNSURE = 'unsure';
const YES_NO = ['yes', 'no'];
const MEDICAL = ['medical', 'behavioral-health'];
const FORM = ['provider-administered-medication'];

/** The facts that a request can hold, without their wording. */
export function vocabulary() {
  const facts = /** @type {Json[]} */ (parse(readFileSync(join(root, 'policies/facts.toml'), 'utf8')).facts);
  return facts.map(({ id, kind, values, stage, latest, unsure = true }) => ({ id, kind, values, latest, unsure: stage === 'gate' && unsure }));
}

const VALUES = Object.fromEntries(
  vocabulary().map(({ id, values }) => [id, values?.map((/** @type {Json} */ { value }) => value) ?? YES_NO]),
);

/** The services at Regence and Asuris for which more than one rule speaks. */
const NOT_RETAIL = [...MEDICAL, ...FORM, UNKNOWN];

/** By hand, beside the policies' own rules. @type {Record<string, () => Row[]>} */
const ROWS = {
  pacificsource: () => [...pacificsourceUnsure(), ...asksOfPacificsource()],
  regence: () => [...regenceUnsure(), ...asksOfRegence()],
  asuris: () => [...asurisUnsure(), ...asksOfAsuris()],
};

/** @param {string[]} payers @returns {Record<string, Row[]>} by payer */
export function rows(payers) {
  return Object.fromEntries(payers.map((payer) => [payer, [...rulesOf(payer), ...(ROWS[payer]?.() ?? [])]]));
}

/** @param {string} payer */
function rulesOf(payer) {
  const { rules, outside_scope, lines_of_business } = JSON.parse(readFileSync(join(pkg, 'policies', `${payer}.json`), 'utf8'));
  const { outcome } = outside_scope.lines_of_business;
  const outside = { id: 'outside-lines-of-business', outcome, when: { line_of_business: { not: lines_of_business } } };
  const alone = rules.some((/** @type {Json} */ { alone }) => alone);
  return [...rules, outside]
    .filter((/** @type {Json} */ { outcome }) => outcome !== 'notice')
    .map((/** @type {Json} */ { id, outcome, field, when }) => ({
      kind: outcome,
      says: `${payer}/${id}`,
      field: field ?? Object.keys(when)[0],
      when: {
        // The rule that stands alone is about retail medications.
        ...(alone && { service: NOT_RETAIL }),
        ...Object.fromEntries(Object.entries(when).map(([fact, test]) => condition(fact, test))),
      },
    }));
}

/**
 * @param {string} fact
 * @param {any} test
 * @returns {[string, string[]]}
 */
function condition(fact, test) {
  if (fact === 'today') return test.from === '2026-12-01' ? ['review_due', ['yes']] : ['in_force', ['from' in test ? 'yes' : 'no']];
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
  return [...(VALUES[fact] ?? []), UNKNOWN, UNSURE].filter((value) => !values.includes(value));
}

/**
 * @param {...string} values
 * @returns {string[]} these, and what can still become one of them
 */
function may(...values) {
  return [...values, UNKNOWN];
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

/**
 * Warns that nobody knows a fact by which a rule can still reject.
 * @param {string} fact
 * @param {string} rule
 * @param {...When} when
 * @returns {Row[]}
 */
function unsure(fact, rule, ...when) {
  return when.map((rest) => ({ kind: 'unsure', says: rule, field: fact, when: { [fact]: [UNSURE], ...rest } }));
}

/** What only binds once the policy has taken effect. */
const BARS = ['new_clinical_information', 'appeal_filed', 'member_discharged'];

/** @returns {Row[]} */
function pacificsourceUnsure() {
  const rule = (/** @type {string} */ id) => `pacificsource/${id}`;
  const inForce = { in_force: ['yes'] };
  return [
    ...unsure('denial_basis', rule('claim-or-contract'), {}),
    ...unsure('prior_p2p', rule('one-per-denial'), {}),
    ...unsure('requested_by', rule('requested-by-other'), {}),
    ...unsure('attendee', rule('attendee-not-originating-provider'), {}),
    ...unsure('expedited_appeal', rule('expedited-appeal'), {}),
    ...unsure('new_clinical_information', rule('new-information-submitted'), inForce),
    ...unsure('appeal_filed', rule('appeal-filed'), inForce),
    ...unsure('member_discharged', rule('member-discharged'), inForce),
    ...unsure('line_of_business', rule('outside-lines-of-business'), {}),
  ];
}

/** @returns {Row[]} */
function asksOfPacificsource() {
  const always = ['denial_date', 'member_name', 'member_id', 'contact_phone', 'provider_name', 'denial_basis', 'prior_p2p'];
  return [
    ...[...always, 'requested_by', 'attendee', 'expedited_appeal', 'line_of_business'].flatMap((fact) => ask(fact, {})),
    ...ask('call_windows', { call_windows: ['none'] }),
    ...BARS.flatMap((fact) => ask(fact, { in_force: ['yes'] })),
  ];
}

/** What Regence and Asuris warn of alike where a fact is unsure. @param {(id: string) => string} rule @returns {Row[]} */
function pageUnsure(rule) {
  const service = NOT_RETAIL;
  const line_of_business = not('line_of_business', 'medicare');
  const form = { service: may(...FORM) };
  return [
    ...unsure('line_of_business', rule('appeal-filed'), { service, appeal_filed: not('appeal_filed', 'no') }),
    ...unsure('line_of_business', rule('expedited-appeal'), { service, appeal_filed: ['no'], expedited_appeal: not('expedited_appeal', 'no') }),
    ...unsure('appeal_filed', rule('appeal-filed'), { service, line_of_business }),
    ...unsure('expedited_appeal', rule('expedited-appeal'), { service, line_of_business }),
    ...unsure('denial_basis', rule('claim'), { service }),
    ...unsure('service_rendered', rule('service-rendered'), form),
    ...unsure('purpose', rule('open-expedited-appeal'), form),
  ];
}

/** @returns {Row[]} */
function regenceUnsure() {
  const rule = (/** @type {string} */ id) => `regence/${id}`;
  const page = { service: may(...MEDICAL) };
  const late = { ...page, denial_timing: [...may('post-service'), UNSURE] };
  const [liable, offered] = [{ member_liable: ['yes'] }, { letter_offers_p2p: ['yes'] }];
  return [
    ...pageUnsure(rule),
    ...unsure('line_of_business', rule('fep-form'), { ...page, appeal_filed: ['no'], expedited_appeal: ['no'] }),
    ...unsure('denial_timing', rule('post-service-not-liable'), { ...page, member_liable: not('member_liable', 'yes') }),
    ...unsure('denial_timing', rule('post-service-not-offered'), { ...page, ...liable, letter_offers_p2p: not('letter_offers_p2p', 'yes') }),
    ...unsure('denial_timing', rule('post-service-medication'), { service: FORM }, { service: [UNKNOWN], ...liable, ...offered }),
    ...unsure('member_liable', rule('post-service-not-liable'), late),
    ...unsure('letter_offers_p2p', rule('post-service-not-offered'), late),
    ...unsure('letter_received', rule('letter-not-received'), page),
  ];
}

/** @returns {Row[]} */
function asurisUnsure() {
  const rule = (/** @type {string} */ id) => `asuris/${id}`;
  return [
    ...pageUnsure(rule),
    ...unsure('denial_timing', rule('post-service'), { service: NOT_RETAIL }),
    ...unsure('letter_received', rule('letter-not-received'), { service: NOT_RETAIL }),
  ];
}

/** Whether the days may still be open. */
const NOT_CLOSED = { deadline: ['open', 'last-day', 'past-safe', 'past-due', UNKNOWN] };

/** What a request to Regence or Asuris is asked alike. @param {When} timely */
function asksOfPage(timely) {
  const form = { service: may(...FORM) };
  const others = not('line_of_business', 'medicare', UNKNOWN, UNSURE);
  /** @param {string} fact @param {string} other */
  const appeal = (fact, other) =>
    ask(fact, { line_of_business: others }, { line_of_business: [UNKNOWN], [other]: not(other, 'yes') });
  // While the service is unknown: nothing rejects on the form already, whatever else comes.
  const open = { service: [UNKNOWN], ...timely, ...NOT_CLOSED };
  return [
    ...['denial_date', 'member_name', 'member_id', 'provider_name', 'contact_phone', 'denial_basis', 'service'].flatMap((fact) =>
      ask(fact, {}),
    ),
    ...['direct_line', 'windows_agreed', 'medication_name'].flatMap((fact) => ask(fact, form)),
    ...ask('call_windows', { ...form, call_windows: ['none', 'one'] }),
    ...appeal('appeal_filed', 'expedited_appeal'),
    ...appeal('expedited_appeal', 'appeal_filed'),
    ...ask('line_of_business', { appeal_filed: may('yes') }, { expedited_appeal: may('yes') }),
    ...ask('service_rendered', { service: FORM }, { ...open, purpose: ['discuss-denial', UNKNOWN, UNSURE] }),
    ...ask('purpose', { service: FORM }, { ...open, service_rendered: not('service_rendered', 'yes') }),
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
    ...NOT_CLOSED,
  };
  /** @type {When[]} */
  const inTime = [notPost, { denial_timing: ['post-service'], member_liable: liable, letter_offers_p2p: offered }];
  const late = { denial_timing: may('post-service') };
  /** @type {When[]} */
  const notYes = [{ member_liable: may('no') }, { letter_offers_p2p: may('no') }];
  const notGiven = { service_rendered: not('service_rendered', 'yes'), purpose: ['discuss-denial', UNKNOWN, UNSURE] };
  return [
    ...asksOfPage(notPost),
    ...ask('letter_received', { service: MEDICAL }, ...inTime.map((when) => ({ ...open, letter_received: [UNKNOWN], ...when }))),
    ...[{ service: MEDICAL }, open].flatMap((when) => [
      ...ask('member_liable', { ...when, ...late, letter_offers_p2p: offered }),
      ...ask('letter_offers_p2p', { ...when, ...late, member_liable: liable }),
      ...ask('denial_timing', ...notYes.map((unless) => ({ ...when, ...unless }))),
    ]),
    ...ask('denial_timing', { service: FORM }, { service: [UNKNOWN], ...notGiven, ...NOT_CLOSED }),
    ...ask('line_of_business', { service: MEDICAL }, ...inTime.map((when) => ({ ...open, line_of_business: [UNKNOWN], ...when }))),
  ];
}

/** @returns {Row[]} */
function asksOfAsuris() {
  return [...asksOfPage({}), ...ask('denial_timing', {}), ...ask('letter_received', {})];
}
