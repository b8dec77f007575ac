// For Node, Deno and Bun: loaded as soon as it is imported.
import { readFileSync } from 'node:fs';
import { initSync } from '../../pkg/p2p_review.js';

initSync({ module: readFileSync(new URL('../../pkg/p2p_review_bg.wasm', import.meta.url)) });

export * from '../../pkg/p2p_review.js';
export { default } from '../../pkg/p2p_review.js';

export async function ready() {}
