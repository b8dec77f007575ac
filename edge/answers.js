// The canonical form of a request's known answers, used for storing requests and for telling whether two are the same.
import { policies } from '../pkg/p2p_review.js';
import { trimmed } from '../www/gate/characters.js';

/** @typedef {import('../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {Record<string, unknown>} Answers as sent */

/**
 * Every fact that any policy asks for, so that wrong values are noticed even in facts that this policy doesn't ask for.
 * @type {FieldInfo[]}
 */
export const FIELDS = [...new Map(policies().flatMap(({ fields }) => fields).map((field) => [field.field, field])).values()];

/** The keys of a call window. Others are dropped, like unknown keys of the request. */
const WINDOW = ['date', 'start', 'end', 'time_zone'];

/**
 * @param {Answers} answers
 * @returns {FieldInfo[]} the facts that were answered
 */
export function givenFields(answers) {
  return FIELDS.filter(({ field }) => Object.hasOwn(answers, field) && answers[field] !== null && answers[field] !== undefined);
}

/**
 * One text for all spellings of a request that mean the same: keys in order, unknown keys dropped, texts trimmed,
 * absent values left out.
 * @param {Answers} answers
 */
export function canonical(answers) {
  const known = givenFields(answers)
    .map(({ field, kind }) => [field, kind === 'windows' ? windows(answers[field]) : asRead(answers[field])])
    .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return JSON.stringify(Object.fromEntries(known));
}

/** @param {unknown} value */
function asRead(value) {
  return typeof value === 'string' ? trimmed(value) : value;
}

/** @param {unknown} value */
function windows(value) {
  if (!Array.isArray(value)) return value;
  return value.map((window) => {
    if (typeof window !== 'object' || window === null) return window;
    return Object.fromEntries(WINDOW.filter((part) => Object.hasOwn(window, part) && window[part] !== null).map((part) => [part, window[part]]));
  });
}
