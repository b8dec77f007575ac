import { Gate } from './gate.js';
export type Options = import('./options.js').Options;
/**
 * Puts the gate before a form. A form has one gate: asking again returns the same.
 * @param {HTMLFormElement} form
 * @param {Options} [options]
 * @param {Promise<unknown>} [settled] when the page's own scripts are done with the form's markup
 * @returns {Gate}
 */
export declare function attach(form: HTMLFormElement, options?: Options, settled?: Promise<unknown>): Gate;
declare const P2PGate_base: {
    new (): HTMLElement;
    prototype: HTMLElement;
};
/**
 * Attributes: endpoint, fallback, timeout, credentials, module, names="fact=name fact=name"; every other one presets the
 * fact of that name, with a dash for an underscore: payer="regence" line-of-business="commercial".
 */
export declare class P2PGate extends /** @type {typeof HTMLElement} */ /** @type {typeof HTMLElement} */ P2PGate_base {
    #private;
    static attach: typeof attach;
    /** The gate before the first form; null while there is none. */
    get gate(): Gate;
    /** Those before all forms of this tag. */
    get gates(): Gate[];
    get options(): import("./options.js").Options;
    set options(options: import("./options.js").Options);
    get headers(): import("./options.js").HeaderFields | (() => import("./options.js").HeaderFields | Promise<import("./options.js").HeaderFields>) | undefined;
    set headers(headers: import("./options.js").HeaderFields | (() => import("./options.js").HeaderFields | Promise<import("./options.js").HeaderFields>) | undefined);
    connectedCallback(): void;
    disconnectedCallback(): void;
    /** Takes the gate away; the form is the page's again. */
    destroy(): void;
}
export {};
