export type Decision = import('../p2p_review.js').Decision;
export type Control = import('./read-form.js').Control;
export type Answers = import('./read-form.js').Answers;
export type Texts = import('./texts.js').Texts;
export type Problem = {
    field: string;
    message: string;
    control: Control;
};
/** @typedef {import('../p2p_review.js').Decision} Decision */
/** @typedef {import('./read-form.js').Control} Control */
/** @typedef {import('./read-form.js').Answers} Answers */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {{ field: string, message: string, control: Control }} Problem */
/**
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 * @param {Decision} decision
 * @param {(fact: string) => string} questionOf
 * @param {Texts} texts
 * @returns {{ problems: Problem[], unplaced: string[] }} in the order of the form; unplaced: what is wrong with answers that no input holds
 */
export declare function findProblems(form: HTMLFormElement, answers: Answers, decision: Decision, questionOf: (fact: string) => string, texts: Texts): {
    problems: Problem[];
    unplaced: string[];
};
/**
 * Whether the rules find something wrong with what stands in a control.
 * @param {Answers} answers
 * @param {Decision} decision
 * @param {Element} control
 */
export declare function isWrong({ controls, windows }: Answers, decision: Decision, control: Element): boolean;
