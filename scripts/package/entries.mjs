import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';

/**
 * Adds what each kind of host imports.
 * @param {string} built the package's folder
 */
export function addEntries(built) {
  const entries = join(root, 'packaging', 'entries');
  for (const file of readdirSync(entries)) {
    writeFileSync(join(built, file), inPackage(readFileSync(join(entries, file), 'utf8'), './'));
  }
}

/**
 * In the sources the rules are in ../pkg/ or ../../pkg/; in the package everything lies beside them.
 * @param {string} code
 * @param {string} packageRoot
 */
export function inPackage(code, packageRoot) {
  return code.replaceAll(/(?<=["'])(\.\.\/)+pkg\//g, packageRoot);
}
