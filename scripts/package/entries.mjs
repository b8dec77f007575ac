import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { filesIn } from '../lib/files.mjs';
import { root } from '../lib/places.mjs';

/**
 * Adds the entry for each kind of host, and a list of file hashes.
 * @param {string} built the package's folder
 */
export function addEntries(built) {
  const entries = join(root, 'packaging', 'entries');
  for (const file of readdirSync(entries)) {
    const name = file === 'bytes.d.ts' ? 'p2p_review_bytes.d.ts' : file;
    writeFileSync(join(built, name), inPackage(readFileSync(join(entries, file), 'utf8'), './'));
  }
  addBytes(built);
  addHashes(built);
}

/**
 * Adds the module as a script, for hosts that can't fetch or read files.
 * @param {string} built
 */
export function addBytes(built) {
  writeFileSync(join(built, 'p2p_review_bytes.js'), bytesScript(readFileSync(join(built, 'p2p_review_bg.wasm'))));
}

/** @param {Buffer} wasm */
function bytesScript(wasm) {
  return `// Generated: p2p_review_bg.wasm as text.\nconst text = '${wasm.toString('base64')}';\n\nexport function bytes() {\n\treturn Uint8Array.from(atob(text), (character) => character.charCodeAt(0));\n}\n`;
}

/**
 * Adds the hashes with which browsers and deployments can check the files.
 * @param {string} built
 */
function addHashes(built) {
  const files = filesIn(built).filter((file) => ['.js', '.css', '.wasm'].includes(extname(file)));
  const hashes = Object.fromEntries(files.map((file) => [file, `sha384-${createHash('sha384').update(readFileSync(join(built, file))).digest('base64')}`]));
  writeFileSync(join(built, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
}

/**
 * In the sources the module is in ../pkg/ or ../../pkg/; in the package it is in the same folder.
 * @param {string} code
 * @param {string} packageRoot
 */
export function inPackage(code, packageRoot) {
  return code.replaceAll(/(?<=["'])(\.\.\/)+pkg\//g, packageRoot);
}
