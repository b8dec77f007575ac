import { spawn } from 'node:child_process';
import { atExit } from './at-exit.mjs';

/** A process that leads a group of its own, so that whatever it started ends with it, at one stroke. */
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

  /** No warning, no goodbye. */
  async kill() {
    this.#signal('SIGKILL');
    await this.gone;
    this.#forget();
  }

  /** As a service manager does: the process is asked, and what it leaves behind is killed. */
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
      // Nobody of the group is left.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }
}
