// Runs the command's module, which is the native command line built for WASI.
import { readFile } from 'node:fs/promises';
import { guestView } from './paths.mjs';

const MODULE = new URL('../command/p2p_review_command.wasm', import.meta.url);

/** What a terminal program looks at before it colors what it prints. */
const KEPT = ['NO_COLOR', 'CLICOLOR', 'CLICOLOR_FORCE', 'TERM', 'COLUMNS'];

/**
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runModule(args) {
  const WASI = await wasi();
  const { cwd, args: inside, preopens } = guestView(args, process.cwd());
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const host = new WASI({
    version: 'preview1',
    args: ['p2p-review', ...inside],
    env: { ...Object.fromEntries(kept), PWD: cwd },
    preopens,
    returnOnExit: true,
  });
  const module = await WebAssembly.compile(await readFile(MODULE));
  const instance = await WebAssembly.instantiate(module, /** @type {any} */ (host.getImportObject()));
  return host.start(instance) ?? 0;
}

/** Node's own WASI, without its notice that it may still change: that is no news to whoever runs a command. */
async function wasi() {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return (await import('node:wasi')).WASI;
  } finally {
    process.emitWarning = emitWarning;
  }
}
