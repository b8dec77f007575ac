// HTML templates. Every value is escaped, unless a template produced it.

/** @typedef {Html | string | number | null | (Html | string)[]} Part */

class Html {
  /** @param {string} markup */
  constructor(markup) {
    this.markup = markup;
  }

  toString() {
    return this.markup;
  }
}

/**
 * @param {TemplateStringsArray} strings
 * @param {Part[]} parts
 */
export function html(strings, ...parts) {
  return new Html(strings.map((string, index) => `${string}${index < parts.length ? written(parts[index] ?? null) : ''}`).join(''));
}

/** @param {Part} part @returns {string} */
function written(part) {
  if (part === null) return '';
  if (Array.isArray(part)) return part.map(written).join('');
  if (part instanceof Html) return part.markup;
  return String(part).replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
