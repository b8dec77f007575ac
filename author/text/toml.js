// TOML, with the place of every part.
import { TomlDate, TomlError, parse } from 'smol-toml';
import { SourceFault, below } from './fault.js';

/** The deepest that parts may stand in one another. */
const MOST_DEEP = 80;

/**
 * @param {string} text
 * @returns {import('../text.js').Read}
 * @throws {SourceFault}
 */
export function readToml(text) {
  const value = parsed(text);
  const scanner = new Scanner(text);
  scanner.document();
  return { value: plain(value, '', scanner.words), places: scanner.places, twice: [] };
}

/** @param {string} text */
function parsed(text) {
  try {
    return parse(text, { maxDepth: MOST_DEEP, integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    const at = text.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
    const [said = ''] = error.message.replace('Invalid TOML document: ', '').split('\n');
    const [, key] = /([\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*[=\]]/.exec(text.slice(at)) ?? [];
    if (said.startsWith('trying to redefine') && key) throw new SourceFault(`\`${key.replaceAll(/["']/g, '')}\` appears twice in this table`, at);
    throw new SourceFault(/^invalid value/.test(said) && /^[a-z‘’“”]/i.test(text.slice(at)) ? 'a text has to be in straight quotation marks' : said, at);
  }
}

/**
 * What JSON would hold. A date is taken as it is written: the parser makes March 2 of February 30.
 * @param {any} value
 * @param {string} pointer
 * @param {Map<string, string>} words
 * @returns {any}
 */
function plain(value, pointer, words) {
  if (value instanceof TomlDate) return words.get(pointer);
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${pointer}/${index}`, words));
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  const entries = Object.create(null);
  for (const [key, part] of Object.entries(value)) entries[key] = plain(part, below(pointer, key), words);
  return entries;
}

/** Finds where the parts of a document stand; that it is TOML is known. */
class Scanner {
  #text;
  #at = 0;
  /** @type {import('../text.js').Places} */
  places = new Map();
  /** The values without quotation marks, as they are written, by their pointers. @type {Map<string, string>} */
  words = new Map();
  /** How many tables there are so far, of each list that `[[…]]` writes. @type {Map<string, number>} */
  #tables = new Map();

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  document() {
    let table = '';
    for (;;) {
      this.#skip(/(?:\s|#[^\n]*)*/y);
      if (this.#at >= this.#text.length) return;
      if (this.#is('[')) table = this.#header();
      else this.#pair(table);
    }
  }

  /** `[a.b]` or `[[a.b]]` @returns {string} the table that begins */
  #header() {
    const start = this.#at;
    const isItem = this.#skip(/\[{1,2}/y).length === 2;
    let pointer = '';
    for (const { key, at } of this.#keys()) {
      pointer = below(this.#lastTable(pointer), key);
      this.#note(pointer, at);
    }
    this.#skip(/\]{1,2}/y);
    if (isItem) {
      const count = this.#tables.get(pointer) ?? 0;
      this.#tables.set(pointer, count + 1);
      this.#note(`${pointer}/${count}`, start);
    }
    return this.#lastTable(pointer);
  }

  /** Of a list of tables the last, which what follows is about. @param {string} pointer */
  #lastTable(pointer) {
    const count = this.#tables.get(pointer);
    return count === undefined ? pointer : `${pointer}/${count - 1}`;
  }

  /** `a.b = …` @param {string} table */
  #pair(table) {
    let pointer = table;
    for (const { key, at } of this.#keys()) {
      pointer = below(pointer, key);
      this.#note(pointer, at);
    }
    this.#skip(/=[ \t]*/y);
    this.#value(pointer);
  }

  /** A key with dots. */
  #keys() {
    const keys = [];
    do {
      this.#skip(/\.?[ \t]*/y);
      const at = this.#at;
      const written = this.#skip(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+/y);
      keys.push({ key: /^["']/.test(written) ? String(parse(`key = ${written}`)['key']) : written, at });
      this.#skip(/[ \t]*/y);
    } while (this.#is('.'));
    return keys;
  }

  /** @param {string} pointer */
  #value(pointer) {
    if (this.#is('[')) this.#list(pointer);
    else if (this.#is('{')) this.#inline(pointer);
    else if (this.#skip(/"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y) === '') this.words.set(pointer, this.#skip(/[^,\]}#\n]+/y).trim());
  }

  /** @param {string} pointer */
  #list(pointer) {
    this.#skip(/\[/y);
    for (let index = 0; this.#goesOn(']'); index++) {
      this.#note(`${pointer}/${index}`, this.#at);
      this.#value(`${pointer}/${index}`);
    }
  }

  /** @param {string} pointer */
  #inline(pointer) {
    this.#skip(/\{/y);
    while (this.#goesOn('}')) this.#pair(pointer);
  }

  /** Goes to the next part of a list or a table, or behind its end. @param {string} end */
  #goesOn(end) {
    this.#skip(/(?:[\s,]|#[^\n]*)*/y);
    const isEnd = this.#is(end) || this.#at >= this.#text.length;
    if (isEnd) this.#at++;
    return !isEnd;
  }

  /** @param {string} pointer @param {number} at */
  #note(pointer, at) {
    if (!this.places.has(pointer)) this.places.set(pointer, at);
  }

  /** @param {string} character */
  #is(character) {
    return this.#text[this.#at] === character;
  }

  /** Goes on behind what fits. @param {RegExp} pattern sticky @returns {string} */
  #skip(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
