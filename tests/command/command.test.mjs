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

test('a pipe that never waits loses nothing', async () => {
  // Python makes such pipes; Node's own wait.
  const program = `
import os, subprocess, sys, time
(r, w), (i, o) = os.pipe(), os.pipe()
os.set_blocking(w, False); os.set_blocking(i, False)
child = subprocess.Popen([*sys.argv[1:], 'check', '-', '--now', '2026-03-03T18:00:00Z'], stdin=i, stdout=w)
os.close(w); os.close(i)
time.sleep(1)
os.write(o, b'{"payer":"regence"}\\n' * 200); os.close(o)
time.sleep(1)
print(sum(1 for _ in os.fdopen(r)), child.wait())`;
  const { stdout, stderr } = spawnSync('python3', ['-c', program, process.execPath, COMMAND], { encoding: 'utf8' });
  assert.deepEqual({ stdout, stderr }, { stdout: '200 0\n', stderr: '' });
});

test('paths of Windows are known inside', () => {
  const view = guestView(['check', 'C:\\plans\\past.csv', '--policy=..\\acme.toml', '--now', '2026-03-03T18:00:00Z', 'd:\\drafts\\x.toml', '\\\\server\\share\\x.toml', '-'], 'C:\\Users\\ana', win32);
  assert.equal(view.cwd, '/C:/Users/ana');
  assert.deepEqual(view.args, ['check', '/C:/plans/past.csv', '--policy=../acme.toml', '--now', '2026-03-03T18:00:00Z', '/d:/drafts/x.toml', '/server/share/x.toml', '-']);
  assert.deepEqual(view.preopens, { '/C:': 'C:\\', '/d:': 'd:\\', '/server/share': '\\\\server\\share\\' });
});

test('a path from the root of the drive, one with blanks and letters of any kind, and a folder that ends so', () => {
  const view = guestView(['lint', '\\plans\\größe 日本.toml', '/plans/acme.toml', 'C:acme.toml', '.\\out\\', '--out=\\\\?\\C:\\x.p2p'], 'C:\\Users\\ana', win32);
  assert.deepEqual(view.args.slice(0, 5), ['lint', '/C:/plans/größe 日本.toml', '/C:/plans/acme.toml', '/C:/Users/ana/acme.toml', './out/']);
});

test('a backslash that is no path stays one', () => {
  const args = ['check', 'past.csv', '--delimiter', '\\t', '--delimiter=\\t', '--now-from', 'a\\b', '--name', 'A\\B', '--phone=1\\2'];
  assert.deepEqual(guestView(args, 'C:\\Users\\ana', win32).args, args);
});

test('what is said of a path is said as Windows has it, where it was named so', () => {
  const { outside } = guestView(['lint', 'C:\\plans\\acme.toml', '\\\\server\\share\\x.toml'], 'D:\\work', win32);
  assert.equal(outside?.('/C:/plans/acme.toml:3:1: wrong\n/server/share/x.toml: gone, not d:/work\n'), 'C:/plans/acme.toml:3:1: wrong\n//server/share/x.toml: gone, not d:/work\n');
  assert.equal(guestView(['lint', 'acme.toml'], 'D:\\work', win32).outside, null);
});

test('on other systems they stay as they are', () => {
  assert.deepEqual(guestView(['lint', 'a\\b.toml'], '/home/ana'), { cwd: '/home/ana', args: ['lint', 'a\\b.toml'], preopens: { '/': '/' }, outside: null });
});
