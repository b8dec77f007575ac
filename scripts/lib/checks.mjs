import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './places.mjs';
import { Failure, run } from './run.mjs';
import { chromedriver, geckodriver, installOrca, installWebKit } from '../setup/browser.mjs';

/** @typedef {{ name: string, run: () => void }} Check */

/**
 * The checks that every change must pass, fast ones first.
 * @type {Check[]}
 */
export const checks = [
  { name: 'rust-format', run: () => run('cargo', ['fmt', '--all', '--check']) },
  { name: 'rust-lint', run: () => clippy('--workspace', '--all-targets') },
  {
    name: 'rust-lint-wasm',
    run: () => clippy('--target', 'wasm32-unknown-unknown', '-p', 'p2p-review', '-p', 'p2p-author', '--lib', '--test', 'browser'),
  },
  {
    name: 'rust-docs',
    run: () => run('cargo', ['doc', '--workspace', '--locked', '--no-deps'], { RUSTDOCFLAGS: '-D warnings' }),
  },
  { name: 'trace', run: () => run('node', ['scripts/commands/trace.mjs', '--summary']) },
  { name: 'trace-bites', run: () => nodeTest('tests/trace/trace.test.mjs') },
  { name: 'notices', run: () => run('node', ['scripts/commands/notices.mjs', '--check']) },
  { name: 'notices-bite', run: () => nodeTest('tests/package/notices.test.mjs') },
  { name: 'reading-level', run: () => run('node', ['scripts/commands/reading-level.mjs']) },
  { name: 'rust-test', run: () => run('cargo', ['test', '--workspace', '--locked']) },
  { name: 'pkg', run: () => run('node', ['scripts/commands/check-pkg.mjs']) },
  { name: 'module', run: () => nodeTest(...testsIn('tests/module')) },
  { name: 'rust-test-chromium', run: () => wasmPackTest('--chrome', '--chromedriver', chromedriver()) },
  { name: 'rust-test-firefox', run: () => wasmPackTest('--firefox', '--geckodriver', geckodriver()) },
  { name: 'js-lint', run: () => run('eslint', ['.', '--max-warnings', '0']) },
  { name: 'js-types', run: checkTypes },
  { name: 'readings', run: () => nodeTest('tests/cli/readings.test.mjs') },
  { name: 'documents', run: () => nodeTest(...testsIn('tests/documents')) },
  { name: 'form-html', run: () => run('node', ['scripts/commands/form-html.mjs', '--check']) },
  { name: 'rules-html', run: () => run('node', ['scripts/commands/rules-html.mjs', '--check']) },
  { name: 'policy-schema', run: () => nodeTest(...testsIn('tests/schema')) },
  { name: 'package', run: () => nodeTest('tests/package/package.test.mjs', 'tests/package/hosts.test.mjs') },
  { name: 'command', run: () => nodeTest(...testsIn('tests/command')) },
  { name: 'portable', run: () => nodeTest('tests/hosts/portable.test.mjs') },
  { name: 'hosts', run: () => run('node', ['tests/hosts/run.mjs']) },
  { name: 'edge', run: () => nodeTest('--test-concurrency=2', ...testsIn('tests/edge')) },
  { name: 'gate', run: () => nodeTest('--test-concurrency=2', ...testsIn('tests/gate')) },
  { name: 'leftovers', run: () => nodeTest('tests/runs/leftovers.test.mjs') },
  // The slowest file first, because otherwise the others would wait for it at the end.
  { name: 'form', run: () => siteTests('tests/form', 'states') },
  { name: 'workbench', run: () => siteTests('tests/workbench', 'workbench.test') },
  { name: 'build', run: () => run('node', ['scripts/commands/vite.mjs', 'build', '--logLevel', 'warn']) },
  { name: 'build-works', run: () => nodeTest('tests/package/dist.test.mjs') },
  { name: 'size', run: () => run('node', ['bench/size.mjs']) },
];

/**
 * Proofs that take too long to run for every change.
 * @type {Check[]}
 */
