export type Decision = import('../p2p_review.js').Decision;
export type Citation = import('../p2p_review.js').Citation;
export type NextStep = import('../p2p_review.js').NextStep;
export type FieldInfo = import('../p2p_review.js').FieldInfo;
export type Finding = import('../p2p_review.js').Finding & {
    shown?: string;
    elsewhere?: boolean;
};
export type Texts = import('./texts.js').Texts;
export type Stage = 'start' | 'open' | 'mend' | 'details' | 'eligible' | 'ineligible' | 'refused';
export type View = {
    stage: Stage;
    look: 'yes' | 'no' | 'open';
    headline: string;
    /**
     * about the answer as such: who gave it, by which clock
     */
    notes: string[];
    lead: string | null;
    deadline: import('./view-deadline.js').DeadlineView | null;
    /**
     * further ones
     */
    clocks: import('./view-deadline.js').DeadlineView[];
    /**
     * the deadline is a reason
     */
    isLate: boolean;
    /**
     * whether the letter's year is right
     */
    doubted: {
        words: string;
        control: import('./read-form.js').Control | null;
    } | null;
    /**
     * how many answers are missing
     */
    left: number;
    reasonsTitle: string;
    reasons: Finding[];
    /**
     * where to go instead
     */
    instead: NextStep[];
    warnings: Finding[];
    warningsTitle: string;
    /**
     * that the warnings keep nothing back
     */
    canStill: string | null;
    warningSteps: NextStep[];
    /**
     * what is wrong with answers that no input holds
     */
    toMend: string[];
    /**
     * to be seen before sending
     */
    remarks: Finding[];
    notices: Finding[];
    /**
     * what is still asked, by the sentence that it comes from
     */
    asked: {
        title: string;
        sources: {
            citation: Citation;
            questions: string[];
        }[];
    } | null;
    /**
     * what the payer promises, and by when that is
     */
    promises: string[];
    contacts: NextStep[];
    questions: import('./questions.js').QuestionView[];
    problems: import('./problems.js').Problem[];
    /**
     * the answer as a screen reader says it; empty while there is none
     */
    announcement: string;
    canSend: boolean;
};
export type Asked = {
    form: HTMLFormElement;
    answers: import('./read-form.js').Answers;
    decision: Decision;
    fields: FieldInfo[] | null;
    presets: Record<string, unknown>;
    /**
     * asks the rules about other answers
     */
    again: (request: Record<string, unknown>) => Decision;
    /**
     * facts that a later part of the form asks for
     */
    details: Set<string>;
    clock: {
        drift: number;
        trust: import('./clock.js').Trust;
    };
    /**
     * refusal: the server did not take these answers, with what it said
     */
    verdict: {
        isServers: boolean;
        refusal: string | null;
    };
    texts: Texts;
};
/** @param {Asked} asked @returns {View} */
export declare function makeView(asked: Asked): View;
/** @param {Decision} decision @param {Texts} texts */
export declare function promisesOf(decision: Decision, texts: Texts): string[];
