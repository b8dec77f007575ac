import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { run } from '../lib/run.mjs';

/** @typedef {{ version: string, integrity?: string, optional?: boolean }} Locked */

/** Installs the npm packages if node_modules is missing or doesn't match the lock file. */
export function installPackages() {
  if (upToDate()) return;
  console.log('Installing the npm packages of package-lock.json …');
  run('npm', ['ci', '--no-progress']);
}

function upToDate() {
  const installed = packages('node_modules/.package-lock.json');
  const { '': _project, ...wanted } = packages('package-lock.json');
  // npm skips optional packages for other platforms.
  const complete = Object.entries(wanted).every(([path, locked]) => path in installed || locked.optional);
  return complete && Object.entries(installed).every(([path, found]) => same(found, wanted[path]));
}

/**
 * @param {Locked} found
 * @param {Locked | undefined} wanted
 */
function same(found, wanted) {
  return found.version === wanted?.version && found.integrity === wanted.integrity;
}

/**
 * @param {string} lockFile
 * @returns {Record<string, Locked>} by folder; empty if the file is missing
 */
function packages(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return {};
    throw error;
  }
}
