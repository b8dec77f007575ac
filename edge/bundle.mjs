// The worker as workerd takes it: one script, and the rules' module beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../scripts/lib/places.mjs';

const RULES = 'p2p_review_bg.wasm';

/**
 * @param {string} entry in edge/
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
