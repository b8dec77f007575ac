// That the trace bites: a copy of the policies and the case tables with one gap each.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';

const copy = mkdtempSync(join(tmpdir(), 'p2p-trace-'));
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
cpSync(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true });
after(() => rmSync(copy, { recursive: true, force: true }));

/** @typedef {{ file: string, from: RegExp, to: string }} Change */

/**
 * @param {Change[]} changes
 * @returns {{ status: number | null, said: string }}
 */
function traced(changes) {
  for (const folder of ['policies', 'tests/cases']) cpSync(join(root, folder), join(copy, folder), { recursive: true });
  for (const { file, from, to } of changes) {
    const path = join(copy, file);
    const before = readFileSync(path, 'utf8');
    const changed = before.replace(from, to);
    assert.notEqual(changed, before, `${file} holds ${from}`);
    writeFileSync(path, changed);
  }
  const { status, stdout, stderr } = spawnSync('node', ['scripts/commands/trace.mjs', '--summary'], { cwd: copy, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

/** The statements of each of the five documents: 140. A payer that is added has documents of its own. */
const STATEMENTS = { 'PS-FAQ': 29, 'PS-POLICY': 42, REG: 22, ASU: 21, RX: 26 };

test('without a gap it passes', () => {
  const { status, said } = traced([]);
  assert.equal(status, 0, said);
  for (const [document, count] of Object.entries(STATEMENTS)) assert.match(said, new RegExp(`^${document} +${count} `, 'm'));
  assert.match(said, /\d+ statements, 24 decisions, \d+ rows\./);
});

/** @type {[string, Change[], RegExp][]} */
const GAPS = [
  ['a statement that nothing rests on', [{ file: 'policies/regence.toml', from: /^says *= \["REG-17", "REG-18"\]$/m, to: 'says = ["REG-18"]' }], /REG-17 has no home/],
  ['a reject that has become a warning', [{ file: 'policies/pacificsource.toml', from: /(id += "requested-by-other"\noutcome = )"reject"/, to: '$1"warning"' }], /PS-FAQ-11 is to be a reject, and nothing makes it one/],
  ['a statement that no table lists', [{ file: 'tests/cases/coverage.toml', from: /^REG-17 = .*\n/m, to: '' }], /REG-17 is not in tests\/cases\/coverage.toml/],
  ['a statement that no policy has', [{ file: 'tests/cases/coverage.toml', from: /^REG-17 = .*$/m, to: '$&\nREG-99 = ["notice"]' }], /REG-99 stands in no policy/],
  ['a row that proves what is not there', [{ file: 'tests/cases/reg.toml', from: /"REG-14"/, to: '"REG-77"' }], /REG-77 is named, but is neither a statement nor a decision/],
  ['a treatment that is none', [{ file: 'tests/cases/coverage.toml', from: /^REG-17 = .*$/m, to: 'REG-17 = ["shrug"]' }], /REG-17 has the unknown treatment shrug/],
];

for (const [name, changes, gap] of GAPS) {
  test(name, () => {
    const { status, said } = traced(changes);
    assert.equal(status, 1, said);
    assert.match(said, gap);
  });
}

test('a statement and a decision without their rows', () => {
  const tables = ['asu', 'bars', 'dates', 'decisions', 'input', 'ps-faq', 'ps-policy', 'reg', 'rx'].map((table) => `tests/cases/${table}.toml`);
  const named = tables.filter((file) => /"(RX-13|C9)"/.test(readFileSync(join(root, file), 'utf8')));
  const { status, said } = traced(named.map((file) => ({ file, from: /"(RX-13|C9)"/g, to: '"C1"' })));
  assert.equal(status, 1, said);
  assert.match(said, /RX-13 is proved by 0 rows, 1 are due/);
  assert.match(said, /C9 is proved by 0 rows, 3 are due/);
});
