import { spawn } from 'node:child_process';
import { atExit } from './at-exit.mjs';

/** A process with its own process group, so that everything it starts can be ended at once. */
export class Group {
  /** @type {number | null} its exit code, once it has ended */
  code = null;
  ended = false;
  #forget;

  /**
   * @param {string} command
   * @param {string[]} args
   * @param {import('node:child_process').SpawnOptions} options
   */
  constructor(command, args, options) {
    this.process = spawn(command, args, { ...options, detached: true });
    this.gone = new Promise((resolve) => {
      this.process.once('error', resolve);
      this.process.once('exit', (code) => resolve((this.code = code)));
    }).finally(() => (this.ended = true));
    this.#forget = atExit(() => this.#signal('SIGKILL'));
  }

  /** Kills the group without warning. */
  async kill() {
    this.#signal('SIGKILL');
    await this.gone;
    this.#forget();
  }

  /** Stops it like a service manager: asks the process to end, then kills what is left. */
  async stop() {
    this.process.kill('SIGTERM');
    await this.gone;
    await this.kill();
  }

  /** @param {NodeJS.Signals} signal */
  #signal(signal) {
    if (!this.process.pid) return;
    try {
      process.kill(-this.process.pid, signal);
    } catch (error) {
      // The whole group has ended.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }
}
