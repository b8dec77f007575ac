export type Decision = import('../p2p_review.js').Decision;
export type FieldInfo = import('../p2p_review.js').FieldInfo;
export type Texts = import('./texts.js').Texts;
export type QuestionView = {
    wrapper: HTMLElement;
    /**
     * what the payer calls it
     */
    field: FieldInfo | null;
    isShown: boolean;
    isOptional: boolean;
};
/** @typedef {import('../p2p_review.js').Decision} Decision */
/** @typedef {import('../p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('./texts.js').Texts} Texts */
/**
 * @typedef {object} QuestionView
 * @property {HTMLElement} wrapper
 * @property {FieldInfo | null} field what the payer calls it
 * @property {boolean} isShown
 * @property {boolean} isOptional
 */
/**
 * @param {HTMLFormElement} form
 * @returns {HTMLElement[]}
 */
export declare function wrappers(form: HTMLFormElement): HTMLElement[];
/** @param {HTMLElement} wrapper */
export declare function factOf(wrapper: HTMLElement): string;
/**
 * Which of the form's questions matter for a decision. The answers of the others stay in the page.
 * @param {HTMLFormElement} form
 * @param {Decision} decision
 * @param {Set<string>} besides what would be asked if nothing refused
 * @param {Record<string, unknown>} request
 * @param {FieldInfo[] | null} fields what the chosen policy can ask for; null while none is chosen
 * @param {Record<string, unknown>} presets what the page's owner has answered
 * @returns {QuestionView[]}
 */
export declare function viewQuestions(form: HTMLFormElement, decision: Decision, besides: Set<string>, request: Record<string, unknown>, fields: FieldInfo[] | null, presets: Record<string, unknown>): QuestionView[];
/**
 * @param {HTMLFormElement} form
 * @param {QuestionView[]} questions
 * @param {Texts} texts
 * @returns {boolean} whether an answer changed by it: a "none of these" does not speak for a question that was not there
 */
export declare function drawQuestions(form: HTMLFormElement, questions: QuestionView[], texts: Texts): boolean;
/**
 * Adds a question for each fact that is needed and that the form has no control for.
 * @param {HTMLFormElement} form
 * @param {Decision} decision
 * @param {FieldInfo[] | null} fields
 * @param {(fact: string) => boolean} isThere whether the form, or the page's owner, has it already
 * @param {Texts} texts
 * @returns {boolean} whether there is one more
 */
export declare function addQuestions(form: HTMLFormElement, decision: Decision, fields: FieldInfo[] | null, isThere: (fact: string) => boolean, texts: Texts): boolean;
/**
 * Takes back the questions for which the page has brought inputs of its own since; not one that is answered.
 * @param {HTMLFormElement} form
 * @param {Map<string, import('./read-form.js').Control[]>} controls
 * @returns {boolean} whether there was one
 */
export declare function dropQuestions(form: HTMLFormElement, controls: Map<string, import('./read-form.js').Control[]>): boolean;
/**
 * Questions that came with a copy of the page, or of a part of it, get ids of their own.
 * @param {HTMLFormElement} form
 */
export declare function renewIds(form: HTMLFormElement): void;
/** Facts that a later part of the form asks for: they do not decide. @param {HTMLFormElement} form */
export declare function detailsOf(form: HTMLFormElement): Set<string>;
/** Every question on the page: for when the rules are missing. @param {HTMLFormElement} form */
export declare function showAll(form: HTMLFormElement): void;
