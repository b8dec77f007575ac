import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { pkg } from '../../scripts/lib/places.mjs';

/** @typedef {typeof import('../../pkg/p2p_review.js')} Module */

const bytes = withStackExported(readFileSync(join(pkg, 'p2p_review_bg.wasm')));
let instances = 0;

/** A new instance of the built module, with access to its memory and stack pointer. */
export async function freshInstance() {
  instances += 1;
  /** @type {Module} */
  const module = await import(`../../pkg/p2p_review.js?${instances}`);
  const wasm = /** @type {Record<string, any>} */ (module.initSync({ module: bytes }));
  return {
    ...module,
    /** The size of the memory in pages of 64 KiB. */
    pages: () => wasm.memory.buffer.byteLength / 65_536,
    /** The stack pointer. If a call changes it, the call leaked stack. */
    stack: () => wasm.stack_pointer.value,
  };
}

/**
 * The shipped module with an added export of its first global, the stack pointer.
 * @param {Uint8Array} wasm
 */
function withStackExported(wasm) {
  const module = binaryen.readBinary(wasm);
  const { name } = binaryen.getGlobalInfo(module.getGlobalByIndex(0));
  module.addGlobalExport(name, 'stack_pointer');
  return module.emitBinary();
}
