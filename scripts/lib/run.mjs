import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { cargoHome, root } from './places.mjs';

// These may have been installed just now, so the shell's PATH may lack them.
process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH, join(cargoHome, 'bin')].join(
  delimiter,
);

/** A failure that its message fully explains, so it is reported without a stack trace. */
export class Failure extends Error {}

/**
 * Runs a command in the project's root folder and shows its output.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @throws {Failure} if it can't be started or exits with another code than 0
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
 * The output of a command; null if it is missing or fails.
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
 * Runs the main function of a script. Reports a {@link Failure} in one line.
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
