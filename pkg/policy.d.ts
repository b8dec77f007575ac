import type { Policy } from './p2p_review.js';

/** A payer's policy as it was published, statement by statement: what `load_policy` takes. */
declare const policy: Policy;
export default policy;
