// Bundles the worker for workerd: one script, and the engine's wasm module as a separate file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../scripts/lib/places.mjs';

const RULES = 'p2p_review_bg.wasm';

/**
 * @param {string} entry a file name in edge/
 * @returns {Promise<{ script: string, rules: { name: string, bytes: Uint8Array<ArrayBuffer> } }>}
 */
export async function bundleWorker(entry = 'worker.js') {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'edge', entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.sql': 'text' },
    plugins: [{ name: 'rules', setup: ({ onResolve }) => onResolve({ filter: /\.wasm$/ }, () => ({ path: `./${RULES}`, external: true })) }],
  });
  return { script: outputFiles[0]?.text ?? '', rules: { name: RULES, bytes: new Uint8Array(readFileSync(join(root, 'pkg', RULES))) } };
}
