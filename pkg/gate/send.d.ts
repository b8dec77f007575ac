export type Decision = import('../p2p_review.js').Decision;
export type Outcome = {
    kind: 'sent';
    reference: string | null;
} | {
    kind: 'refused';
    decision: Decision;
} | {
    kind: 'failed';
    message: string;
};
/** A number that stays with a request through every try. */
export declare function newKey(): string;
/**
 * @param {string} endpoint
 * @param {Record<string, unknown>} request
 * @param {string} key
 * @param {number} [patience] milliseconds
 * @returns {Promise<Outcome>}
 */
export declare function send(endpoint: string, request: Record<string, unknown>, key: string, patience?: number): Promise<Outcome>;
