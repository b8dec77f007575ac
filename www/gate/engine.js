// The rules' module and the clock that they are asked with.

import init, * as rules from '../../pkg/p2p_review.js';

/** @typedef {typeof rules} Rules */

const MODULE = new URL('../../pkg/p2p_review_bg.wasm', import.meta.url);
const PATIENCE = 20_000;
const TOLERANCE = 180_000;

/** @type {Promise<Rules> | null} */
let loading = null;

/**
 * Loads the rules once; a failed attempt is forgotten, so that the next call tries again.
 * @param {number} [patience] milliseconds
 * @returns {Promise<Rules>}
 */
export function loadRules(patience = PATIENCE) {
  loading ??= fetchRules(patience).catch((reason) => {
    loading = null;
    throw reason;
  });
  return loading;
}

/** @param {number} patience @returns {Promise<Rules>} */
async function fetchRules(patience) {
  const response = await fetch(MODULE, { signal: AbortSignal.timeout(patience), integrity: namedHash() });
  if (!response.ok) throw new Error(`The rules could not be loaded (${response.status})`);
  // Only under its own type may a response be compiled as it is; a server's wrong type does no harm.
  const typed = response.headers.get('content-type') === 'application/wasm';
  await init({ module_or_path: typed ? response : await response.arrayBuffer() });
  return rules;
}

/** The hash of the rules that the page names in its preload of them: with one, the browser takes no other bytes. */
function namedHash() {
  const preloads = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[data-integrity]'));
  return [...preloads].find((link) => link.href === MODULE.href)?.dataset['integrity'] ?? '';
}

/** Milliseconds to add to this machine's clock: 0 unless the server's differs by more than a few minutes. */
let drift = 0;

export function now() {
  return new Date(Date.now() + drift);
}

export function clockDrift() {
  return drift;
}

/** @param {Response} response its Date header is the server's clock, plus the time it lay in a cache */
export function readClock(response) {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(date)) return;
  const off = date + 1000 * Number(response.headers.get('age') ?? 0) - Date.now();
  drift = Math.abs(off) > TOLERANCE ? off : 0;
}

/** Asks the page's own server for the time. No answer leaves this machine's clock in charge. */
export async function askClock() {
  try {
    readClock(await fetch(location.href.replace(/[?#].*/, ''), { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }));
  } catch {
    // The machine's own clock it is; the receiving server checks again anyway.
  }
}
