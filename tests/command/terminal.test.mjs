// What stands on a real terminal: how far a long run is, and nothing of it once it is over or where somebody else reads.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { COMMAND, nativeCommand } from './console.mjs';

const folder = mkdtempSync(join(tmpdir(), 'p2p-terminal-'));
const NOW = '--now 2026-03-03T18:00:00Z';
const FAR = /\r *\d+ %, \d+ of \d+ MB, \d+ s left/;

before(() => {
  const lines = Array.from({ length: 48_000 }, (_, at) => JSON.stringify({ payer: 'regence', line_of_business: 'commercial', service: 'medical', denial_date: '2026-02-20', appeal_filed: at % 3 === 0, member_name: `Member ${at} ${'x'.repeat(300)}` }));
  writeFileSync(join(folder, 'many.jsonl'), `${lines.join('\n')}\n`);
  // Those that can't be read are told while the line stands there.
  writeFileSync(join(folder, 'some.jsonl'), `${lines.map((line, at) => (at % 2000 === 1999 ? '{' : line)).join('\n')}\n`);
});

after(() => rmSync(folder, { recursive: true, force: true }));

const programs = { native: () => `'${nativeCommand()}'`, 'of the package': () => `'${process.execPath}' '${COMMAND}'` };
for (const [name, program] of Object.entries(programs)) {
  describe(name, () => {
    const command = program();

    test('answers into a file: how far it is, until it is over', () => {
      const shown = onTerminal(`${command} check many.jsonl --brief ${NOW} > answers`);
      assert.match(shown.text, FAR);
      assert.deepEqual(screen(shown.text), []);
      assert.equal(read('answers'), plain(`${command} check many.jsonl --brief ${NOW}`).stdout);
    });

    test('answers that scroll by say it themselves', () => {
      const shown = onTerminal(`${command} check many.jsonl --brief ${NOW}`);
      assert.ok(!shown.text.includes('s left'));
      assert.equal(shown.text.replaceAll('\r\n', '\n'), plain(`${command} check many.jsonl --brief ${NOW}`).stdout);
    });

    test('sums that come at the end', () => {
      const shown = onTerminal(`${command} check many.jsonl --summary ${NOW}`);
      assert.match(shown.text, FAR);
      assert.deepEqual(screen(shown.text), lines(plain(`${command} check many.jsonl --summary ${NOW}`).stdout));
    });

    test('what goes wrong meanwhile has a line of its own', () => {
      const shown = onTerminal(`${command} check some.jsonl --brief ${NOW} > answers`);
      assert.equal(shown.status, 3);
      assert.match(shown.text, FAR);
      assert.deepEqual(screen(shown.text), lines(plain(`${command} check some.jsonl --brief ${NOW}`).stderr));
    });

    test('of standard input, whose length nobody knows', () => {
      const shown = onTerminal(`cat many.jsonl | ${command} check - --brief ${NOW} > answers`);
      assert.match(shown.text, /\r *\d+ MB, \d+ s/);
      assert.deepEqual(screen(shown.text), []);
    });

    test('one request of many, and spoilt versions', () => {
      const explained = onTerminal(`${command} explain many.jsonl --line 11999 ${NOW}`);
      assert.deepEqual(screen(explained.text), lines(plain(`${command} explain many.jsonl --line 11999 ${NOW}`).stdout));
      const tested = `${command} test '${root}/tests/payers/harborline.json' --rows '${root}/tests/payers/cases/harborline.toml'`;
      assert.deepEqual(screen(onTerminal(tested).text), lines(plain(tested).stdout));
    });

    test('where nobody looks, nothing is said', () => {
      assert.equal(plain(`${command} check many.jsonl --brief ${NOW}`).stderr, '');
    });

    test('nobody reads any more, neither answers nor what goes wrong: it ends as if all had been read', () => {
      const { stdout } = spawnSync('bash', ['-c', `{ ${command} check some.jsonl --brief ${NOW}; echo $? > code; } 2>&1 | head -n 1; cat code`], { cwd: folder, encoding: 'utf8' });
      assert.match(stdout, /^\{"line":1,.*\n0\n$/);
      const { stdout: told } = spawnSync('bash', ['-c', `{ ${command} check some.jsonl --brief ${NOW} > answers; echo $? > code; } 2>&1 | true; cat code`], { cwd: folder, encoding: 'utf8' });
      assert.equal(told, '3\n');
    });
  });
}

/** @param {string} command typed at a terminal */
function onTerminal(command) {
  const { stdout, status, error } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
  assert.ifError(error);
  return { text: stdout, status };
}

/** @param {string} command @returns what it prints where there is no terminal */
function plain(command) {
  return spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', input: '', maxBuffer: 1 << 26 });
}

/** @param {string} file */
const read = (file) => readFileSync(join(folder, file), 'utf8');

/** @param {string} text */
const lines = (text) => text.split('\n').map((line) => line.trimEnd()).filter(Boolean);

/** What is left to be seen: after a return a line is written over. @param {string} text */
function screen(text) {
  return lines(text.replaceAll('\r\n', '\n').split('\n').map((line) => line.split('\r').reduce((seen, over) => over + seen.slice(over.length))).join('\n'));
}
