// Builds each contender once, as a page would load it: bundled and minified by esbuild.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../scripts/lib/places.mjs';
import { texts } from './hand/texts.mjs';
import { schemas } from './peers/ajv.mjs';
import { rows, vocabulary } from './peers/rows.mjs';

/**
 * What a contender imports that no file holds: data, or code as text.
 * @type {Record<string, (payers: string[]) => unknown>}
 */
const MADE = { 'bench:texts': texts, 'bench:rows': rows, 'bench:vocabulary': vocabulary, 'bench:ajv': schemas };

const PAYERS = ['pacificsource', 'regence', 'asuris'];

/** @param {string[]} payers @returns {import('esbuild').Plugin} */
const made = (payers) => ({
  name: 'made',
  setup({ onResolve, onLoad }) {
    // Native: no bundle can hold it, and it is found from here alone.
    onResolve({ filter: /^@gorules\/zen-engine$/ }, ({ path }) => ({ path: import.meta.resolve(path), external: true }));
    onResolve({ filter: /^bench:/ }, ({ path }) => ({ path, namespace: 'made' }));
    onLoad({ filter: /./, namespace: 'made' }, async ({ path }) => {
      const given = await MADE[path]?.(payers);
      const isCode = typeof given === 'string';
      const resolveDir = join(root, 'bench');
      return isCode ? { contents: given, loader: 'js', resolveDir } : { contents: JSON.stringify(given), loader: 'json' };
    });
  },
});

/**
 * @param {string} entry a file of this folder
 * @param {string} to
 * @param {Partial<import('esbuild').BuildOptions>} [options]
 * @param {string[]} [payers] whose rules and texts what is written by hand has
 * @returns {Promise<Buffer>} the bundle
 */
export async function bundle(entry, to, options = {}, payers = PAYERS) {
  await build({
    entryPoints: [join(root, 'bench', entry)],
    outfile: to,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
    plugins: [made(payers)],
    ...options,
  });
  return readFileSync(to);
}
