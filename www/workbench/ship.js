// The bundle that `npx p2p-review bundle` writes, as a zip.

import { zipSync } from 'fflate';
import { bundled } from '../../command/bundle-files.mjs';
import { fetchPart } from './package.js';

/** @typedef {import('./made.js').Made} Made */

/** The same files give the same zip. */
const WRITTEN = new Date(1980, 0, 1);

/**
 * @param {Made} made
 * @param {string[]} parts the package's files that go into every bundle
 */
export async function bundleFiles({ id, pack, json }, parts) {
  const loaded = await Promise.all(parts.map(async (part) => /** @type {const} */ ([part, await fetchPart(part)])));
  const files = await bundled(Object.fromEntries(loaded), [{ id, pack, source: json }]);
  const bytes = Object.entries(files).map(([name, content]) => [`p2p/${name}`, typeof content === 'string' ? new TextEncoder().encode(content) : content]);
  return { zip: zipSync(Object.fromEntries(bytes), { mtime: WRITTEN }), count: bytes.length };
}
