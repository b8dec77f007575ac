import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pkg } from '../../scripts/lib/places.mjs';

/** A project into which the packed package is installed by name. */
export class Project {
  folder = mkdtempSync(join(tmpdir(), 'p2p-review-package-'));
  package = join(this.folder, 'node_modules', 'p2p-review');
  tarball = '';

  install() {
    this.write('package.json', '{ "private": true, "type": "module" }');
    const [{ filename }] = JSON.parse(this.execute('npm', ['pack', '--json', pkg]));
    this.tarball = join(this.folder, filename);
    this.execute('npm', ['install', '--offline', '--no-audit', '--no-fund', filename]);
  }

  /**
   * @param {string} file
   * @param {string} text
   * @returns {string} its path
   */
  write(file, text) {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** @param {string} file */
  read(file) {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /**
   * Runs a command in the project.
   * @param {string} command
   * @param {string[]} args
   * @returns {string} its output
   * @throws with its output
   */
  execute(command, args) {
    try {
      return execFileSync(command, args, { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
      throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
