export type FieldInfo = import('../p2p_review.js').FieldInfo;
export type InitInput = import('../p2p_review.js').InitInput;
export type HeaderFields = Record<string, string>;
export type Options = {
    /**
     * where an eligible request is posted; without one, only the p2p-submit event tells of it
     */
    endpoint?: string;
    /**
     * what becomes of a request when the rules can't be loaded; block unless told
     */
    fallback?: 'submit' | 'block';
    /**
     * fact -> the name of the form's inputs for it, where they differ
     */
    names?: Record<string, string>;
    /**
     * answers that the page's owner gives; their questions are not asked
     */
    preset?: Record<string, unknown>;
    /**
     * milliseconds to wait for the server, and before that for the rules
     */
    timeout?: number;
    /**
     * sent along with a request, such as a token of the site; a function is asked at each try
     */
    headers?: HeaderFields | (() => HeaderFields | Promise<HeaderFields>);
    /**
     * whether cookies go along: `same-origin` unless told
     */
    credentials?: RequestCredentials;
    /**
     * the rules' module, or where it is, if not beside this script
     */
    module?: InitInput | Promise<InitInput>;
    /**
     * other words for what the gate says
     */
    texts?: Partial<import('./texts.js').Texts>;
};
/** @param {Element} element @returns {Options} those of its attributes */
export declare function attributeOptions(element: Element): Options;
/** The answers that the page's owner gives, as the rules take them; what can't be right is told once and left out. */
export declare class Presets {
    #private;
    /**
     * @param {Record<string, unknown>} preset
     * @param {unknown} payer
     * @param {FieldInfo[] | null} fields the facts that there are; null while nobody knows
     * @param {(fact: string, value: unknown) => string | null} fault why the rules do not take a value
     * @returns {Record<string, unknown>}
     */
    usable(preset: Record<string, unknown>, payer: unknown, fields: FieldInfo[] | null, fault: (fact: string, value: unknown) => string | null): Record<string, unknown>;
    /** @param {string} message once */
    tell(message: string): void;
}
/** What templates and frameworks write where there is no value. @param {unknown} given */
export declare function isNothing(given: unknown): given is "" | "null" | "undefined" | null | undefined;
