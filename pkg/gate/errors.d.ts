export type Decision = import('../p2p_review.js').Decision;
export type Control = import('./answers.js').Control;
export type Problem = {
    field: string;
    message: string;
    control: Control;
};
/** @typedef {import('../p2p_review.js').Decision} Decision */
/** @typedef {import('./answers.js').Control} Control */
/** @typedef {{ field: string, message: string, control: Control }} Problem */
/**
 * Everything that keeps the request from being complete, in the order of the form.
 * @param {HTMLFormElement} form
 * @param {import('./answers.js').Names} names
 * @param {Decision} decision
 * @param {(fact: string) => string | undefined} questionOf
 * @returns {Problem[]}
 */
export declare function problemsOf(form: HTMLFormElement, names: import('./answers.js').Names, decision: Decision, questionOf: (fact: string) => string | undefined): Problem[];
/**
 * @param {HTMLFormElement} form
 * @param {Problem[]} problems the ones to show; earlier messages go
 */
export declare function markFields(form: HTMLFormElement, problems: Problem[]): void;
/**
 * @param {HTMLElement} place
 * @param {Problem[]} problems none: the summary goes
 */
export declare function showSummary(place: HTMLElement, problems: Problem[]): void;
/** @param {HTMLElement} place */
export declare function focusSummary(place: HTMLElement): void;
