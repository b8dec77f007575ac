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

/**
 * Who may start the one script that a worker of this page runs. Under `trusted-types 'none'` nobody may: then the command
 * runs in the page itself, which waits for it.
 */
const scripts = allowed();

function allowed() {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  try {
    return trustedTypes ? trustedTypes.createPolicy('p2p-workbench', { createScriptURL: () => address }) : { createScriptURL: () => address };
  } catch {
    return null;
  }
}

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
      const module = await loaded();
      signal.throwIfAborted();
      return scripts ? this.#ask({ module, args, files }, signal) : runCommand(module, args, files);
    })();
    this.#last = ran;
    return ran;
  }

  /**
   * @param {import('./worker.js').Asked} asked
   * @param {AbortSignal} signal
   * @returns {Promise<Ran>}
   */
  #ask(asked, signal) {
    this.#worker ??= new Worker(scripts.createScriptURL(''), { type: 'module' });
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
