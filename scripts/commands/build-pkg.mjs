// Builds the npm package. The same source gives the same bytes in any folder and on any machine.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cargoHome, pkg, root, withTemporaryFolder } from '../lib/places.mjs';
import { Failure, output, run, script } from '../lib/run.mjs';
import { installBuildTools } from '../setup/build-tools.mjs';
import { addCommand } from '../package/command.mjs';
import { addEntries } from '../package/entries.mjs';
import { addGate } from '../package/gate.mjs';
import { addWorkbench } from '../package/workbench.mjs';
import { withPolicies } from '../../command/section.mjs';
import { PORTABLE, addPortable, copyToHosts } from '../package/portable.mjs';
import { printSizes } from './list-pkg.mjs';

/** Less inlining and no runtime loop unrolling: saves 2.7 KB for a twelfth of the speed. */
const lessInlining = '-Cllvm-args=-inline-threshold=25 -unroll-runtime=0';

/**
 * A wasm module: its crate, its name in the package, and its own compiler flags and environment.
 * @typedef {{ crate: string, name: string, flags: string[], env?: NodeJS.ProcessEnv }} Module
 */

/**
 * The page passes no JavaScript values to the engine, so it needs no table of references and no imports.
 * @type {Module}
 */
export const ENGINE = { crate: '.', name: 'p2p_review', flags: [lessInlining, '-Ctarget-feature=-reference-types'] };
/**
 * Fetched once, and only by authors of policies: optimized for size, with the standard library's smaller algorithms.
 * @type {Module}
 */
export const AUTHOR = {
  crate: 'author',
  name: 'p2p_author',
  flags: [lessInlining],
  env: { CARGO_PROFILE_RELEASE_OPT_LEVEL: 'z', CARGO_UNSTABLE_BUILD_STD_FEATURES: 'optimize_for_size' },
};

const SCHEMA = join('policies', 'policy.schema.json');

