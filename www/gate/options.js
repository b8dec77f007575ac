// What a page's owner tells the gate: in a script as options, on the tag as attributes.

import { asBoolean, readValue } from './read-value.js';
import { toJson } from './json.js';
import { warn } from './report.js';

/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('../../pkg/p2p_review.js').InitInput} InitInput */
/** @typedef {Record<string, string>} HeaderFields */
/**
 * @typedef {object} Options
 * @property {string} [endpoint] where an eligible request is posted; without one, only the p2p-submit event tells of it
 * @property {'submit' | 'block'} [fallback] what becomes of a request when the rules can't be loaded; block unless told
 * @property {Record<string, string>} [names] fact -> the name of the form's inputs for it, where they differ
 * @property {Record<string, unknown>} [preset] answers that the page's owner gives; their questions are not asked
 * @property {number} [timeout] milliseconds to wait for the server, and before that for the rules
 * @property {HeaderFields | (() => HeaderFields | Promise<HeaderFields>)} [headers] sent along with a request, such as a token of the site; a function is asked at each try
 * @property {RequestCredentials} [credentials] whether cookies go along: `same-origin` unless told
 * @property {InitInput | Promise<InitInput>} [module] the rules' module, or where it is, if not beside this script
 * @property {Partial<import('./texts.js').Texts>} [texts] other words for what the gate says
 */

/** Attributes that mean something else than a preset, to the gate or to any element. */
const NO_PRESET = new Set([
  'endpoint', 'fallback', 'names', 'timeout', 'credentials', 'module',
  'id', 'class', 'style', 'lang', 'dir', 'hidden', 'slot', 'title', 'part', 'role', 'is', 'inert', 'nonce', 'tabindex', 'translate', 'draggable',
]);
/** Attributes of frameworks and of the page itself. No fact begins so. */
const FOREIGN = /^(?:data|aria|on|hx|ng|x|v|jsx?|wire|sveltekit)-|^on|^_|[:@.[\]()#]/;

/** @param {Element} element @returns {Options} those of its attributes */
export function attributeOptions(element) {
  const timeout = Number(element.getAttribute('timeout'));
  const credentials = element.getAttribute('credentials');
  return {
    endpoint: element.getAttribute('endpoint') ?? undefined,
    timeout: timeout > 0 ? timeout : undefined,
    fallback: element.getAttribute('fallback') === 'submit' ? 'submit' : 'block',
    credentials: credentials === 'include' || credentials === 'omit' ? credentials : undefined,
    module: element.getAttribute('module') ?? undefined,
    names: pairs(element.getAttribute('names') ?? ''),
    preset: Object.fromEntries([...element.attributes]
      .filter(({ name }) => !NO_PRESET.has(name) && !FOREIGN.test(name))
      // An attribute without a value says yes.
      .map(({ name, value }) => [name.replaceAll('-', '_'), value === '' ? true : value])),
  };
}

/** @param {string} text "fact=name fact=name" */
function pairs(text) {
  return Object.fromEntries(text.split(/\s+/).filter((pair) => pair.includes('=')).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

/** The answers that the page's owner gives, as the rules take them; what can't be right is told once and left out. */
export class Presets {
  #known = '';
  /** @type {Record<string, unknown>} */
  #usable = {};
  /** @type {Set<string>} */
  #told = new Set();

  /**
   * @param {Record<string, unknown>} preset
   * @param {unknown} payer
   * @param {FieldInfo[] | null} fields the facts that there are; null while nobody knows
   * @param {(fact: string, value: unknown) => string | null} fault why the rules do not take a value
   * @returns {Record<string, unknown>}
   */
  usable(preset, payer, fields, fault) {
    const known = `${toJson([preset, payer, fields?.map(({ field }) => field)])}`;
    if (known === this.#known) return this.#usable;
    this.#known = known;
    this.#usable = Object.create(null);
    for (const [fact, given] of Object.entries(preset)) {
      const field = fields?.find((candidate) => candidate.field === fact);
      if (isNothing(given) || (fields && !field)) continue;
      const value = presetValue(fact, given, field?.kind);
      const wrong = value === undefined ? null : fault(fact, value);
      if (wrong) this.tell(`The preset ${fact.replaceAll('_', '-')}="${given}" can't be right, so its question is asked: ${wrong}`);
      else if (value !== undefined) this.#usable[fact] = value;
    }
    return this.#usable;
  }

  /** @param {string} message once */
  tell(message) {
    if (!this.#told.has(message)) warn(message);
    this.#told.add(message);
  }
}

/** What templates and frameworks write where there is no value. @param {unknown} given */
export function isNothing(given) {
  return given === null || given === undefined || given === '' || given === 'undefined' || given === 'null';
}

/**
 * @param {string} fact
 * @param {unknown} given
 * @param {string | undefined} kind
 */
function presetValue(fact, given, kind) {
  if (typeof given !== 'string') return given === true && kind !== 'boolean' && kind !== undefined ? undefined : given;
  // As in HTML: hidden="hidden".
  if (kind === 'boolean' && given.replaceAll('-', '_') === fact) return true;
  return kind === undefined ? asBooleanWord(given) : readValue(given, kind);
}

/** @param {string} given */
function asBooleanWord(given) {
  return /^(?:true|false)$/.test(given) ? asBoolean(given) : given;
}
