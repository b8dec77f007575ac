export type FieldInfo = import('../p2p_review.js').FieldInfo;
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
export type Names = Record<string, string>;
/** @typedef {import('../p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Record<string, string>} Names fact -> the name of the form's inputs for it */
/**
 * @param {HTMLFormElement} form
 * @returns {Control[]}
 */
export declare function controls(form: HTMLFormElement): Control[];
/**
 * Groups a form's controls by the fact that they answer. Window rows are named fact.date, fact.start, fact.end.
 * @param {HTMLFormElement} form
 * @param {Names} names
 * @returns {Map<string, Control[]>}
 */
export declare function controlsByFact(form: HTMLFormElement, names: Names): Map<string, Control[]>;
/**
 * @param {HTMLFormElement} form
 * @param {Names} names
 * @param {Record<string, unknown>} preset answers that the page's owner gives: they win
 * @param {(payer: unknown) => FieldInfo[] | null} fieldsOf what a payer can ask for, where it is known
 * @returns {Record<string, unknown>} a request
 */
export declare function readRequest(form: HTMLFormElement, names: Names, preset: Record<string, unknown>, fieldsOf: (payer: unknown) => FieldInfo[] | null): Record<string, unknown>;
/**
 * @param {Element} element
 * @returns {HTMLInputElement | null} the "none of these" of the group that the element stands in
 */
export declare function noneOf(element: Element): HTMLInputElement | null;
/** @param {Control} control */
export declare function partOf(control: Control): string | null;
/**
 * @param {Control[]} list
 * @returns {Record<string, Control>[]} one record of date, start and end a row, in document order
 */
export declare function windowRows(list: Control[]): Record<string, Control>[];
