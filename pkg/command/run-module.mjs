// Runs the command's module, which is the native command line built for WASI.
import { writeSync } from 'node:fs';
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
  const { cwd, args: inside, preopens, outside } = guestView(args, process.cwd());
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const host = new WASI({
    version: 'preview1',
    args: ['p2p-review', ...inside],
    env: { ...Object.fromEntries(kept), PWD: cwd },
    preopens,
    returnOnExit: true,
  });
  const module = await WebAssembly.compile(await readFile(MODULE));
  const imports = /** @type {any} */ (host.getImportObject());
  waitsFor(imports.wasi_snapshot_preview1);
  const says = outside && new Says(imports.wasi_snapshot_preview1, outside);
  const instance = await WebAssembly.instantiate(module, imports);
  if (says) says.memory = /** @type {WebAssembly.Memory} */ (instance.exports['memory']);
  const code = host.start(instance) ?? 0;
  says?.end();
  return code;
}

/**
 * A pipe that whoever started this has made one that never waits is full, or empty, for a moment: the program waits all the same.
 * @param {Record<string, Function>} system what it calls
 */
function waitsFor(system) {
  const moment = new Int32Array(new SharedArrayBuffer(4));
  for (const name of ['fd_read', 'fd_write']) {
    const call = /** @type {Function} */ (system[name]);
    system[name] = (/** @type {number[]} */ ...args) => {
      for (;;) {
        const code = call(...args);
        if (code !== AGAIN) return code;
        Atomics.wait(moment, 0, 0, 2);
      }
    };
  }
}

/** What the program prints, with the paths as this machine writes them. */
class Says {
  /** @type {WebAssembly.Memory | null} */
  memory = null;
  /** What of its answers is not a whole line yet: a path may be cut by where a write ends. What it says beside them comes whole. */
  #kept = Buffer.alloc(0);

  /** @param {Record<string, Function>} system what the program calls @param {(text: string) => string} outside */
  constructor(system, outside) {
    this.outside = outside;
    const write = /** @type {Function} */ (system['fd_write']);
    system['fd_write'] = (/** @type {number} */ fd, /** @type {[list: number, count: number, written: number]} */ ...at) =>
      this.memory && (fd === 1 || fd === 2) ? this.#write(fd, this.memory.buffer, ...at) : write(fd, ...at);
  }

  /** @param {number} fd @param {ArrayBuffer} memory @param {number} list @param {number} count @param {number} written */
  #write(fd, memory, list, count, written) {
    const view = new DataView(memory);
    const at = Array.from({ length: count }, (_, piece) => [view.getUint32(list + 8 * piece, true), view.getUint32(list + 8 * piece + 4, true)]);
    const bytes = Buffer.concat(at.map(([from = 0, size = 0]) => Buffer.from(memory, from, size)));
    view.setUint32(written, bytes.length, true);
    if (fd === 2) return this.#say(fd, bytes);
    const all = Buffer.concat([this.#kept, bytes]);
    const end = all.lastIndexOf('\n') + 1;
    this.#kept = all.subarray(end);
    return this.#say(fd, all.subarray(0, end));
  }

  end() {
    this.#say(1, this.#kept);
  }

  /** @param {number} fd @param {Buffer} bytes @returns {number} what WASI calls it when nobody reads any more */
  #say(fd, bytes) {
    const said = Buffer.from(this.outside(bytes.toString()));
    try {
      for (let at = 0; at < said.length; ) at += writeSync(fd, said, at);
      return 0;
    } catch {
      return CLOSED;
    }
  }
}

/** EAGAIN and EPIPE, as WASI numbers them. */
const AGAIN = 6;
const CLOSED = 64;

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
