// The package's command against the native one, call by call: what is printed, how it ends, and what it leaves behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { argsOf, calls, contentOf, copyOf, layOut } from './calls.mjs';
import { COMMAND, nativeCommand } from './console.mjs';

/** What the package's help has beside the native one's. */
const ALSO = /\nAnd in this package:\n(?: {2}.*\n)+/;

test('both do the same, whatever they are given', async () => {
  const native = [nativeCommand()];
  const ours = [process.execPath, COMMAND];
  await withTemporaryFolder(async (folder) => {
    const [one, other] = [join(folder, 'one'), join(folder, 'two')];
    const begun = join(folder, 'begun');
    mkdirSync(begun);
    await make(native, { args: ['new', 'acme'] }, begun);
    await make(native, { args: ['pack', 'acme.toml', '--as', 'json'] }, begun);
    mkdirSync(one);
    layOut(one, { policy: readFileSync(join(begun, 'acme.toml'), 'utf8'), rows: readFileSync(join(begun, 'acme.rows.toml'), 'utf8'), json: JSON.parse(readFileSync(join(begun, 'acme.json'), 'utf8')) });
    copyOf(one, other);
    /** @type {Set<number | null>} */
    const ends = new Set();
    /** @type {string[]} */
    const differ = [];
    // No call looks at what another one writes.
    const left = [...calls];
    const compare = async () => {
      for (let call = left.shift(); call; call = left.shift()) {
        const [theirs, mine] = await Promise.all([make(native, call, one), make(ours, call, other)]);
        ends.add(theirs.status);
        try {
          assert.deepEqual(mine, theirs);
        } catch (error) {
          differ.push(`${call.args.join(' ')}\n${/** @type {Error} */ (error).message}`);
        }
      }
    };
    await Promise.all([compare(), compare()]);
    assert.deepEqual(differ, []);
    assert.deepEqual(contentOf(other), contentOf(one));
    assert.deepEqual([...ends].sort(), [0, 1, 2, 3]);
    assert.ok(calls.length > 350);
  });
});

/**
 * @param {string[]} command
 * @param {import('./calls.mjs').Call} call
 * @param {string} folder
 */
async function make([program = '', ...first], call, folder) {
  const child = spawn(program, [...first, ...argsOf(call, folder)], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}).end(call.input ?? '');
  const shown = { status: /** @type {number | null} */ (null), stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) child[name].setEncoding('utf8').on('data', (chunk) => (shown[name] += chunk));
  [shown.status] = await once(child, 'close');
  const plain = (/** @type {string} */ text) => text.replaceAll(folder, '@').replace(ALSO, '');
  return { ...shown, stdout: plain(shown.stdout), stderr: plain(shown.stderr) };
}
