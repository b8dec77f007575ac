export type Decision = import('../p2p_review.js').Decision;
export type PolicySummary = import('../p2p_review.js').PolicySummary;
export type Problem = import('./errors.js').Problem;
export type Outcome = import('./send.js').Outcome;
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
    preset?: Record<string, string | boolean>;
    /**
     * milliseconds to wait for the server, and before that for the rules
     */
    timeout?: number;
};
export declare class Gate {
    #private;
    form: HTMLFormElement;
    options: Options;
    panel: HTMLElement;
    notice: HTMLElement;
    errors: HTMLElement;
    alert: HTMLElement;
    status: HTMLElement;
    /** Settles once the rules are there, or known not to be. */
    ready: Promise<void>;
    /** @type {Decision | null} the last answer; null until the rules are loaded */
    decision: Decision | null;
    /** @type {Record<string, unknown>} the answers that it is about */
    request: Record<string, unknown>;
    /** 'loading', 'ready' or 'missing': what has become of the rules */
    state: 'loading' | 'ready' | 'missing';
    /**
     * @param {HTMLFormElement} form
     * @param {Options} [options]
     */
    constructor(form: HTMLFormElement, options?: Options);
    /** Loads the rules, or tries to again. */
    load(): Promise<void>;
    /**
     * Adds a payer's policy, or replaces one; its own facts are asked for by questions that the gate builds.
     * @param {import('../p2p_review.js').Policy} policy
     * @throws {Error} with `problems`, as load_policy
     */
    loadPolicy(policy: import('../p2p_review.js').Policy): Promise<void>;
    /** Asks the rules now. @returns {Decision | null} */
    evaluate(): Decision | null;
    /** Asks the rules with the next frame. */
    later(): void;
    /**
     * What keeps the request from being complete.
     * @param {Element} [part] only the questions inside
     */
    problems(part?: Element): import("./errors.js").Problem[];
    /**
     * Shows problems at their fields and in the summary, and takes the reader there.
     * @param {Problem[]} problems
     */
    show(problems: Problem[]): void;
    /**
     * Sends the request if the rules allow it; otherwise shows what keeps it from being sent.
     * @returns {Promise<Outcome | null>} null: nothing was sent
     */
    submit(): Promise<Outcome | null>;
    focusAnswer(): void;
    /** Facts that a later part of the form asks for: they do not decide. */
    get details(): Set<string>;
    /** What this payer calls a fact, or null. @param {string} fact */
    fieldInfo(fact: string): import("../p2p_review.js").FieldInfo | null;
    /** The answers as they stand, whether or not the rules are loaded. */
    collect(): Record<string, unknown>;
    /** Makes the next request a new one. */
    startAgain(): void;
}
