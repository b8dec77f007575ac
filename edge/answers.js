// The part of a request that the rules know, in one canonical form: what is stored, and what tells two requests apart.
import { policies } from '../pkg/p2p_review.js';
import { trimmed } from '../www/gate/characters.js';

/** @typedef {import('../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {Record<string, unknown>} Answers as they were sent */

/**
 * Every fact that is asked anywhere: a wrong value is found out also where nobody asked.
 * @type {FieldInfo[]}
 */
export const FIELDS = [...new Map(policies().flatMap(({ fields }) => fields).map((field) => [field.field, field])).values()];

/** What a call window holds; anything else in it is as unknown as another key of the request. */
const WINDOW = ['date', 'start', 'end', 'time_zone'];

/**
 * @param {Answers} answers
 * @returns {FieldInfo[]} the facts that are given
 */
export function givenFields(answers) {
  return FIELDS.filter(({ field }) => Object.hasOwn(answers, field) && answers[field] !== null && answers[field] !== undefined);
}

/**
 * One text for all ways of writing a request that mean the same to the rules: keys in order, without unknown ones, texts
 * trimmed, nothing that counts as absent.
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
