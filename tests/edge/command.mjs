import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/lib/places.mjs';

/**
 * Runs `npm run intake -- …`.
 * @param {string[]} args
 * @returns {Promise<{ status: number | null, out: string, err: string }>}
 */
export function intakeCommand(...args) {
  return run(process.execPath, [join(root, 'edge/admin.mjs'), ...args]);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ status: number | null, out: string, err: string }>}
 */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out: out.trim(), err: err.trim() }));
  });
}
