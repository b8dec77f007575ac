import { Gate } from './gate/gate.js';
export { Gate };
export type Options = import('./gate/gate.js').Options;
/**
 * Puts the gate before a form. A form has one gate: asking again returns the same.
 * @param {HTMLFormElement} form
 * @param {Options} [options]
 * @returns {Gate}
 */
export declare function attach(form: HTMLFormElement, options?: Options): Gate;
/**
 * Attributes: endpoint, fallback, timeout, names="fact=name fact=name"; every other one presets the fact of that name,
 * with a dash for an underscore: payer="regence" line-of-business="commercial".
 */
export declare class P2PGate extends HTMLElement {
    #private;
    /** @type {Gate | null} */
    gate: Gate | null;
    connectedCallback(): void;
}
