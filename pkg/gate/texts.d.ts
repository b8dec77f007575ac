/** @param {number} count @param {string} thing */
export declare function plural(count: number, thing: string): string;
export type Texts = typeof gateTexts;
/** @typedef {typeof gateTexts} Texts */
export declare const gateTexts: {
    answer: string;
    headlineStart: string;
    headlineYes: string;
    headlineNo: string;
    headlineElsewhere: string;
    headlineOpen: string;
    headlineRefused: string;
    leadStart: string;
    /** @param {number} left */
    leadOpen: (left: number) => string;
    leadMend: string;
    /** @param {number} left */
    leadDetails: (left: number) => string;
    leadComplete: string;
    leadRefused: string;
    /** @param {string} words */
    serverSays: (words: string) => string;
    noteServer: string;
    /** @param {string} amount @param {boolean} slow */
    noteClock: (amount: string, slow: boolean) => string;
    noteClockUnconfirmed: string;
    clockImpossible: string;
    /** @param {number} minutes */
    amountOfTime: (minutes: number) => string;
    /** @param {number} count */
    reasons: (count: number) => string;
    instead: string;
    toMend: string;
    beforeSending: string;
    goodToKnow: string;
    whyDetails: string;
    whyQuestions: string;
    contacts: string;
    source: string;
    /** @param {string} title @param {string | null} section */
    sourceOf: (title: string, section: string | null) => string;
    /** @param {string} date */
    effective: (date: string) => string;
    /** @param {string} label @param {string} when */
    promised: (label: string, when: string) => string;
    /** @param {string} day */
    endOf: (day: string) => string;
    /** @param {string} day @param {string} zone */
    byDay: (day: string, zone: string) => string;
    /** @param {string} moment */
    byMoment: (moment: string) => string;
    /** @param {string} when */
    sendIt: (when: string) => string;
    /** @param {string} when */
    ended: (when: string) => string;
    /** @param {string} day */
    opens: (day: string) => string;
    /** @param {number} count @param {boolean} business */
    daysLeft: (count: number, business: boolean) => string;
    lastDay: string;
    /** @param {string} day */
    pastSafe: (day: string) => string;
    /** @param {string} day */
    pastDue: (day: string) => string;
    weekdays: string[];
    /** @param {string} from @param {string} to */
    months: (from: string, to: string) => string;
    markLetter: string;
    markHoliday: string;
    legend: {
        counts: string;
        weekend: string;
        due: string;
        today: string;
    };
    /** @param {string} day @param {string} why */
    dayOff: (day: string, why: string) => string;
    counting: string;
    /** @param {string} start @param {number | null} count @param {boolean} business @param {string} due */
    counted: (start: string, count: number | null, business: boolean, due: string) => string;
    /** @param {string} day */
    dayOfCount: (day: string) => string;
    /** @param {number} number */
    dayCounts: (number: number) => string;
    /** @param {string} why */
    dayDoesNotCount: (why: string) => string;
    problems: string;
    errorPrefix: string;
    dateUnreadable: string;
    dateImpossible: string;
    unreadable: string;
    /** @param {string} question */
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
    copy: string;
    /** @param {boolean} fax */
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
    /** @type {Record<import('./engine.js').LoadFault, string>} */
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
    /** @param {number} seconds */
    sendTimedOut: (seconds: number) => string;
    sendOffline: string;
    sendBroken: string;
    /** @param {string} words of the server, if any */
    sendRefused: (words: string) => string;
    /** @param {number} status */
    sendServerFault: (status: number) => string;
    /** @param {number} status */
    sendNotAllowed: (status: number) => string;
    /** @param {number} status */
    sendLater: (status: number) => string;
    /** @param {number} status */
    sendRejected: (status: number) => string;
};
export declare const formTexts: {
    continue: string;
    send: string;
    sendUnchecked: string;
    change: string;
    yes: string;
    no: string;
    /** @param {string} day @param {string} start @param {string} end */
    window: (day: string, start: string, end: string) => string;
    /** @param {string} day */
    bar: (day: string) => string;
    callTheLetter: string;
    callTheLetterLink: string;
    addDeadline: string;
    addTimes: string;
    addTime: string;
    timeTitles: string[];
    chooseDate: string;
    /** @param {string} theirs @param {string} theirZone @param {string} own @param {string} ownZone */
    ownTime: (theirs: string, theirZone: string, own: string, ownZone: string) => string;
    /** @param {string | undefined} payer @param {string} when */
    received: (payer: string | undefined, when: string) => string;
    reference: string;
    next: string;
    noPromise: string;
    nothingDecided: string;
    hearNothing: string;
    whatWasSent: string;
    /** @param {string} payer @param {string} version */
    checkedAgainst: (payer: string, version: string) => string;
    printRecord: string;
    another: string;
    thePayer: string;
    /** @param {string} payer @param {boolean} hours */
    lastDayTo: (payer: string, hours: boolean) => string;
    /** @param {string} when */
    hasToBeThere: (when: string) => string;
    /** @param {string} payer */
    offered: (payer: string) => string;
    offeredNote: string;
};
