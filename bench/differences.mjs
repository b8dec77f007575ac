// What two answers differ by, grouped by where in the answer it is: what to mend first in a contender that is behind.
import { isDeepStrictEqual } from 'node:util';

/** @typedef {{ count: number, example: number }} Group how many requests differ there, and the place of the first of them */

/**
 * @param {unknown[]} right
 * @param {unknown[]} given
 * @returns {Map<string, Group>} by path, the most frequent first
 */
export function differences(right, given) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  right.forEach((answer, place) => {
    for (const path of new Set(paths(answer, given[place], ''))) {
      const group = groups.get(path) ?? { count: 0, example: place };
      groups.set(path, { ...group, count: group.count + 1 });
    }
  });
  return new Map([...groups].sort(([, a], [, b]) => b.count - a.count));
}

/**
 * @param {any} right
 * @param {any} given
 * @param {string} path
 * @returns {string[]}
 */
function paths(right, given, path) {
  if (isDeepStrictEqual(right, given)) return [];
  if (Array.isArray(right) && Array.isArray(given)) return inLists(right, given, path);
  if (!isObject(right) || !isObject(given)) return [path];
  return Object.keys({ ...right, ...given }).flatMap((key) => paths(right[key], given[key], `${path}.${key}`));
}

/**
 * @param {any[]} right
 * @param {any[]} given
 * @param {string} path
 */
function inLists(right, given, path) {
  const [wanted, found] = [right.map(nameOf), given.map(nameOf)];
  const missing = wanted.filter((name) => !found.includes(name)).map((name) => `${path} lacks ${name}`);
  const added = found.filter((name) => !wanted.includes(name)).map((name) => `${path} adds ${name}`);
  if (missing.length + added.length > 0) return [...missing, ...added];
  if (!isDeepStrictEqual(wanted, found)) return [`${path} is in another order`];
  return right.flatMap((part, place) => paths(part, given[place], `${path}[${wanted[place]}]`));
}

/** @param {any} part of a list: a finding by its kind and rule, a fact by its name */
function nameOf(part) {
  if (!isObject(part)) return String(part);
  return [part.kind, part.rule ?? part.field ?? part.id ?? part.date].filter(Boolean).join(' ');
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === 'object' && value !== null;
}
