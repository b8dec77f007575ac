// A run of the tests leaves nothing: no process, and no file in the system's temporary folder.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { membersOf } from '../../scripts/lib/contained.mjs';
import { root, withTemporaryFolder } from '../../scripts/lib/places.mjs';

/**
 * Starts a command whose temporary files go into a folder of this test's, and so can be told from others'.
 * @param {string} folder
 * @param {string[]} command
 */
function start(folder, command) {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { mode: 0o711 });
  // These tests may be part of a run themselves; what they start is one of its own.
  const { P2P_RUN: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  const child = spawn(/** @type {string} */ (command[0]), command.slice(1), {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, TMPDIR: temporary },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const closed = once(child, 'close');
  return {
    pid: /** @type {number} */ (child.pid),
    said: () => said,
    /** @returns {Promise<[number | null, NodeJS.Signals | null]>} */
    gone: () => /** @type {any} */ (closed),
    members: () => membersOf(temporary),
    /** Waits until a process of this name belongs to it. @param {string} name */
    async has(name) {
      while (!membersOf(temporary).some((member) => member.name.startsWith(name))) {
        assert.equal(child.exitCode, null, `it ended before there was ${name}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    left: () => ({ processes: membersOf(temporary), files: readdirSync(temporary) }),
  };
}

const NOTHING = { processes: [], files: [] };
const LEAVES = [process.execPath, join(root, 'tests/runs/leaves-three.mjs')];

for (const code of [0, 3]) {
  test(`a run that ends with ${code} keeps its code, and names what it had left running`, () =>
    withTemporaryFolder(async (folder) => {
      const run = start(folder, [...LEAVES, `${code}`]);
      assert.deepEqual(await run.gone(), [code, null]);
      assert.deepEqual(run.left(), NOTHING);
      assert.match(run.said(), /^Still running at the end, and ended: .*node/m);
    }));
}

/** `P2P_FULL=1` tries every signal, and interrupts every kind of check. */
const FULL = process.env['P2P_FULL'] === '1';
/** @type {NodeJS.Signals[]} */
const SIGNALS = FULL ? ['SIGINT', 'SIGTERM', 'SIGHUP'] : ['SIGINT'];

for (const signal of SIGNALS) {
  test(`${signal} ends a run and all that it started`, () =>
    withTemporaryFolder(async (folder) => {
      const run = start(folder, [...LEAVES, 'wait']);
      while (!run.said().includes('ready')) await new Promise((resolve) => setTimeout(resolve, 20));
      process.kill(run.pid, signal);
      assert.deepEqual(await run.gone(), [128 + constants.signals[signal], null]);
      assert.deepEqual(run.left(), NOTHING);
    }));
}

// Real runs, interrupted when they have what they would leave: servers and a database; a worker's host; browsers.
/** @type {[check: string, program: string, signal: NodeJS.Signals][]} */
const INTERRUPTIONS = [
  ['gate', 'chromium', 'SIGHUP'],
  ['edge', 'workerd', 'SIGTERM'],
  ['edge', 'postgres', 'SIGINT'],
];

for (const [check, program, signal] of FULL ? INTERRUPTIONS : INTERRUPTIONS.slice(0, 2)) {
  test(`npm test -- ${check}, ended by ${signal} once ${program} runs, leaves nothing`, () =>
    withTemporaryFolder(async (folder) => {
      const run = start(folder, ['npm', 'test', '--', check]);
      await run.has(program);
      // As a terminal does it: to all of the group.
      process.kill(-run.pid, signal);
      await run.gone();
      // npm ends before what it started.
      while (run.members().some(({ name }) => name === 'node')) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.deepEqual(run.left(), NOTHING);
    }));
}
