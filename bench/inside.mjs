// Prints which crates and functions the module's bytes are (with --author, the author's): builds it once more, with names.
import { readFileSync } from 'node:fs';
import { withTemporaryFolder } from '../scripts/lib/places.mjs';
import { script } from '../scripts/lib/run.mjs';
import { installBuildTools } from '../scripts/setup/build-tools.mjs';
import { AUTHOR, ENGINE, compile, optimize } from '../scripts/commands/build-pkg.mjs';
import { anatomy } from './wasm.mjs';

const MOST = 25;

await script(async () => {
  await installBuildTools();
  process.env['CARGO_PROFILE_RELEASE_STRIP'] = 'none';
  await withTemporaryFolder((folder) => {
    const wasm = compile(folder, process.argv.includes('--author') ? AUTHOR : ENGINE);
    optimize(wasm, '--debuginfo');
    const { sections, functions } = anatomy(readFileSync(wasm));
    print({ sections, functions: functions.map(({ name, bytes }) => ({ name: plain(name), bytes })) });
  });
});

/** @param {import('./wasm.mjs').Anatomy} found */
function print({ sections, functions }) {
  const code = functions.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log('\nSections, bytes as they are:');
  for (const { name, bytes } of sections.filter(({ name }) => name !== 'name')) line(bytes, name);
  console.log('\nCrates, of the code:');
  /** @type {Map<string, { bytes: number, count: number }>} */
  const crates = new Map();
  for (const { name, bytes } of functions) {
    const sum = crates.get(crateOf(name)) ?? { bytes: 0, count: 0 };
    crates.set(crateOf(name), { bytes: sum.bytes + bytes, count: sum.count + 1 });
  }
  for (const [crate, { bytes, count }] of [...crates].sort(([, a], [, b]) => b.bytes - a.bytes))
    line(bytes, `${((bytes / code) * 100).toFixed(1).padStart(5)} %  ${crate}, ${count} functions`);
  console.log(`\nFunctions, the ${MOST} largest:`);
  for (const { name, bytes } of functions.sort((a, b) => b.bytes - a.bytes).slice(0, MOST)) line(bytes, name);
}

/**
 * @param {number} bytes
 * @param {string} name
 */
function line(bytes, name) {
  console.log(`${bytes.toLocaleString('en-US').padStart(9)}  ${name}`);
}

/** @param {string} name without the hashes that the compiler adds */
function plain(name) {
  return name.replaceAll(/\[[0-9a-f]{15,16}\]/g, '').replace(/::h[0-9a-f]{16}$/, '');
}

/** @param {string} name of a function: `<chrono::NaiveDate as core::fmt::Display>::fmt` is chrono's */
function crateOf(name) {
  return /^[<&(*]*(?:dyn |mut |impl )*(\w+)::/.exec(name)?.[1] ?? 'exports, imports and what has no path';
}
