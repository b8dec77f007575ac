// Builds the npm package. The same source gives the same bytes in any folder, on any machine.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cargoHome, pkg, root, withTemporaryFolder } from '../lib/places.mjs';
import { Failure, output, run, script } from '../lib/run.mjs';
import { installBuildTools } from '../setup/build-tools.mjs';
import { addEntries } from '../package/entries.mjs';
import { addGate } from '../package/gate.mjs';
import { printSizes } from './list-pkg.mjs';

const WASM = 'p2p_review_bg.wasm';

const WASM_OPT = [
  '-Oz',
  '--converge',
  // rustc has inlined what pays; more makes fewer bytes, but more of them once compressed.
  '--skip-pass=inlining-optimizing',
  // Neither pays once compressed.
  '--skip-pass=local-cse',
  '--skip-pass=memory-packing',
  // The stack lies below what the module keeps: nothing stands in the first kilobyte.
  '--low-memory-unused',
  '--strip-producers',
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

/**
 * Builds the package into a folder, in the place of what is there.
 * @param {string} target
 */
export async function buildPackage(target) {
  await withTemporaryFolder(async (folder) => {
    const built = join(folder, 'pkg');
    const policies = join(folder, 'policies');
    mkdirSync(policies);
    compile(built, policies);
    optimize(join(built, WASM));
    await foldSnippets(built);
    cpSync(policies, join(built, 'policies'), { recursive: true });
    await addGate(built);
    addEntries(built);
    addPackaging(built);
    rmSync(target, { recursive: true, force: true });
    cpSync(built, target, { recursive: true });
  });
}

/**
 * @param {string} built
 * @param {string} policies where build.rs leaves each policy as JSON
 */
export function compile(built, policies) {
  run('cargo', ['fetch', '--locked', '--target', 'wasm32-unknown-unknown']);
  run(
    'wasm-pack',
    [
      ...['build', '--target', 'web', '--release', '--mode', 'no-install'],
      ...['--no-pack', '--no-gitignore', '--out-dir', built, '--out-name', 'p2p_review'],
      ...['--', '--locked', '-Zbuild-std=std'],
    ],
    {
      P2P_POLICIES_OUT: policies,
      CARGO_ENCODED_RUSTFLAGS: [...withoutPanics, plainer, ...withoutPaths()].join('\x1f'),
      RUSTC_BOOTSTRAP: '1',
    },
  );
  if (readdirSync(policies).length === 0) throw new Failure('build.rs wrote no policy');
}

/**
 * Compiler flags for a standard library that stops where it would panic, without the words it would say: the core does
 * not panic, and the words are an eighth of the module. They are unstable; the compiler is pinned, so they hold still.
 */
const withoutPanics = [
  '-Zunstable-options',
  '-Cpanic=immediate-abort',
  '-Zfmt-debug=none',
  '-Zlocation-detail=none',
];

/** Little is inlined, and no loop unrolled whose length is not known: 2.7 KB less, and one decision in twelve fewer. */
const plainer = '-Cllvm-args=-inline-threshold=25 -unroll-runtime=0';

/**
 * Compiler flags that keep this machine's paths out of the module: the names of source files may stand
 * in it, for panic messages.
 */
function withoutPaths() {
  const registry = join(cargoHome, 'registry', 'src');
  const rustSource = join(`${output('rustc', ['--print', 'sysroot'])}`, 'lib/rustlib/src/rust');
  const rustCommit = /^commit-hash: (.+)$/m.exec(`${output('rustc', ['-vV'])}`)?.[1];
  return [
    ...readdirSync(registry).map((index) => [join(registry, index), '/deps']),
    [rustSource, `/rustc/${rustCommit}`],
    [root, '/p2p-review'],
    [metadata().target_directory, '/target'],
  ].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
}

/**
 * Puts the crate's own JavaScript into the module that imports it: one file, one request, one state an instance.
 * @param {string} built
 */
async function foldSnippets(built) {
  const { rolldown } = await import('rolldown');
  const glue = join(built, 'p2p_review.js');
  const bundle = await rolldown({ cwd: built, input: glue });
  await bundle.write({ file: glue, comments: { legal: true, annotation: true, jsdoc: true } });
  await bundle.close();
  rmSync(join(built, 'snippets'), { recursive: true });
}

/**
 * @param {string} wasm
 * @param {string[]} more flags
 */
export function optimize(wasm, ...more) {
  run('wasm-opt', [wasm, '-o', wasm, ...WASM_OPT, ...more]);
}

/** @param {string} built */
function addPackaging(built) {
  const readme = join(root, 'packaging', 'README.md');
  cpSync(readme, join(built, 'README.md'));
  for (const name of ['LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT']) {
    cpSync(join(root, name), join(built, name));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'packaging', 'package.json'), 'utf8'));
  const [{ version, description, license }] = metadata().packages;
  const { name, ...rest } = manifest;
  const whole = { name, version, description, license, ...rest };
  writeFileSync(join(built, 'package.json'), `${JSON.stringify(whole, null, 2)}\n`);
}

/**
 * @typedef {{ version: string, description: string, license: string }} Crate
 * @returns {{ packages: [Crate], target_directory: string }}
 */
function metadata() {
  const args = ['metadata', '--no-deps', '--format-version', '1', '--locked'];
  return JSON.parse(`${output('cargo', args)}`);
}

if (import.meta.url === pathToFileURL(`${process.argv[1]}`).href) {
  await script(async () => {
    await installBuildTools();
    await buildPackage(pkg);
    printSizes(pkg);
  });
}
