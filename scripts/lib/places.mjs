import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The committed npm package. */
export const pkg = join(root, 'pkg');

/** Where cargo keeps what it downloads and installs. */
export const cargoHome = process.env.CARGO_HOME || join(homedir(), '.cargo');

/**
 * @template T
 * @param {(folder: string) => T | Promise<T>} use gets an empty folder, which is deleted afterwards
 * @returns {Promise<T>}
 */
export async function withTemporaryFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'p2p-review-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
