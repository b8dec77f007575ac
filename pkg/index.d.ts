import type { InitInput } from './p2p_review.js';

export * from './p2p_review.js';
export { default } from './p2p_review.js';

/**
 * Loads the rules. Called again, also while it still loads, it does nothing more; after a failure it tries again.
 * In Node and in edge workers they are there from the start.
 *
 * @param from where they are, if not beside this module: an address, a response, the bytes, or a compiled module
 * @throws an `Error` that says what to look at
 */
export function ready(from?: InitInput | Promise<InitInput>): Promise<void>;

/**
 * A request with facts of a policy's own: what the shipped policies do not know is open. Whoever wants them checked adds
 * them to the vocabulary: `declare module 'p2p-review/p2p_review.js' { interface ReviewRequest { peer_credential?: 'md' } }`.
 */
export type OpenRequest = import('./p2p_review.js').ReviewRequest & Record<string, unknown>;
