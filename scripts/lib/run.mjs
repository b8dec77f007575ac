import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { cargoHome, root } from './places.mjs';

// A machine may have just got these: its shell does not know them yet.
process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH, join(cargoHome, 'bin')].join(
  delimiter,
);

/** A failure that its message explains in full; no stack trace is wanted. */
export class Failure extends Error {}

/**
 * Runs a command in the project's root, with its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @throws {Failure} when it can't be started or does not exit with 0
 */
export function run(command, args, env = {}) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  const line = [command, ...args].join(' ');
  if (error) throw new Failure(`could not run \`${line}\`: ${error.message}`);
  throw new Failure(`\`${line}\` ended with ${signal ?? `exit code ${status}`}`);
}

/**
 * What a command prints, or null when it is missing or fails.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {string | null}
 */
export function output(command, args, env = {}) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Runs the main function of a script; a {@link Failure} is told in one line.
 * @param {() => void | Promise<void>} main
 */
export async function script(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`\n✗ ${error.message}`);
    process.exitCode = 1;
  }
}
