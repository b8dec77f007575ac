// JSON, with the place of every part, and the keys that stand twice. A browser's own `JSON.parse` tells neither.
import { SourceFault, below } from './fault.js';

/** The deepest that parts may stand in one another. */
const MOST_DEEP = 127;

/**
 * @param {string} text
 * @returns {import('../text.js').Read} of a key that stands twice the first counts
 * @throws {SourceFault}
 */
export function readJson(text) {
  const reader = new Reader(text);
  const value = reader.value('', MOST_DEEP);
  reader.end();
  return { value, places: reader.places, twice: reader.twice };
}

class Reader {
  #text;
  #at = 0;
  /** @type {import('../text.js').Places} */
  places = new Map();
  /** @type {import('../text.js').Read['twice']} */
  twice = [];

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  /** @param {string} pointer @param {number} deep @returns {unknown} */
  value(pointer, deep) {
    const first = this.#peek('a value');
    if ((first === '{' || first === '[') && deep === 0) throw this.#fault('recursion limit exceeded');
    if (first === '{') return this.#object(pointer, deep - 1);
    if (first === '[') return this.#array(pointer, deep - 1);
    if (first === '"') return this.#string();
    const word = this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
    if (word === '') throw this.#fault('expected value');
    if (/[\w.]/.test(this.#text[this.#at] ?? '')) throw this.#fault('invalid number');
    return JSON.parse(word);
  }

  /** Nothing but blanks may follow. */
  end() {
    if (this.#peek('') !== '') throw this.#fault('trailing characters');
  }

  /** @param {string} pointer @param {number} deep */
  #object(pointer, deep) {
    const entries = Object.create(null);
    this.#at++;
    for (let isFirst = true; !this.#takes('}', isFirst, 'an object'); isFirst = false) {
      const at = this.#at;
      if (this.#peek('an object') !== '"') throw this.#fault('key must be a string');
      const key = this.#string();
      const path = below(pointer, key);
      const isKnown = key in entries;
      if (isKnown) this.twice.push({ path, at });
      else this.places.set(path, at);
      if (this.#peek('an object') !== ':') throw this.#fault('expected `:`');
      this.#at++;
      const value = this.value(path, deep);
      if (!isKnown) entries[key] = value;
    }
    return entries;
  }

  /** @param {string} pointer @param {number} deep */
  #array(pointer, deep) {
    const items = [];
    this.#at++;
    while (!this.#takes(']', items.length === 0, 'a list')) {
      const path = below(pointer, String(items.length));
      this.places.set(path, this.#at);
      items.push(this.value(path, deep));
    }
    return items;
  }

  /**
   * Goes behind the end, or to the next part.
   * @param {string} end
   * @param {boolean} isFirst
   * @param {string} what
   */
  #takes(end, isFirst, what) {
    let next = this.#peek(what);
    if (next !== end && !isFirst) {
      if (next !== ',') throw this.#fault(`expected \`,\` or \`${end}\``);
      this.#at++;
      next = this.#peek(what);
      if (next === end) throw this.#fault('trailing comma');
    }
    if (next === end) this.#at++;
    return next === end;
  }

  /** @returns {string} */
  #string() {
    const start = this.#at++;
    for (; this.#text[this.#at] !== '"'; this.#at++) {
      const character = this.#text[this.#at];
      if (character === undefined) throw this.#fault('EOF while parsing a string');
      // Behind it: a line that ends in a text has ended.
      if (character < ' ') throw new SourceFault('control character (\\u0000-\\u001F) found while parsing a string', this.#at + 1);
      if (character === '\\') this.#at++;
    }
    this.#at++;
    try {
      return JSON.parse(this.#text.slice(start, this.#at));
    } catch {
      throw this.#fault('invalid escape');
    }
  }

  /** The next character that is no blank; empty at the end. @param {string} what what must not end here, if anything */
  #peek(what) {
    this.#match(/[ \t\r\n]*/y);
    const next = this.#text[this.#at] ?? '';
    if (next === '' && what !== '') throw this.#fault(`EOF while parsing ${what}`);
    return next;
  }

  /** @param {RegExp} pattern sticky */
  #match(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  /** @param {string} message */
  #fault(message) {
    return new SourceFault(this.#cause(message) ?? message, this.#at);
  }

  /** Of a usual mistake what led to it. @param {string} message @returns {string | undefined} */
  #cause(message) {
    const rest = this.#text.slice(this.#at, this.#at + 2);
    if (/^(?:\/[/*]|#)/.test(rest)) return 'JSON has no comments: take this one out';
    if (message.startsWith('EOF while parsing')) return 'the text ends too early';
    if (message === 'trailing comma') return 'trailing comma: take it out';
    if (message === 'key must be a string' && rest.startsWith(',')) return 'a comma too many: take it out';
    if (/^(?:key must be a string|expected value)$/.test(message) && /^['‘’“”]/.test(rest)) return 'JSON has keys and texts in straight double quotation marks, such as "id"';
    return undefined;
  }
}
