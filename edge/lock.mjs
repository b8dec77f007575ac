import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from '../scripts/lib/run.mjs';

/**
 * Locks a folder against a second intake. SQLite alone would keep the data intact, but with many 503s. The kernel holds
 * the lock for a child process and releases it when this process ends, even if it is killed.
 * @param {string} folder
 * @returns {Promise<() => void>} releases the lock
 */
export async function lockFolder(folder) {
  const mask = process.umask(0o077);
  // A process that was just killed may take a moment to release its lock.
  const holder = spawn('flock', ['--timeout', '3', '--no-fork', join(folder, 'lock'), 'sh', '-c', 'echo locked; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'] });
  process.umask(mask);
  const locked = await new Promise((resolve) => {
    holder.stdout.once('data', () => resolve(true));
    holder.once('exit', () => resolve(false));
    // No flock on this system: rely on SQLite's own locks.
    holder.once('error', () => resolve(true));
  });
  if (!locked) throw new Failure(`another intake is using ${folder}; to run several at once, use PostgreSQL (docs/intake.md)`);
  holder.unref();
  for (const stream of [holder.stdin, holder.stdout]) /** @type {any} */ (stream).unref?.();
  return () => holder.stdin.end();
}
