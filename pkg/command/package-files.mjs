// The package's own files.
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PARTS } from './bundle-files.mjs';

/** The package's folder. */
export const PACKAGE = fileURLToPath(new URL('../', import.meta.url));

/** What the workbench runs, completes by, and begins from. */
const ALSO = ['command/p2p_review_command.wasm', 'policies/policy.schema.json'];

/** Where the workbench finds what there is. */
const LIST = 'workbench.json';

/**
 * Files, and all that is in folders.
 * @param {string[]} parts
 * @returns {string[]}
 */
export function filesOf(parts) {
  return parts.flatMap((part) => (statSync(join(PACKAGE, part)).isDirectory() ? readdirSync(join(PACKAGE, part)).sort().map((file) => `${part}/${file}`) : [part]));
}

/**
 * @param {string[]} files
 * @returns {Promise<Record<string, Uint8Array>>} what they hold
 */
export async function readAll(files) {
  return Object.fromEntries(await Promise.all(files.map(async (file) => /** @type {const} */ ([file, await readFile(join(PACKAGE, file))]))));
}

/**
 * What the workbench fetches of the package, by its path; whoever serves it puts it under `pkg/`.
 * @returns {Promise<Record<string, Uint8Array | string>>}
 */
export async function forWorkbench() {
  const parts = filesOf(PARTS);
  const shipped = filesOf(['policies', 'policies/shared']).filter((file) => file.endsWith('.toml'));
  const list = { parts, shipped };
  return { [LIST]: `${JSON.stringify(list, null, 2)}\n`, ...(await readAll([...parts, ...ALSO, ...shipped])) };
}
