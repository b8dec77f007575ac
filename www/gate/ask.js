// One question to the rules.

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */

const FIRST = Date.UTC(2000, 0, 2);
const LAST = Date.UTC(2099, 11, 30);

/**
 * @param {import('./engine.js').Rules} rules
 * @param {Record<string, unknown>} request
 * @param {Date} now
 * @param {import('./texts.js').Texts} texts
 * @returns {Decision}
 */
export function ask(rules, request, now, texts) {
  const time = now.getTime();
  if (time >= FIRST && time <= LAST) return rules.validate_request(request, now);
  // The rules know no such year. Nothing can be said of days; what is asked for stays the same.
  const { payer } = request;
  const open = rules.validate_request(payer === undefined ? {} : { payer: /** @type {string} */ (payer) }, new Date(time > LAST ? LAST : FIRST));
  const finding = { kind: 'invalid', rule: 'request/clock', field: null, at: null, message: texts.clockImpossible, shown: 'first', elsewhere: false, citation: null, next_steps: [] };
  const answered = new Set(Object.keys(request));
  return /** @type {Decision} */ ({ ...open, outcome: 'incomplete', findings: [finding], needed: open.needed.filter(({ field }) => !answered.has(field)), deadline: null });
}
