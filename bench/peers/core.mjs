// What every contender must answer alike.

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */

/**
 * The part of a decision that decides: the outcome; which rules reject, find a value invalid or warn, and what the policy's
 * rules say; what is needed, in asking order; and the deadline.
 * @typedef {object} Core
 * @property {Decision['outcome']} outcome
 * @property {string[]} reject
 * @property {string[]} invalid
 * @property {string[]} warning
 * @property {Said[]} said by rule
 * @property {string[]} needed
 * @property {Term | null} deadline
 */

/** @typedef {Pick<Decision['findings'][number], 'rule' | 'message' | 'citation' | 'next_steps'>} Said */
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
    said: saidBy(findings.filter(({ kind, rule }) => kind !== 'notice' && !rule.startsWith('request/'))),
    needed: needed.map(({ field }) => field),
    deadline: deadline && { due: deadline.due, closes: deadline.closes, status: deadline.status, days_left: deadline.days_left },
  };
}

/**
 * @param {Said[]} findings
 * @returns {Said[]} what each rule says, once: of a rule that warns of several unsure facts, what it says of each
 */
export function saidBy(findings) {
  const said = new Map(findings.map(({ rule, message, citation, next_steps }) => [`${rule} ${message}`, { rule, message, citation, next_steps }]));
  return [...said].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** @param {string[]} list */
export function unique(list) {
  return [...new Set(list)].sort();
}
