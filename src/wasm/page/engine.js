// The running instance of the module, and its policies. No code of the page runs during a call into the module.
import { forgetTexts, list, number, startDecoding, text } from './decode.js';

/** @typedef {'validate_request' | 'compute_deadline' | 'policies' | 'facts' | 'add_policy'} Verb */

/** The custom section with the shipped policies: packs, each preceded by its length in bytes. */
const SECTION = 'p2p-policies';
/** The first number of an answer. */
export const FAILED = 0;
export const DONE = 1;
/** The character code for the first fact; the next is for the second, and so on. */
const FIRST_FACT = 1;

/** @type {WebAssembly.Module | undefined} */
let module;
/** The exports of the running instance; undefined before the first one and after a trap. @type {any} */
let running;
/** Every added policy by payer, to be added again to a new instance. @type {Map<string, Uint8Array>} */
const packs = new Map();
/**
 * For each payer that was asked about, its facts and the character for each. Replaced when a policy is added.
 * @type {Map<string, Map<string, string>>}
 */
let factsByPayer = new Map();
/** A view of the instance's input buffer. */
let input = new Uint8Array();
const encoder = new TextEncoder();

/**
 * Loads the module, once.
 * @param {any} [options] `{ module_or_path }`: a URL, a request, a response, the bytes, or a compiled module; by default the
 *   file beside this one
 */
export default async function init(options) {
  if (module) return instance();
  const given = await (isOptions(options) ? options.module_or_path : options);
  const source = given ?? new URL('p2p_review_bg.wasm', import.meta.url);
  const compiled = await compile(isAddress(source) ? fetch(source) : source);
  // Older browsers refuse to instantiate a module of this size synchronously on the main thread.
  const first = await WebAssembly.instantiate(compiled, {});
  return module ? instance() : start(compiled, first);
}

/**
 * Loads the module synchronously, once.
 * @param {any} options `{ module }`: the bytes, or a compiled module
 */
export function initSync(options) {
  if (module) return instance();
  const given = isOptions(options) ? options.module : options;
  return start(given instanceof WebAssembly.Module ? given : new WebAssembly.Module(given));
}

/** @param {any} given */
function isOptions(given) {
  return typeof given === 'object' && given !== null && Object.getPrototypeOf(given) === Object.prototype;
}

/** @param {any} given */
function isAddress(given) {
  return typeof given === 'string' || given instanceof URL || (typeof Request === 'function' && given instanceof Request);
}

/**
 * @param {any} given
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(given) {
  const source = await given;
  if (source instanceof WebAssembly.Module) return source;
  if (typeof Response !== 'function' || !(source instanceof Response)) return WebAssembly.compile(source);
  if (!source.ok) throw new Error(`${source.url} was answered with status ${source.status}`);
  // Streaming compilation requires the right MIME type, which not every server sends.
  if (source.headers.get('Content-Type')?.startsWith('application/wasm')) return WebAssembly.compileStreaming(source);
  return WebAssembly.compile(await source.arrayBuffer());
}

/**
 * @param {WebAssembly.Module} compiled
 * @param {WebAssembly.Instance} [first]
 */
function start(compiled, first) {
  module = compiled;
  running = first?.exports;
  for (const section of WebAssembly.Module.customSections(compiled, SECTION)) {
    const view = new DataView(section);
    for (let at = 0; at + 4 <= section.byteLength; ) {
      const length = view.getUint32(at, true);
      addPolicy(new Uint8Array(section, at + 4, length));
      at += 4 + length;
    }
  }
  return instance();
}

/** The running instance; a new one with the same policies if the last one trapped. */
function instance() {
  if (running) return running;
  if (!module) throw new Error('p2p-review is not loaded yet: `await init()` first');
  running = new WebAssembly.Instance(module, {}).exports;
  input = new Uint8Array();
  forgetTexts();
  for (const pack of packs.values()) run('add_policy', pack);
  return running;
}

/**
 * Makes one call; decode the answer next. An instance that trapped (stack overflow, out of memory) can't be used again: a new
 * one is started and the call is repeated once.
 * @param {Verb} verb
 * @param {string | Uint8Array} [given]
 */
export function call(verb, given = '') {
  try {
    return run(verb, given);
  } catch (error) {
    if (!module) throw error;
    running = undefined;
  }
  try {
    return run(verb, given);
  } catch (error) {
    running = undefined;
    throw error;
  }
}

/**
 * @param {Verb} verb
 * @param {string | Uint8Array} given
 */
function run(verb, given) {
  const exports = instance();
  const address = exports[verb](write(exports, given));
  startDecoding(exports.memory.buffer, address);
}

/**
 * Writes the input into the module's memory.
 * @param {any} exports
 * @param {string | Uint8Array} given
 * @returns {number} how many bytes were written
 */
function write(exports, given) {
  if (typeof given !== 'string') {
    reserve(exports, given.length);
    input.set(given);
    return given.length;
  }
  reserve(exports, given.length);
  const { read, written } = encoder.encodeInto(given, input);
  if (read === given.length) return written;
  // Outside ASCII, a UTF-16 unit takes up to three bytes.
  reserve(exports, given.length * 3);
  return encoder.encodeInto(given, input).written;
}

/**
 * Makes sure that the input buffer holds at least `length` bytes.
 * @param {any} exports
 * @param {number} length
 */
function reserve(exports, length) {
  if (input.length >= length && input.buffer === exports.memory.buffer) return;
  const address = exports.input(length);
  input = new Uint8Array(exports.memory.buffer, address, Math.max(length, 1_024));
}

/**
 * Adds a packed policy; it replaces the payer's previous one.
 * @param {Uint8Array} packed
 */
export function addPolicy(packed) {
  const pack = packed instanceof Uint8Array ? packed.slice() : new Uint8Array();
  call('add_policy', pack);
  const added = number() === DONE;
  const payerOrProblem = `${text()}`;
  // The module freed its input buffer, and addresses may now hold other texts.
  input = new Uint8Array();
  forgetTexts();
  if (!added) throw Object.assign(new Error(payerOrProblem), { code: 'bad-pack' });
  // The same pack again changes nothing.
  const before = packs.get(payerOrProblem);
  if (before?.length === pack.length && before.every((byte, index) => byte === pack[index])) return;
  packs.set(payerOrProblem, pack);
  factsByPayer = new Map();
}

/**
 * The facts that a request to a payer can hold; for an unknown payer, those of the vocabulary.
 * @param {string} payer
 */
export function factsOf(payer) {
  const known = factsByPayer.get(payer);
  if (known) return known;
  // All unknown payers share one entry, so the map can't grow without limit.
  const name = packs.has(payer) ? payer : '';
  const facts = factsByPayer.get(name) ?? readFacts(name);
  factsByPayer.set(name, facts);
  return facts;
}

/** A value that changes when the policies change. */
export function policiesVersion() {
  return factsByPayer;
}

/** @param {string} payer */
function readFacts(payer) {
  call('facts', payer);
  let code = FIRST_FACT;
  return new Map(list(() => [text(), String.fromCharCode(code++)]));
}
