// The package's command reads files as the native one does: cli/tests/dialects.rs goes by the same table.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { bytesOf, dialects, holds } from '../cli/dialects.mjs';
import { COMMAND } from './console.mjs';

test('files as offices have them', { concurrency: 2 }, async (context) => {
  await withTemporaryFolder(async (folder) => {
    await Promise.all(dialects.map((dialect, index) => context.test(dialect.name, async () => {
      const own = join(folder, `${index}`);
      mkdirSync(own);
      const file = join(own, dialect.file);
      writeFileSync(file, bytesOf(dialect));
      holds(dialect, await run('check', file, '--brief', '--now', '2026-03-03T18:00:00Z', ...(dialect.args ?? [])));
    })));
  });
});

/** @param {string[]} args */
async function run(...args) {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const shown = { status: /** @type {number | null} */ (null), stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) child[name].setEncoding('utf8').on('data', (chunk) => (shown[name] += chunk));
  [shown.status] = await once(child, 'close');
  return shown;
}
