import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { output, run } from '../lib/run.mjs';
import { inPackage } from './entries.mjs';

const TARGET = 'wasm32-wasip1';
const FOLDER = 'command';
const MODULE = 'p2p_review_command.wasm';

/** Quick rather than small: it is read from a disk, and decides files of a million lines. */
const WASM_OPT = [
  '-O3',
  '--strip-debug',
  '--strip-producers',
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

/**
 * Adds `npx p2p-review`: the native command line as a WASI module, and what runs it.
 * @param {string} built the package's folder
 * @param {string[]} flags of the compiler
 */
export function addCommand(built, flags) {
  const folder = join(built, FOLDER);
  mkdirSync(folder, { recursive: true });
  run(
    'cargo',
    ['build', '--locked', '-p', 'p2p-review-cli', '--bin', 'p2p-review', '--profile', 'cli', '--target', TARGET],
    { CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') },
  );
  const { target_directory } = JSON.parse(`${output('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked'])}`);
  run('wasm-opt', [join(target_directory, TARGET, 'cli', 'p2p-review.wasm'), '-o', join(folder, MODULE), ...WASM_OPT]);
  copyScripts(folder);
}

/** @param {string} folder */
function copyScripts(folder) {
  for (const file of readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.mjs'))) {
    writeFileSync(join(folder, file), inPackage(readFileSync(join(root, FOLDER, file), 'utf8'), '../'));
  }
  chmodSync(join(folder, 'p2p-review.mjs'), 0o755);
}