const WASM_OPT = [
  '-Oz',
  '--converge',
  // rustc has already inlined what is worth it. More inlining saves bytes, but not once compressed.
  '--skip-pass=inlining-optimizing',
  // These save nothing once compressed.
  '--skip-pass=local-cse',
  '--skip-pass=memory-packing',
  // The stack is below the static data, so the first kilobyte of memory is never used.
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
 * Builds the package into a folder, replacing what is there.
 * @param {string} target
 */
export async function buildPackage(target) {
  await withTemporaryFolder(async (folder) => {
    const built = join(folder, 'pkg');
    const generated = join(folder, 'generated');
    run('cargo', ['fetch', '--locked', '--target', 'wasm32-unknown-unknown']);
    mkdirSync(built);
    generate(generated);
    await buildEngine(folder, built, generated);
    await buildAuthor(folder, built);
    addPortable(compile(folder, PORTABLE), built);
    addCommand(built, withoutPaths());
    cpSync(join(generated, 'policies'), join(built, 'policies'), { recursive: true });
    cpSync(join(generated, 'p2p_review.d.ts'), join(built, 'p2p_review.d.ts'));
    await addGate(built);
    await addWorkbench(built);
    addEntries(built);
    addPackaging(built);
    rmSync(target, { recursive: true, force: true });
    cpSync(built, target, { recursive: true });
  });
}

/**
 * Generates packs, schema, types and the page's decoder from the policies and the declared answers.
 * @param {string} into
 */
export function generate(into) {
  run('cargo', ['run', '--quiet', '--locked', '-p', 'p2p-generate', '--', 'policies', into]);
}

/**
 * The engine's module with the shipped policies, and its JavaScript.
 * @param {string} folder
 * @param {string} built
 * @param {string} generated
 */
async function buildEngine(folder, built, generated) {
  const wasm = compile(folder, ENGINE);
  optimize(wasm);
  const policies = readFileSync(join(generated, 'shipped.p2p-policies'));
  writeFileSync(join(built, `${ENGINE.name}_bg.wasm`), withPolicies(readFileSync(wasm), policies));
  const page = join(folder, 'page');
  cpSync(join(root, 'src', 'wasm', 'page'), page, { recursive: true });
  cpSync(join(generated, 'shapes.js'), join(page, 'shapes.js'));
  await bundle(join(page, 'index.js'), join(built, `${ENGINE.name}.js`));
}

/**
 * The author's module, and its JavaScript.
 * @param {string} folder
 * @param {string} built
 */
async function buildAuthor(folder, built) {
  const wasm = compile(folder, AUTHOR);
  optimize(wasm);
  cpSync(wasm, join(built, `${AUTHOR.name}_bg.wasm`));
  cpSync(join(root, 'author', 'page.js'), join(folder, AUTHOR.name, 'page.js'));
  cpSync(join(folder, AUTHOR.name, `${AUTHOR.name}.js`), join(folder, AUTHOR.name, `${AUTHOR.name}_glue.js`));
  await bundle(join(folder, AUTHOR.name, 'page.js'), join(built, `${AUTHOR.name}.js`));
  await bundle(join(root, 'author', 'text.js'), join(built, `${AUTHOR.name}_text.js`));
  cpSync(join(root, 'author', 'page.d.ts'), join(built, `${AUTHOR.name}.d.ts`));
}

/**
 * Compiles a module for the web.
 * @param {string} folder
 * @param {Module} module the module
 * @returns {string} the wasm file
 */
export function compile(folder, { crate, name, flags, env }) {
  const out = join(folder, name);
  run(
    'wasm-pack',
    [
      ...['build', crate, '--target', 'web', '--release', '--mode', 'no-install', '--no-typescript'],
      ...['--no-pack', '--no-gitignore', '--out-dir', out, '--out-name', name],
      ...['--', '--locked', '-Zbuild-std=std'],
    ],
    {
      CARGO_ENCODED_RUSTFLAGS: [...withoutPanics, ...flags, ...withoutPaths()].join('\x1f'),
      RUSTC_BOOTSTRAP: '1',
      ...env,
    },
  );
  return join(out, `${name}_bg.wasm`);
}

/**
 * Bundles JavaScript modules into one file, so that they load in one request. What it imports at run time stays
 * separate.
 * @param {string} input
 * @param {string} file
 */
async function bundle(input, file) {
  const { rolldown } = await import('rolldown');
  // The bundle names modules by their path from `cwd`; the temporary folder's name must not get into it.
  const bundle = await rolldown({ input, cwd: dirname(input), external: [`./${AUTHOR.name}.js`, `./${AUTHOR.name}_text.js`] });
  await bundle.write({ file, comments: { legal: true, annotation: true, jsdoc: true } });
  await bundle.close();
}

/**
 * Compiler flags for a standard library that aborts on panic without a message. The core does not panic, and the
 * messages are an eighth of the module. The flags are unstable, but the compiler is pinned.
 */
const withoutPanics = [
  '-Zunstable-options',
  '-Cpanic=immediate-abort',
  '-Zfmt-debug=none',
  '-Zlocation-detail=none',
];

/**
 * Compiler flags that keep this machine's paths out of the module; panic messages can contain the names of source
 * files.
 */
export function withoutPaths() {
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
 * @param {string} wasm the file
 * @param {string[]} more further flags
 */
export function optimize(wasm, ...more) {
  run('wasm-opt', [wasm, '-o', wasm, ...WASM_OPT, ...more]);
}

/** @param {string} built */
function addPackaging(built) {
  for (const name of ['README.md', 'THIRD-PARTY.md', 'sbom.cdx.json']) cpSync(join(root, 'packaging', name), join(built, name));
  for (const name of ['LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT']) {
    cpSync(join(root, name), join(built, name));
  }
  const manifest = JSON.parse(readFileSync(join(root, 'packaging', 'package.json'), 'utf8'));
  const crate = metadata().packages.find(({ name }) => name === 'p2p-review');
  if (!crate) throw new Failure('the workspace holds no p2p-review');
  const { version, description, license } = crate;
  const { name, ...rest } = manifest;
  const whole = { name, version, description, license, ...rest };
  writeFileSync(join(built, 'package.json'), `${JSON.stringify(whole, null, 2)}\n`);
}

/**
 * @typedef {{ name: string, version: string, description: string, license: string }} Crate
 * @returns {{ packages: Crate[], target_directory: string }}
 */
function metadata() {
  const args = ['metadata', '--no-deps', '--format-version', '1', '--locked'];
  return JSON.parse(`${output('cargo', args)}`);
}

if (import.meta.url === pathToFileURL(`${process.argv[1]}`).href) {
  await script(async () => {
    await installBuildTools();
    await buildPackage(pkg);
    copyToHosts(pkg);
    // Where editors look for it, according to the first line of each policy.
    cpSync(join(pkg, SCHEMA), join(root, SCHEMA));
    printSizes(pkg);
  });
}
