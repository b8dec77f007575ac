// Where in a TOML document a position is: under which keys, and whether a key or a value stands there. It reads only as
// far as the position, and takes what is half written as it comes.

/**
 * @typedef {object} Place
 * @property {string[]} path the keys above it; tables of a list count as their list
 * @property {'header' | 'key' | 'value'} kind
 * @property {string} key the key that stands there, or whose value does
 * @property {number} from where the word begins
 */

/**
 * @param {string} text
 * @param {number} at
 * @returns {Place | null} null in a comment
 */
export function placeInToml(text, at) {
  return new Reader(text, at).read();
}

class Reader {
  #text;
  #end;
  #at = 0;
  /** @type {string[]} */
  #table = [];
  /** @type {Place | null | undefined} */
  #found;

  /** @param {string} text @param {number} end */
  constructor(text, end) {
    this.#text = text;
    this.#end = end;
  }

  read() {
    while (this.#found === undefined) {
      this.#skip(/[\s]*/y);
      if (this.#at >= this.#end) return this.#key(this.#table);
      if (this.#is('#')) {
        this.#skip(/[^\n]*/y);
        if (this.#at >= this.#end) return null;
      } else if (this.#is('[')) this.#header();
      else this.#pair(this.#table);
    }
    return this.#found;
  }

  /** @param {string} character */
  #is(character) {
    return this.#text[this.#at] === character;
  }

  /** Goes on behind what fits, but not past the end. @param {RegExp} pattern sticky @returns {string} */
  #skip(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  /** @param {string[]} path @param {string} [key] @param {number} [from] @returns {Place} */
  #key(path, key = '', from = this.#end) {
    this.#found = { path, kind: 'key', key, from };
    return this.#found;
  }

  /** `[a.b]` or `[[a.b]]` */
  #header() {
    this.#skip(/\[{1,2}[ \t]*/y);
    const from = this.#at;
    const keys = this.#keys();
    if (this.#at >= this.#end && from <= this.#end) {
      this.#found = { path: keys.slice(0, -1), kind: 'header', key: keys.at(-1) ?? '', from: this.#lastFrom };
      return;
    }
    this.#skip(/[ \t]*\]{0,2}/y);
    this.#table = keys;
  }

  #lastFrom = 0;

  /** A key with dots. The last one may be empty yet. */
  #keys() {
    const keys = [];
    do {
      this.#skip(/[ \t]*/y);
      this.#lastFrom = this.#at;
      keys.push(this.#skip(/"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[\w-]*/y).replaceAll(/^["']|["']$/g, ''));
      if (this.#at >= this.#end) break;
      this.#skip(/[ \t]*/y);
    } while (this.#is('.') && this.#skip(/\./y));
    return keys;
  }

  /** `key = value`. @param {string[]} path */
  #pair(path) {
    const keys = this.#keys();
    const above = [...path, ...keys.slice(0, -1)];
    const key = keys.at(-1) ?? '';
    if (this.#at >= this.#end) return void this.#key(above, key, this.#lastFrom);
    if (!this.#is('=')) {
      // No pair after all: whatever stands there, the next line begins anew.
      if (this.#skip(/[^\n,}\]]+/y) === '') this.#skip(/[^\n]/y);
      if (this.#at >= this.#end) this.#key(above, key, this.#lastFrom);
      return;
    }
    this.#skip(/=[ \t]*/y);
    this.#value(above, key);
  }

  /** @param {string[]} path @param {string} key */
  #value(path, key) {
    const from = this.#at;
    const here = () => {
      this.#found = { path, kind: 'value', key, from: Math.min(from, this.#end) };
    };
    if (from >= this.#end) return here();
    if (this.#is('[')) return this.#list(path, key);
    if (this.#is('{')) return this.#inline([...path, key]);
    const word = this.#skip(/"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[^\s,\]}#]*/y);
    // Behind the closing mark nothing is to be written.
    if (this.#at > this.#end || (this.#at === this.#end && !/^(["']).*\1$/s.test(word))) return here();
  }

  /** @param {string[]} path @param {string} key */
  #list(path, key) {
    this.#skip(/\[/y);
    while (this.#found === undefined) {
      this.#skip(/(?:[\s,]|#[^\n]*)*/y);
      if (this.#at >= this.#end) this.#found = { path, kind: 'value', key, from: this.#end };
      else if (this.#skip(/\]/y)) return;
      else {
        const before = this.#at;
        this.#value(path, key);
        if (this.#at === before && this.#found === undefined) this.#skip(/[^]/y);
      }
    }
  }

  /** @param {string[]} path */
  #inline(path) {
    this.#skip(/\{/y);
    while (this.#found === undefined) {
      this.#skip(/[\s,]*/y);
      if (this.#at >= this.#end) this.#key(path);
      else if (this.#skip(/\}/y)) return;
      else this.#pair(path);
    }
  }
}
