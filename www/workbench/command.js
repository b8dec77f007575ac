// Asks the command, one question at a time; what is no longer wanted is stopped.

import address from './worker.js?worker&url';
import { fetchPart } from './package.js';
import { runCommand } from './run.js';

/** @typedef {import('./run.js').Files} Files */
/** @typedef {import('./run.js').Ran} Ran */

/** @type {Promise<WebAssembly.Module> | null} */
let loading = null;

/** Compiled once, for all that run it. */
function loaded() {
  loading ??= fetchPart('command/p2p_review_command.wasm').then((bytes) => WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (bytes)));
  return loading;
}

/** @typedef {{ createScriptURL(address: string): any }} Maker says of an address that it is a script of ours */

/** What the content policy knows it by. */
const POLICY = 'p2p-workbench';
/** No worker of this page runs another script. */
const OURS = { createScriptURL: () => address };

/**
 * Under `trusted-types 'none'` nobody may start it: then the command runs in the page itself, which waits for it. The
 * header tells: to try would be a breach of the policy, and be reported as one.
 * @type {Promise<Maker | null>}
 */
const maker = (async () => {
  const { trustedTypes } = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Maker): Maker } }} */ (globalThis);
  if (!trustedTypes) return OURS;
  const told = await fetch(document.URL, { method: 'HEAD' }).then(({ headers }) => headers.get('content-security-policy') ?? '', () => '');
  const named = [...told.matchAll(/(?:^|[;,])\s*trusted-types\s+([^;,]*)/gi)].map(([, names = '']) => names.trim().split(/\s+/));
  return named.every((names) => names.includes(POLICY) || names.includes('*')) ? trustedTypes.createPolicy(POLICY, OURS) : null;
})();

/** Somewhere to run the command. Each runs one at a time, in the order asked. */
export class Lane {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @param {string[]} args
   * @param {Files} files
   * @param {AbortSignal} signal when nobody wants to know any more
   * @returns {Promise<Ran>}
   * @throws {DOMException} an AbortError when it was stopped
   */
  run(args, files, signal) {
    const before = this.#last;
    const ran = (async () => {
      await before.catch(() => null);
      signal.throwIfAborted();
      const [module, trusted] = await Promise.all([loaded(), maker]);
      signal.throwIfAborted();
      return trusted ? this.#ask(trusted, { module, args, files }, signal) : runCommand(module, args, files);
    })();
    this.#last = ran;
    return ran;
  }

  /**
   * @param {Maker} trusted
   * @param {import('./worker.js').Asked} asked
   * @param {AbortSignal} signal
   * @returns {Promise<Ran>}
   */
  #ask(trusted, asked, signal) {
    this.#worker ??= new Worker(trusted.createScriptURL(address), { type: 'module' });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      const end = (/** @type {() => void} */ act) => {
        done.abort();
        act();
      };
      const failed = (/** @type {Error} */ error) => end(() => {
        worker.terminate();
        this.#worker = null;
        reject(error);
      });
      worker.addEventListener('message', ({ data }) => (data.ran ? end(() => resolve(data.ran)) : failed(new Error(data.failed))), { signal: done.signal });
      worker.addEventListener('error', (event) => failed(new Error(event.message || 'the command could not be started')), { signal: done.signal });
      signal.addEventListener('abort', () => failed(signal.reason), { signal: done.signal });
      worker.postMessage(asked);
    });
  }
}