export const longProofs = [
  {
    name: 'combinations-full',
    run: () =>
      run('cargo', ['test', '--locked', '--test', 'combinations', '--', '--nocapture'], { P2P_FULL: '1' }),
  },
  { name: 'contenders', run: () => run('node', ['bench/run.mjs', '--agree']) },
  { name: 'memory', run: () => run('node', ['--test', 'tests/module/memory.test.mjs'], { P2P_FULL: '1' }) },
  { name: 'recipes', run: () => nodeTest('tests/package/recipes.mjs') },
  { name: 'form-states', run: () => run('node', [...NODE_TEST, 'tests/form/states.test.mjs'], { P2P_FULL: '1' }) },
  { name: 'leftovers-all', run: () => run('node', [...NODE_TEST, 'tests/runs/leftovers.test.mjs'], { P2P_FULL: '1' }) },
  { name: 'form-webkit', run: webkitProof },
  { name: 'form-orca', run: orcaProof },
  { name: 'gate-logins', run: () => nodeTest('tests/gate/logins/logins.mjs') },
  // Takes minutes to install.
  { name: 'deny', run: () => run('node', ['scripts/commands/deny.mjs']) },
  { name: 'edge-openapi', run: () => run('node', ['tests/edge/openapi-long.mjs']) },
  { name: 'edge-load', run: () => run('node', ['tests/edge/load-long.mjs']) },
  // Node for Windows, in Wine.
  { name: 'command-windows', run: () => nodeTest('tests/command/windows.mjs') },
  { name: 'cli-load', run: () => run('node', ['tests/cli/load.mjs']) },
  { name: 'hosts-all', run: () => run('node', ['tests/hosts/run.mjs', '--all']) },
  { name: 'bulk', run: () => run('node', ['tests/hosts/bulk.mjs']) },
  { name: 'new-payer', run: () => run('node', ['tests/package/new-payer.mjs']) },
  { name: 'pkg-anywhere', run: () => run('node', ['scripts/commands/check-pkg-anywhere.mjs']) },
];

/** @param {string[]} targets */
function clippy(...targets) {
  run('cargo', ['clippy', '--locked', ...targets, '--', '-D', 'warnings']);
}

/** @param {string[]} browser */
function wasmPackTest(...browser) {
  run(
    'wasm-pack',
    [
      ...['test', '--headless', ...browser, '--mode', 'no-install'],
      // One profile for building and running, so nothing is compiled twice.
      ...['--', '--locked', '--test', 'browser', '--profile', 'test'],
    ],
    // Firefox needs a home folder, and a bare container may not set HOME.
    { WASM_BINDGEN_TEST_TIMEOUT: '120', HOME: homedir() },
  );
}

function checkTypes() {
  run('tsc', ['-p', 'tsconfig.json']);
  run('tsc', ['-p', 'tsconfig.www.json']);
}

/**
 * With a timeout: a test that hangs, or fails and leaves its browser open, must not block the rest forever.
 * @param {string[]} files
 */
function nodeTest(...files) {
  run('node', [...NODE_TEST, ...files]);
}

const NODE_TEST = ['--test', '--test-reporter=spec', '--test-timeout=600000', '--test-force-exit'];

/**
 * Builds the site once for all test files. Runs two at a time, because each mostly waits for its browser.
 * @param {string} folder
 * @param {string} first part of the name of the file to start first
 */
function siteTests(folder, first) {
  const built = mkdtempSync(join(tmpdir(), 'p2p-form-'));
  try {
    run('node', ['scripts/commands/vite.mjs', 'build', '--outDir', built, '--emptyOutDir', '--logLevel', 'error']);
    const files = testsIn(folder).sort((a, b) => Number(b.includes(first)) - Number(a.includes(first)));
    run('node', [...NODE_TEST, '--test-concurrency=2', ...files], { P2P_FORM: built });
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** WebKit, Safari's engine, from Debian's package. */
function webkitProof() {
  installWebKit();
  nodeTest('tests/form/webkit-proof.mjs');
}

/** Compares what a screen reader says, in two browsers, with the committed transcripts. */
function orcaProof() {
  installOrca();
  nodeTest('tests/form/orca-proof.mjs');
}

/** @param {string} folder */
function testsIn(folder) {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.test.mjs'));
  if (files.length === 0) throw new Failure(`${folder} holds no test`);
  return files.map((file) => join(folder, file));
}
