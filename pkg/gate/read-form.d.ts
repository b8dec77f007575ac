export type FieldInfo = import('../p2p_review.js').FieldInfo;
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
export type Names = Record<string, string>;
export type WindowRow = Record<string, Control>;
export type Answers = {
    request: Record<string, unknown>;
    /**
     * the inputs of each fact, successful or not, in the order of the form
     */
    controls: Map<string, Control[]>;
    /**
     * those of each fact that has call windows
     */
    windows: Map<string, WindowRow[]>;
    /**
     * inputs that hold something which the browser can't read
     */
    unreadable: Set<Control>;
};
export type Reading = {
    names: Names;
    /**
     * answers of the page's owner for a payer; undefined: only who it is. They go before any input
     */
    presets: (payer: unknown) => Record<string, unknown>;
    /**
     * what a payer can ask for, where it is known
     */
    fieldsOf: (payer: unknown) => FieldInfo[] | null;
    /**
     * the input that somebody is typing in
     */
    typing?: Element | null;
    /**
     * what stands in that one is not yet an answer
     */
    isHalf?: boolean;
};
/** Controls without a value of their own unless they are chosen. */
export declare const CHOSEN: RegExp;
/**
 * @param {HTMLFormElement} form
 * @param {Reading} reading
 * @returns {Answers}
 */
export declare function readForm(form: HTMLFormElement, { names, presets, fieldsOf, typing, isHalf }: Reading): Answers;
/** @param {Element} element */
export declare function nameOf(element: Element): string;
/** Whether it is in a question of the gate's own. @param {Element} control */
export declare function isBuilt(control: Element): boolean;
/**
 * @param {Element} element
 * @returns {HTMLInputElement | null} the "none of these" of the group that the element stands in
 */
export declare function noneOf(element: Element): HTMLInputElement | null;
