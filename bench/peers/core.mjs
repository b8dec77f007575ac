// What every contender must answer alike, and what all peers share: nothing of this is any library's business.

/** @typedef {import('./row-types.d.mts').Row} Row */
/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */

/**
 * The part of a decision that decides: the outcome; which rules reject, find a value invalid or warn; what is needed, in
 * asking order; and the deadline.
 * @typedef {object} Core
 * @property {Decision['outcome']} outcome
 * @property {string[]} reject
 * @property {string[]} invalid
 * @property {string[]} warning
 * @property {string[]} needed
 * @property {Term | null} deadline
 */

/** @typedef {{ due: string, closes: string, status: string, days_left: number | null }} Term */

/**
 * @param {Decision} decision
 * @returns {Core}
 */
export function core({ outcome, findings, needed, deadline }) {
  const rules = (/** @type {string} */ kind) => unique(findings.filter((found) => found.kind === kind).map(({ rule }) => rule));
  return {
    outcome,
    reject: rules('reject'),
    invalid: rules('invalid'),
    warning: rules('warning'),
    needed: needed.map(({ field }) => field),
    deadline: deadline && { due: deadline.due, closes: deadline.closes, status: deadline.status, days_left: deadline.days_left },
  };
}

/**
 * @param {Pick<Row, 'kind' | 'says' | 'field'>[]} rows those that hold
 * @param {string[]} faults rules by which values can't be right
 * @param {Set<string>} mend the facts that they are about
 * @param {Term | null} deadline
 * @param {string[]} order of asking
 * @returns {Core}
 */
export function answer(rows, faults, mend, deadline, order) {
  const says = (/** @type {Row['kind']} */ kind) => rows.filter((row) => row.kind === kind).map((row) => row.says);
  const reject = unique(says('reject'));
  for (const { kind, field } of rows) if (kind === 'invalid') mend.add(field);
  const invalid = unique([...faults, ...says('invalid')]);
  const asks = new Set(reject.length > 0 ? [] : says('ask'));
  const needed = order.filter((fact) => asks.has(fact) && !mend.has(fact));
  return {
    outcome: reject.length > 0 ? 'ineligible' : invalid.length > 0 || needed.length > 0 ? 'incomplete' : 'eligible',
    reject,
    invalid,
    warning: unique(says('warning')),
    needed,
    deadline,
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
  return { outcome: 'incomplete', reject: [], invalid, warning: [], needed: asked ? ['payer'] : [], deadline: null };
}

/** @param {string[]} list */
function unique(list) {
  return [...new Set(list)].sort();
}
