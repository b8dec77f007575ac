// For Vercel's edge runtime and Next's middleware, which take WebAssembly as a compiled module under this name alone.
import { initSync } from './p2p_review.js';
// @ts-ignore: what the host makes of the file has no type here
import module from './p2p_review_bg.wasm?module';

initSync({ module });

export * from './p2p_review.js';
export { default } from './p2p_review.js';

export async function ready() {}
