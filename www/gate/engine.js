// The rules' module: loaded once for all gates of a page, or found loaded already.

import init, * as rules from '../../pkg/p2p_review.js';

/** @typedef {typeof rules} Rules */
/** @typedef {import('../../pkg/p2p_review.js').InitInput} InitInput */
/** @typedef {'no-webassembly' | 'blocked' | 'unreachable' | 'timeout' | 'broken'} LoadFault */

const FILE = 'p2p_review_bg.wasm';
const PATIENCE = 20_000;

/** Why the rules are not there, in words for the page's owner. */
export class LoadError extends Error {
  /** @param {LoadFault} fault @param {string} message @param {unknown} [cause] */
  constructor(fault, message, cause) {
    super(message, { cause });
    this.fault = fault;
  }
}

/** @type {Promise<Rules> | null} */
let loading = null;

/** @type {InitInput | Promise<InitInput> | undefined} */
let provided;

/**
 * Tells all gates of a page where the rules' module is, or hands it over: for pages on which it does not lie beside this
 * script. One that is loaded already needs no telling.
 * @param {InitInput | Promise<InitInput>} from an address, a response, the bytes, or a compiled module
 */
export function provideRules(from) {
  provided = from;
}

/**
 * Loads the rules once; a failed attempt is forgotten, so that the next call tries again.
 * @param {number} [patience] milliseconds
 * @param {InitInput | Promise<InitInput>} [from] where they are, if not beside this script
 * @returns {Promise<Rules>}
 * @throws {LoadError}
 */
export function loadRules(patience = PATIENCE, from) {
  loading ??= load(patience, from).catch((reason) => {
    loading = null;
    throw reason instanceof LoadError ? reason : loadError(reason);
  });
  return loading;
}

/** @param {number} patience @param {InitInput | Promise<InitInput>} [from] @returns {Promise<Rules>} */
async function load(patience, from) {
  // Scripts that come with this one may be about to say where the rules are, or to load them.
  await Promise.resolve();
  if (isLoaded()) return rules;
  if (typeof WebAssembly !== 'object') throw new LoadError('no-webassembly', 'this browser has no WebAssembly, or it is switched off');
  const given = await (from ?? provided);
  if (given === undefined || typeof given === 'string' || given instanceof URL) {
    const address = given === undefined ? beside() : new URL(given, document.baseURI);
    await withTimeLimit(patience, async (signal) => init({ module_or_path: await fetched(address, signal) }));
  } else await init({ module_or_path: given });
  return rules;
}

/** Whether the page, or an entry with everything in it, has loaded them itself. */
function isLoaded() {
  try {
    return rules.policies().length >= 0;
  } catch {
    return false;
  }
}

/** Only when it is asked for: where scripts are put into one, they may have no address. */
function beside() {
  return new URL('../../pkg/p2p_review_bg.wasm', import.meta.url);
}

/**
 * @param {URL} address
 * @param {AbortSignal} signal
 * @returns {Promise<Response | ArrayBuffer>}
 */
async function fetched(address, signal) {
  const response = await fetchPlainly(address, { signal, integrity: namedHash(address) });
  if (!response.ok) throw new LoadError('unreachable', `${FILE} at ${address.href} answers ${response.status}`);
  // Only under its own type may a response be compiled as it is; a server's wrong type does no harm.
  return response.headers.get('content-type') === 'application/wasm' ? response : response.arrayBuffer();
}

/**
 * Without a prototype: what a page may have added to every object is no setting.
 * @param {string | URL} address
 * @param {RequestInit} settings
 */
export function fetchPlainly(address, settings) {
  return fetch(address, Object.setPrototypeOf(settings, null));
}

/** The hash of the rules that the page names in its preload of them: with one, the browser takes no other bytes. @param {URL} address */
function namedHash(address) {
  const preloads = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[data-integrity]'));
  return [...preloads].find((link) => link.href === address.href)?.dataset['integrity'] ?? '';
}

/**
 * Not AbortSignal.timeout: browsers that can run the rules may lack it.
 * @template T
 * @param {number} patience milliseconds
 * @param {(signal: AbortSignal) => Promise<T>} act
 * @returns {Promise<T>}
 * @throws {DOMException} a TimeoutError when it has taken too long
 */
export async function withTimeLimit(patience, act) {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, patience);
  try {
    return await act(controller.signal);
  } catch (reason) {
    throw late ? new DOMException(`no answer in ${Math.round(patience / 1000)} seconds`, 'TimeoutError') : reason;
  } finally {
    clearTimeout(timer);
  }
}

/** @param {unknown} reason */
function loadError(reason) {
  const message = reason instanceof Error ? reason.message : String(reason);
  if (reason instanceof DOMException && reason.name === 'TimeoutError') return new LoadError('timeout', `${FILE} gave ${message}`, reason);
  if (/unsafe-eval|content security policy/i.test(message)) {
    return new LoadError('blocked', `the content security policy forbids WebAssembly: script-src needs 'wasm-unsafe-eval' (${message})`, reason);
  }
  const frame = globalThis.origin === 'null' ? '; this frame has no origin of its own (sandbox without allow-same-origin), so the server has to allow it by Access-Control-Allow-Origin' : '';
  if (reason instanceof TypeError) return new LoadError('unreachable', `${FILE} could not be fetched: ${message}${frame}`, reason);
  return new LoadError('broken', `${FILE} is not the rules' module, or not whole: ${message}`, reason);
}
