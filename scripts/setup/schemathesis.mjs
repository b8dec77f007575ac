import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { Failure, output, run } from '../lib/run.mjs';

const VERSION = '4.32.5';

/**
 * Installs schemathesis from PyPI into its own environment.
 * @returns {string} its command
 */
export function installSchemathesis() {
  const folder = join(root, 'node_modules/.cache', `schemathesis-${VERSION}`);
  const command = join(folder, 'bin/schemathesis');
  if (existsSync(command) && output(command, ['--version'])?.includes(VERSION)) return command;
  if (output('python3', ['-c', 'import venv, ensurepip']) === null) {
    if (process.getuid?.() !== 0) throw new Failure('schemathesis needs Python with venv (Debian: `apt-get install python3-venv` as root)');
    run('apt-get', ['install', '-y', '-qq', 'python3-venv'], { DEBIAN_FRONTEND: 'noninteractive' });
  }
  console.log(`Installing schemathesis ${VERSION} …`);
  run('python3', ['-m', 'venv', '--clear', folder]);
  run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`]);
  return command;
}
