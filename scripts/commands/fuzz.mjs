// npm run fuzz -- <target> [seconds]: fuzzes the engine. See fuzz/README.md.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkg, root } from '../lib/places.mjs';
import { Failure, output, run, script } from '../lib/run.mjs';

const TARGETS = ['validate_request', 'compute_deadline', 'load_policy', 'portable', 'unpack'];
const NIGHTLY = { RUSTUP_TOOLCHAIN: 'nightly' };

await script(() => {
  const [target, seconds = '600'] = process.argv.slice(2);
  if (target !== undefined && !TARGETS.includes(target)) {
    throw new Failure(`there is no target \`${target}\`; there are ${TARGETS.join(', ')}`);
  }
  if (output('cargo', ['fuzz', '--version'], NIGHTLY) === null) {
    throw new Failure(
      'fuzzing takes a nightly compiler and cargo-fuzz: `rustup toolchain install nightly --profile minimal` ' +
        'and `cargo install cargo-fuzz@0.13.2`',
    );
  }
  const found = join(root, 'fuzz', 'target', 'found');
  mkdirSync(found, { recursive: true });
  const dictionary = join(found, 'words.dict');
  writeFileSync(dictionary, words());
  for (const name of target === undefined ? TARGETS : [target]) {
    const folder = join(found, name);
    mkdirSync(folder, { recursive: true });
    const corpus = join(root, 'fuzz', 'corpus', name);
    // The crate has no unsafe code, so a sanitizer would only slow it down.
    run('cargo', [
      ...['fuzz', 'run', '--sanitizer', 'none', name, folder, ...[corpus].filter(existsSync), '--'],
      ...[`-dict=${dictionary}`, `-max_total_time=${seconds}`, '-timeout=10'],
      ...['-max_len=2048', '-len_control=0', '-print_final_stats=1'],
    ], NIGHTLY); // prettier-ignore
  }
});

/** A libFuzzer dictionary of every short text in the policies, quoted as in JSON. */
function words() {
  const texts = new Set();
  const folders = [join(pkg, 'policies'), join(root, 'tests', 'payers')];
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      JSON.parse(readFileSync(join(folder, file), 'utf8'), (key, value) => {
        texts.add(key);
        if (typeof value === 'string' && value.length < 40) texts.add(value);
        return value;
      });
    }
  }
  const quoted = [...texts].filter(Boolean).sort();
  return quoted.map((text) => `"${escaped(JSON.stringify(text))}"\n`).join('');
}

/** @param {string} text */
function escaped(text) {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
        ? `\\x${byte.toString(16).padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');
}
