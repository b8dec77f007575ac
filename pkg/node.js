// For Node, Deno and Bun: loaded as soon as it is imported.
import { readFileSync } from 'node:fs';
import { initSync } from './p2p_review.js';

initSync({ module: readFileSync(new URL('./p2p_review_bg.wasm', import.meta.url)) });

export * from './p2p_review.js';
export { default } from './p2p_review.js';

export async function ready() {}
