// Policies that are wrong in one place, every way that a hand or a program makes them so.

/** @typedef {(string | number)[]} Path */

/**
 * @param {any} value
 * @param {Path} [path]
 * @returns {[Path, any][]} every value in it, itself included
 */
export function values(value, path = []) {
  const parts = value !== null && typeof value === 'object' ? Object.entries(value) : [];
  return [[path, value], ...parts.flatMap(([key, part]) => values(part, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** @param {any} policy @param {Path} path @param {any} value undefined: gone */
export function changed(policy, path, value) {
  if (path.length === 0) return value;
  const copy = structuredClone(policy);
  const last = /** @type {string | number} */ (path.at(-1));
  const parent = path.slice(0, -1).reduce((part, key) => part[key], copy);
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

/** @param {any} value @returns {any[]} values that it might be mistaken for */
export function wrongs(value) {
  const others = [undefined, '', ' ', 'Zebra Crossing', 'zebra', 7, 0, -1, 1.5, 100_000, true, [], {}, ['zebra'], [[]], { zebra: 1 }, '2026-02-31', '1999-01-01', '8:00', 'http://a.example'];
  return others.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
}
