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
/** One form's requests on their way: the same answers keep their key through every try, and arrive once. */
export declare class Delivery {
    #private;
    /** Whether an answer is being waited for. */
    busy: boolean;
    /** @param {Record<string, unknown>} request */
    has(request: Record<string, unknown>): boolean;
    /**
     * @param {Record<string, unknown>} request as it was answered, before the page's owner adds anything to it
     * @returns {string}
     */
    keyOf(request: Record<string, unknown>): string;
    /**
     * Sends what `keyOf` has given a key.
     * @param {string} endpoint
     * @param {Record<string, unknown>} request
     * @param {number} [patience] milliseconds
     */
    send(endpoint: string, request: Record<string, unknown>, patience?: number): Promise<Outcome>;
}
/** A number that stays with a request through every try. */
export declare function newKey(): string;
