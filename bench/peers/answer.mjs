// What all peers share once their rules have been judged: nothing of this is any library's business.
import texts from 'bench:texts';
import { sayings, unsureOf } from '../hand/sayings.mjs';
import { saidBy, unique } from './core.mjs';

/** @typedef {import('./row-types.d.mts').Row} Row */
/** @typedef {import('./core.mjs').Core} Core */
/** @typedef {import('./core.mjs').Said} Said */
/** @typedef {import('./core.mjs').Term} Term */
/** @typedef {import('../hand/sayings.mjs').Sayings} Sayings */

/** What messages name: the safe and the due day, and the holidays by which they differ. @typedef {Record<string, string>} Words */

/** @type {Record<string, Sayings>} what each rule says, by payer and the facts that a scope turns on */
const known = {};

/** @param {string} payer */
function policyOf(payer) {
  return texts.policies[/** @type {keyof typeof texts.policies} */ (payer)];
}

/**
 * @param {string} payer
 * @param {Record<string, string>} facts
 */
function sayingsFor(payer, { service = '', line_of_business = '', expedited_appeal = '', in_force }) {
  const given = (/** @type {string} */ value) => (value === 'unknown' || value === 'unsure' ? '' : value);
  return (known[`${payer} ${service} ${line_of_business} ${expedited_appeal} ${in_force}`] ??= sayings(policyOf(payer), {
    service: given(service),
    line_of_business: given(line_of_business),
    expedited_appeal: given(expedited_appeal),
    today: in_force === 'yes' ? 'from' : 'before',
  }));
}

/**
 * @param {string} payer
 * @param {Sayings} said
 * @param {Pick<Row, 'kind' | 'says' | 'field'>} row
 * @param {Words} words
 * @returns {Said}
 */
function saidOf(payer, said, { kind, says, field }, words) {
  const rule = says.slice(payer.length + 1);
  if (kind === 'unsure') return unsureOf(texts, payer, said, rule, field);
  const found = /** @type {Said} */ (said.findings[rule]);
  return found.message.includes('{') ? { ...found, message: found.message.replaceAll(/\{(\w+)\}/g, (_, name) => words[name] ?? '') } : found;
}

/**
 * @param {string} payer
 * @param {Record<string, string>} facts
 * @param {Pick<Row, 'kind' | 'says' | 'field'>[]} rows those that hold
 * @param {string[]} faults rules by which values can't be right
 * @param {Set<string>} mend the facts that they are about
 * @param {{ deadline: Term, words: Words } | null} counted
 * @param {string[]} order of asking
 * @returns {Core}
 */
export function answer(payer, facts, rows, faults, mend, counted, order) {
  const says = (/** @type {Row['kind']} */ kind) => rows.filter((row) => row.kind === kind).map((row) => row.says);
  const reject = unique(says('reject'));
  for (const { kind, field } of rows) if (kind === 'invalid') mend.add(field);
  const sayings = sayingsFor(payer, facts);
  const ruled = rows.filter(({ kind }) => kind !== 'ask');
  const said = saidBy(ruled.map((row) => saidOf(payer, sayings, row, counted?.words ?? {})));
  const invalid = unique([...faults, ...says('invalid')]);
  const asks = new Set(reject.length > 0 ? [] : says('ask'));
  const needed = order.filter((fact) => asks.has(fact) && !mend.has(fact));
  return {
    outcome: reject.length > 0 ? 'ineligible' : invalid.length > 0 || needed.length > 0 ? 'incomplete' : 'eligible',
    reject,
    invalid,
    warning: unique([...says('warning'), ...says('unsure')]),
    said,
    needed,
    deadline: counted?.deadline ?? null,
  };
}

/**
 * What is said while no known payer is named.
 * @param {unknown} payer
 * @param {string[]} faults
 * @returns {Core}
 */
export function withoutPayer(payer, faults) {
  const asked = payer === undefined || payer === null || payer === '';
  const wrong = typeof payer === 'string' ? 'request/unknown-payer' : 'request/wrong-type';
  const invalid = unique(asked ? faults : [wrong, ...faults]);
  return { outcome: 'incomplete', reject: [], invalid, warning: [], said: [], needed: asked ? ['payer'] : [], deadline: null };
}

