// For Node, Deno and Bun: loaded as soon as it is imported, also from a bundle, where no file lies beside it.
import { initSync } from './p2p_review.js';
import { bytes } from './p2p_review_bytes.js';

initSync({ module: bytes() });

export * from './p2p_review.js';
export { default } from './p2p_review.js';

export async function ready() {}
