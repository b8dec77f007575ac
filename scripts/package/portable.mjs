import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { run } from '../lib/run.mjs';

/**
 * The engine behind an interface without imports, for hosts in any language. A server loads it once: it is built to be
 * quick rather than small, which takes a third off a call for 3 KB.
 * @type {import('../commands/build-pkg.mjs').Module}
 */
export const PORTABLE = {
  crate: 'portable',
  name: 'p2p_portable',
  flags: ['-Ctarget-feature=-reference-types'],
  env: { CARGO_PROFILE_RELEASE_OPT_LEVEL: '3' },
};

/** Nothing that a plain WebAssembly runtime of the last years would not take. */
const WASM_OPT = [
  '-O3',
  '--strip-producers',
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
];

/** Where the package has the module. */
const FILE = join('portable', 'p2p_review.wasm');

/** Go embeds only what lies in the folder of its module. */
const GO_COPY = join(root, 'hosts', 'go', 'p2p_review.wasm');

/**
 * Adds the portable module to the package.
 * @param {string} wasm the compiled module
 * @param {string} built the package's folder
 */
export function addPortable(wasm, built) {
  mkdirSync(join(built, 'portable'));
  run('wasm-opt', [wasm, '-o', join(built, FILE), ...WASM_OPT]);
}

/**
 * Gives the hosts the module that they can't fetch themselves from the package.
 * @param {string} built the package's folder
 */
export function copyToHosts(built) {
  cpSync(join(built, FILE), GO_COPY);
}
