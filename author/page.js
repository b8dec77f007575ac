// What `p2p_author.js` exports: the author's module, and `load`, which starts it wherever this runs.
import init, { compile, initSync } from './p2p_author_glue.js';

export { compile };

/**
 * @param {any} [from] an address, a response, the bytes, or a compiled module; left out, the file beside this one
 */
export async function load(from) {
  const source = await from;
  if (source !== undefined) {
    const isModule = source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source);
    return isModule ? initSync({ module: source }) : init({ module_or_path: source });
  }
  const beside = new URL('p2p_author_bg.wasm', import.meta.url);
  // Node's `fetch` takes no address of a file.
  const fs = beside.protocol === 'file:' ? globalThis.process?.getBuiltinModule?.('node:fs') : undefined;
  return fs ? initSync({ module: fs.readFileSync(beside) }) : init({ module_or_path: beside });
}
