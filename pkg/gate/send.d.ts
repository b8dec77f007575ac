export type Decision = import('../p2p_review.js').Decision;
export type Options = import('./options.js').Options;
export type HeaderFields = import('./options.js').HeaderFields;
export type Texts = import('./texts.js').Texts;
export type SendResult = {
    kind: 'sent';
    reference: string;
} | {
    kind: 'refused';
    decision: Decision;
} | {
    kind: 'failed';
    message: string;
    refusal?: string;
};
/** One form's requests on their way: the same answers keep their key and their bytes through every try, and arrive once. */
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
     * @param {Record<string, unknown>} request
     * @param {HeaderFields} headers what the page adds to this try
     * @param {Options} options
     * @param {Texts} texts
     */
    send(request: Record<string, unknown>, headers: HeaderFields, options: Options, texts: Texts): Promise<SendResult>;
}
/** A number that stays with a request through every try. */
export declare function newKey(): string;
