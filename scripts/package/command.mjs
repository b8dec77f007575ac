import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { output, run } from '../lib/run.mjs';
import { inPackage } from './entries.mjs';

const TARGET = 'wasm32-wasip1';
const FOLDER = 'command';
const MODULE = 'p2p_review_command.wasm';

/**
 * Adds `npx p2p-review`: the command line as a WASI module, and the scripts that run it.
 * @param {string} built the package's folder
 * @param {string[]} flags of the compiler
 */
export function addCommand(built, flags) {
  const folder = join(built, FOLDER);
  mkdirSync(folder, { recursive: true });
  run(
    'cargo',
    ['build', '--locked', '-p', 'p2p-review-cli', '--bin', 'p2p-review', '--profile', 'cli', '--target', TARGET],
    // Without wasm-opt it is fast enough (1.5 times the native time), and wasm-opt would take another minute.
    { CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f'), CARGO_PROFILE_CLI_STRIP: 'symbols' },
  );
  const { target_directory } = JSON.parse(`${output('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked'])}`);
  cpSync(join(target_directory, TARGET, 'cli', 'p2p-review.wasm'), join(folder, MODULE));
  copyScripts(folder);
}

/** @param {string} folder */
function copyScripts(folder) {
  for (const file of readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.mjs'))) {
    writeFileSync(join(folder, file), inPackage(readFileSync(join(root, FOLDER, file), 'utf8'), '../'));
  }
  chmodSync(join(folder, 'p2p-review.mjs'), 0o755);
}
