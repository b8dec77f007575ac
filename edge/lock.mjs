import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from '../scripts/lib/run.mjs';

/**
 * Keeps a second intake off a folder. SQLite would keep their writes apart, but at the price of many a 503. The kernel
 * holds the lock for a child, and gives it up when this process ends, however it ends.
 * @param {string} folder
 * @returns {Promise<() => void>} gives it up
 */
export async function lockFolder(folder) {
  const mask = process.umask(0o077);
  // A process that has just been killed may take a moment to be gone.
  const holder = spawn('flock', ['--timeout', '3', '--no-fork', join(folder, 'lock'), 'sh', '-c', 'echo locked; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  process.umask(mask);
  const locked = await new Promise((resolve) => {
    holder.stdout.once('data', () => resolve(true));
    holder.once('exit', () => resolve(false));
    // A system without flock: SQLite's own locks have to do.
    holder.once('error', () => resolve(true));
  });
  if (!locked) throw new Failure(`another intake uses ${folder}; for several at once there is PostgreSQL (docs/intake.md)`);
  holder.unref();
  for (const stream of [holder.stdin, holder.stdout]) /** @type {any} */ (stream).unref?.();
  return () => holder.stdin.end();
}
