import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, withTemporaryFolder } from '../places.mjs';
import { Failure, output, run } from '../run.mjs';

const WASM_PACK = '0.15.1';

/** Installs wasm-pack, and the wasm-bindgen command of the very version that Cargo.lock names. */
export async function installWasmTools() {
  const wasmBindgen = lockedVersion('wasm-bindgen');
  /** @type {[command: string, crate: string, version: string][]} */
  const tools = [
    ['wasm-bindgen', 'wasm-bindgen-cli', wasmBindgen],
    ['wasm-bindgen-test-runner', 'wasm-bindgen-cli', wasmBindgen],
    ['wasm-pack', 'wasm-pack', WASM_PACK],
  ];
  const missing = tools.filter(
    ([command, , version]) => output(command, ['--version'])?.split(' ')[1] !== version,
  );
  if (missing.length === 0) return;

  const crates = new Set(missing.map(([, crate, version]) => `${crate}@${version}`));
  console.log(`Installing ${[...crates].join(' and ')}, a few minutes …`);
  await withTemporaryFolder((folder) =>
    run('cargo', ['install', ...crates], {
      CARGO_TARGET_DIR: folder,
      // They run for a second each: quick to build counts for more than quick to run.
      CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
      CARGO_PROFILE_RELEASE_LTO: 'false',
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    }),
  );
}

/** @param {string} crate */
function lockedVersion(crate) {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const version = new RegExp(`^name = "${crate}"\\nversion = "(.+)"$`, 'm').exec(lock)?.[1];
  if (!version) throw new Failure(`Cargo.lock names no ${crate}`);
  return version;
}
