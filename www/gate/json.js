// JSON of plain data, whatever a page has done to its prototypes: old libraries give arrays and objects a `toJSON` of
// their own, and JSON.stringify would go by it.

/**
 * @param {unknown} value
 * @returns {string | undefined} as JSON.stringify: undefined for what JSON can't hold
 */
export function toJson(value) {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from({ length: value.length }, (_, i) => toJson(value[i]) ?? 'null').join(',')}]`;
  const above = Object.getPrototypeOf(value);
  // A date, an address: objects of a kind of their own know how they are written.
  if (above !== null && above !== Object.prototype && 'toJSON' in value && typeof value.toJSON === 'function') return toJson(value.toJSON());
  const members = [];
  for (const key of Object.keys(value)) {
    const text = toJson(/** @type {Record<string, unknown>} */ (value)[key]);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(',')}}`;
}
