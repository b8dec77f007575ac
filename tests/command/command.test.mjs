// The package's command does what the native one does: its README holds for both, and so do its exit codes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join, win32 } from 'node:path';
import { test } from 'node:test';
import { guestView } from '../../command/paths.mjs';
import { root, withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { COMMAND, runExamples } from './console.mjs';

test("the command line's README is true of the package's command", () =>
  withTemporaryFolder((folder) => {
    cpSync(join(root, 'cli/examples'), folder, { recursive: true });
    cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true });
    assert.ok(runExamples(readFileSync(join(root, 'cli/README.md'), 'utf8'), folder) > 14);
  }));

test('docs/authoring.md is true: from a page to a bundle', () =>
  withTemporaryFolder((folder) => {
    assert.ok(runExamples(readFileSync(join(root, 'docs/authoring.md'), 'utf8'), folder) > 8);
  }));

test('its help names the commands that only the package has', () => {
  for (const args of [['--help'], ['-h'], ['help']]) {
    const { stdout, status } = spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });
    assert.equal(status, 0);
    for (const name of ['lint', 'bundle', 'preview']) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
  }
  const { stderr, status } = spawnSync(process.execPath, [COMMAND], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /^ {2}bundle /m);
});

test('a reader that has seen enough is no failure, and nothing is said of WASI', () => {
  const { stdout, stderr } = spawnSync('sh', ['-c', `yes '{}' | head -n 50000 | { '${process.execPath}' '${COMMAND}' check -; echo $? >&2; } | head -n 1`], { encoding: 'utf8' });
  assert.match(stdout, /^\{"line":1,/);
  assert.equal(stderr, '0\n');
});

test('paths of Windows are known inside', () => {
  const view = guestView(['check', 'C:\\plans\\past.csv', '--policy=..\\acme.toml', '--now', '2026-03-03T18:00:00Z', 'd:\\drafts\\x.toml', '\\\\server\\share\\x.toml', '-'], 'C:\\Users\\ana', win32);
  assert.equal(view.cwd, '/C:/Users/ana');
  assert.deepEqual(view.args, ['check', '/C:/plans/past.csv', '--policy=../acme.toml', '--now', '2026-03-03T18:00:00Z', '/d:/drafts/x.toml', '/server/share/x.toml', '-']);
  assert.deepEqual(view.preopens, { '/C:': 'C:\\', '/d:': 'd:\\', '/server/share': '\\\\server\\share\\' });
});

test('on other systems they stay as they are', () => {
  assert.deepEqual(guestView(['lint', 'a\\b.toml'], '/home/ana'), { cwd: '/home/ana', args: ['lint', 'a\\b.toml'], preopens: { '/': '/' } });
});
