export type Decision = import('../p2p_review.js').Decision;
export type FieldInfo = import('../p2p_review.js').FieldInfo;
export type PolicySummary = import('../p2p_review.js').PolicySummary;
export type Problem = import('./problems.js').Problem;
export type SendResult = import('./send.js').SendResult;
export type Options = import('./options.js').Options;
export type View = import('./view.js').View;
export declare class Gate {
    #private;
    form: HTMLFormElement;
    options: import("./options.js").Options;
    panel: HTMLElement;
    notice: HTMLElement;
    errors: HTMLElement;
    alert: HTMLElement;
    status: HTMLElement;
    /** @type {Promise<unknown>} */
    settled: Promise<unknown>;
    /** Settles once the rules are there, or known not to be. */
    ready: Promise<void>;
    /** @type {Decision | null} the last answer; null until the rules are loaded */
    decision: Decision | null;
    /** @type {Record<string, unknown>} the answers that it is about */
    request: Record<string, unknown>;
    /** @type {View | null} the answer as the page shows it */
    view: View | null;
    /** 'loading', 'ready' or 'missing': what has become of the rules */
    state: 'loading' | 'ready' | 'missing';
    /**
     * @param {HTMLFormElement} form
     * @param {Options} [options]
     * @param {Promise<unknown>} [settled] when the page's own scripts are done with the form's markup
     */
    constructor(form: HTMLFormElement, options?: Options, settled?: Promise<unknown>);
    get texts(): {
        answer: string;
        headlineStart: string;
        headlineYes: string;
        headlineNo: string;
        headlineElsewhere: string;
        headlineByPhone: string;
        headlineOpen: string;
        headlineRefused: string;
        leadStart: string;
        leadOpen: (left: number) => string;
        leadMend: string;
        leadDetails: (left: number) => string;
        leadMeets: (payer: string) => string;
        leadUnsure: (payer: string) => string;
        leadRefused: string;
        serverSays: (words: string) => string;
        noteServer: string;
        noteClock: (amount: string, slow: boolean) => string;
        noteClockUnconfirmed: string;
        clockImpossible: string;
        amountOfTime: (minutes: number) => string;
        reasons: (count: number) => string;
        instead: string;
        toMend: string;
        insteadSpoken: (steps: string[]) => string;
        beforeSending: string;
        besides: string;
        canStillSend: string;
        goodToKnow: string;
        whyDetails: string;
        whyQuestions: string;
        contacts: string;
        source: string;
        sourceOf: (title: string, section: string | null) => string;
        effective: (date: string) => string;
        promised: (label: string, when: string) => string;
        endOf: (day: string) => string;
        byDay: (day: string, zone: string) => string;
        byTime: (day: string, time: string, zone: string) => string;
        byMoment: (moment: string) => string;
        sendIt: (when: string) => string;
        ifItCan: (when: string) => string;
        ended: (when: string, ago: string, unless: string) => string;
        daysAgo: (days: number) => string;
        anyOf: (labels: string[]) => string;
        isYearRight: (date: string) => string;
        changeDate: string;
        whySafe: (holidays: string[], due: string) => string;
        holiday: (name: string, day: string) => string;
        opens: (day: string, further: boolean) => string;
        daysLeft: (count: number, business: boolean) => string;
        lastDay: string;
        safeLastDay: string;
        pastSafe: (day: string, further: boolean) => string;
        pastDue: (day: string, further: boolean) => string;
        weekdays: string[];
        months: (from: string, to: string) => string;
        markLetter: string;
        markStart: string;
        markHoliday: string;
        legend: {
            counts: string;
            weekend: string;
            due: string;
            today: string;
        };
        dayOff: (day: string, why: string) => string;
        counting: string;
        letterDated: (start: string) => string;
        countsFrom: (fact: string, start: string) => string;
        counted: (count: number | null, business: boolean, due: string) => string;
        cutShort: (count: number, reached: number, business: boolean, due: string) => string;
        moved: (count: number | null, due: string) => string;
        hoursFrom: (count: number, start: string, fact: string) => string;
        named: (day: string, fact: string) => string;
        movesTo: (due: string) => string;
        endsWith: (due: string) => string;
        dayOfCount: (day: string) => string;
        dayCounts: (number: number) => string;
        dayDoesNotCount: (why: string) => string;
        problems: string;
        errorPrefix: string;
        dateUnreadable: string;
        dateImpossible: string;
        unreadable: string;
        missing: (question: string) => string;
        optional: string;
        yes: string;
        no: string;
        notSure: string;
        noneOfThese: string;
        noneOfTheOthers: string;
        whichPayer: string;
        windowTitles: string[];
        windowParts: {
            date: string;
            start: string;
            end: string;
        };
        linkTo: (isPhone: boolean, label: string, value: string) => string;
        copy: string;
        copyWhat: (fax: boolean) => "address" | "fax number";
        copied: string;
        notCopied: string;
        tryAgain: string;
        print: string;
        loading: string;
        missingHeading: string;
        missingUnchecked: string;
        missingBlocked: string;
        missingForGood: string;
        missingWhy: Record<import('./engine.js').LoadFault, string>;
        sending: string;
        sentHeading: string;
        reference: string;
        hearNothing: string;
        failedHeading: string;
        getInTouch: string;
        callThePayer: string;
        sendNotTried: string;
        sendUnclear: string;
        sendTimedOut: (seconds: number) => string;
        sendOffline: string;
        sendBroken: string;
        sendRefused: (words: string) => string;
        sendServerFault: (status: number) => string;
        sendNotAllowed: (status: number) => string;
        sendLater: (status: number) => string;
        sendRejected: (status: number) => string;
    };
    /** Takes up its work, again after the form was taken out of the page. */
    connect(): void;
    /** Leaves nothing running. The form stays closed: it submits nothing by itself. */
    disconnect(): void;
    /** Gives the form back as it was: for a page that goes on without a gate. */
    destroy(): void;
    /** Loads the rules, or tries to again. */
    load(): Promise<void>;
    /**
     * Adds a payer's policy, or replaces one; its own facts are asked for by questions that the gate builds.
     * @param {import('../p2p_review.js').Policy} policy
     * @throws {Error} with `problems`, as load_policy
     */
    loadPolicy(policy: import('../p2p_review.js').Policy): Promise<void>;
    /** Asks the rules now, and shows their answer. @returns {Decision | null} */
    evaluate(): Decision | null;
    /** Asks the rules with the next frame. */
    later(): void;
    /**
     * What keeps the request from being complete.
     * @param {Element} [part] only the questions inside
     */
    problems(part?: Element): import("./problems.js").Problem[];
    /**
     * Shows problems at their fields and in the summary, and takes the reader there.
     * @param {Problem[]} problems
     */
    show(problems: Problem[]): void;
    /**
     * Sends the request if the rules allow it; otherwise shows what keeps it from being sent.
     * @returns {Promise<SendResult | null>} null: nothing was sent
     */
    submit(): Promise<SendResult | null>;
    /** Takes the reader to the answer. @param {string} [part] to this part of it, where there is one */
    focusAnswer(part?: string): void;
    /** Facts that a later part of the form asks for: they do not decide. */
    get details(): Set<string>;
    /** What this payer calls a fact, or null. @param {string} fact */
    fieldInfo(fact: string): import("../p2p_review.js").FieldInfo | null;
    /** Whether the times of a call can be given in this zone. @param {string} zone its IANA name */
    takesZone(zone: string): boolean;
    /** The answers as they stand, whether or not the rules are loaded. */
    collect(): Record<string, unknown>;
    /** Makes the next request a new one. */
    startAgain(): void;
    /** Of a submission that has come before the gate could listen for it. @param {Event} event */
    handleSubmit(event: Event): void;
}
