import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { Failure } from '../lib/run.mjs';
import { installCargoTools } from './cargo-tools.mjs';

const WASM_PACK = '0.15.1';

/** Installs wasm-pack, and wasm-bindgen's command in the version in Cargo.lock. */
export async function installWasmTools() {
  const wasmBindgen = lockedVersion('wasm-bindgen');
  await installCargoTools([
    ['wasm-bindgen', 'wasm-bindgen-cli', wasmBindgen],
    ['wasm-bindgen-test-runner', 'wasm-bindgen-cli', wasmBindgen],
    ['wasm-pack', 'wasm-pack', WASM_PACK],
  ]);
}

/** @param {string} crate */
function lockedVersion(crate) {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const version = new RegExp(`^name = "${crate}"\\nversion = "(.+)"$`, 'm').exec(lock)?.[1];
  if (!version) throw new Failure(`Cargo.lock names no ${crate}`);
  return version;
}
