// npm run verify -- command-windows: the package's command in Node for Windows, run by Wine. What it prints goes to files,
// since Wine gives Node no pipes of the system around it.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pkg } from '../../scripts/lib/places.mjs';
import { environment, installWindows } from '../../scripts/setup/windows.mjs';
import { until } from '../edge/intake.mjs';
import { argsOf, calls, contentOf, copyOf, layOut } from './calls.mjs';
import { COMMAND } from './console.mjs';

const folder = mkdtempSync(join(tmpdir(), 'p2p-windows-'));
/** A path as installers make them: with a blank, and letters of another language. */
const installed = join(folder, 'Program Files', 'Größe', 'p2p-review');
const [here, there] = [join(folder, 'here'), join(folder, 'there')];
let node = '';

before(() => {
  node = installWindows();
  mkdirSync(join(folder, 'begun'));
  mkdirSync(here);
  cpSync(pkg, installed, { recursive: true });
  for (const args of [['new', 'acme'], ['pack', 'acme.toml', '--as', 'json']]) onLinux(args, join(folder, 'begun'));
  const begun = (/** @type {string} */ file) => readFileSync(join(folder, 'begun', file), 'utf8');
  layOut(here, { policy: begun('acme.toml'), rows: begun('acme.rows.toml'), json: JSON.parse(begun('acme.json')) });
  copyOf(here, there);
});

after(() => {
  spawnSync('wineserver', ['-k'], { env: environment });
  rmSync(folder, { recursive: true, force: true });
});

test('every call does what it does elsewhere, with paths as Windows writes them', () => {
  /** @type {string[]} */
  const differ = [];
  for (const call of calls) {
    const theirs = onLinux(argsOf(call, here), here, call.input);
    const mine = onWindows(argsOf(call, there).map(asWindowsWritesIt), there, call.input);
    // Below a file Windows finds no file, where Linux says that it is no folder.
    const words = (/** @type {string} */ text, /** @type {string} */ at) => text.replaceAll(at, '@').replaceAll('Not a directory', 'No such file or directory');
    const plain = ({ status, stdout, stderr } = theirs, at = here) => ({ status, stdout: words(stdout, at), stderr: words(stderr, at) });
    try {
      assert.deepEqual(plain(mine, `Z:${there}`), plain(theirs, here));
    } catch (error) {
      differ.push(`${call.args.join(' ')}\n${/** @type {Error} */ (error).message}`);
    }
  }
  assert.deepEqual(differ, []);
  assert.deepEqual(contentOf(there), contentOf(here));
});

test('a name in other letters is the same file', () => {
  assert.equal(onWindows(['lint', 'Acme.TOML'], there).status, 0);
  assert.match(onWindows(['new', 'ACME'], there).stderr, /lowercase letters/);
});

test('a bundle is the same, file for file', () => {
  const args = ['bundle', 'acme.toml', 'offices.toml', '--out', 'site/p2p', '--name', 'review'];
  assert.equal(onLinux(args, here).status, 0);
  const { status, stdout, stderr } = onWindows(args.map(asWindowsWritesIt), there);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  assert.match(stdout, /^site\\p2p: \d+ files, with acme, offices\./);
  assert.deepEqual(contentOf(join(there, 'site')), contentOf(join(here, 'site')));
});

test('preview shows a file, and follows it', async () => {
  const out = join(folder, 'preview');
  const child = spawn('wine', [node, join(installed, 'command/p2p-review.mjs'), 'preview', `Z:${there.replaceAll('/', '\\')}\\acme.toml`], { cwd: there, env: environment, stdio: ['ignore', openSync(out, 'w'), openSync(`${out}.err`, 'w')] });
  try {
    await until(() => /http:\S+/.test(readFileSync(out, 'utf8')), 'its address').catch((error) => assert.fail(`${error.message}: ${readFileSync(`${out}.err`, 'utf8')}`));
    const address = /http:\S+/.exec(readFileSync(out, 'utf8'))?.[0];
    const files = await (await fetch(`${address}files.json`)).json();
    assert.deepEqual(files.map((/** @type {{ name: string }} */ { name }) => name), ['acme.toml', 'acme.rows.toml']);
    for (const page of ['', 'pkg/command/p2p_review_command.wasm', 'pkg/workbench.json']) assert.equal((await fetch(`${address}${page}`)).status, 200, page);
    const changes = await fetch(`${address}changes`);
    const reader = /** @type {ReadableStreamDefaultReader<Uint8Array>} */ (changes.body?.getReader());
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    assert.match(await next(), /event: change/);
    writeFileSync(join(there, 'acme.toml'), `# Changed\r\n${readFileSync(join(there, 'acme.toml'), 'utf8')}`);
    assert.match(await next(), /event: change/);
    await reader.cancel();
  } finally {
    const gone = child.exitCode === null && once(child, 'exit');
    child.kill();
    await gone;
  }
});

/** @param {string} arg */
function asWindowsWritesIt(arg) {
  if (arg.startsWith(there)) return `Z:${arg}`.replaceAll('/', '\\');
  return arg.startsWith('America/') ? arg : arg.replaceAll('/', '\\');
}

/** @param {string[]} args @param {string} cwd @param {string} [input] */
function onLinux(args, cwd, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd, input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** @param {string[]} args @param {string} cwd @param {string} [input] */
function onWindows(args, cwd, input = '') {
  const at = (/** @type {string} */ name) => join(folder, name);
  writeFileSync(at('stdin'), input);
  const opened = [openSync(at('stdin'), 'r'), openSync(at('stdout'), 'w'), openSync(at('stderr'), 'w')];
  const { status } = spawnSync('wine', [node, join(installed, 'command/p2p-review.mjs'), ...args], { cwd, env: environment, stdio: /** @type {any} */ (opened) });
  opened.forEach(closeSync);
  const [stdout = '', stderr = ''] = ['stdout', 'stderr'].map((name) => readFileSync(at(name), 'utf8'));
  return { status, stdout, stderr };
}
