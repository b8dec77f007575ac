// For edge workers, which take WebAssembly as a compiled module: loaded as soon as it is imported.
import { author_from, initSync } from './p2p_review.js';
// @ts-ignore: what the host makes of the file has no type here
import module from './p2p_review_bg.wasm';

initSync({ module });
// @ts-ignore: as above
author_from(() => import('./p2p_author_bg.wasm').then((author) => author.default));

export * from './p2p_review.js';
export { default } from './p2p_review.js';

export async function ready() {}
