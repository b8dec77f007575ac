import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { pkg } from '../../scripts/lib/places.mjs';

/** @typedef {typeof import('../../pkg/p2p_review.js')} Module */

const bytes = withStackExported(readFileSync(join(pkg, 'p2p_review_bg.wasm')));
let instances = 0;

/** An instance of the built module that nothing else uses, and a look inside. */
export async function freshInstance() {
  instances += 1;
  /** @type {Module} */
  const module = await import(`../../pkg/p2p_review.js?${instances}`);
  const wasm = /** @type {Record<string, any>} */ (module.initSync({ module: bytes }));
  return {
    ...module,
    /** Pages of 64 KiB. */
    pages: () => wasm.memory.buffer.byteLength / 65_536,
    /** Where the stack ends: elsewhere after a call than before it, and the call has lost some of it. */
    stack: () => wasm.stack_pointer.value,
  };
}

/**
 * The module as it ships, but for one export: its first global, where the stack ends.
 * @param {Uint8Array} wasm
 */
function withStackExported(wasm) {
  const module = binaryen.readBinary(wasm);
  const { name } = binaryen.getGlobalInfo(module.getGlobalByIndex(0));
  module.addGlobalExport(name, 'stack_pointer');
  return module.emitBinary();
}
