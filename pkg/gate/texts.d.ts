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
    headlineByPhone: string;
    headlineOpen: string;
    headlineRefused: string;
    leadStart: string;
    /** @param {number} left */
    leadOpen: (left: number) => string;
    leadMend: string;
    /** @param {number} left */
    leadDetails: (left: number) => string;
    /** @param {string} payer */
    leadMeets: (payer: string) => string;
    /** @param {string} payer */
    leadUnsure: (payer: string) => string;
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
    /** @param {string[]} steps */
    insteadSpoken: (steps: string[]) => string;
    beforeSending: string;
    besides: string;
    canStillSend: string;
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
    /** @param {string} day @param {string} time @param {string} zone */
    byTime: (day: string, time: string, zone: string) => string;
    /** @param {string} moment */
    byMoment: (moment: string) => string;
    /** @param {string} when */
    sendIt: (when: string) => string;
    /** @param {string} when */
    ifItCan: (when: string) => string;
    /** @param {string} when @param {string} ago @param {string} unless */
    ended: (when: string, ago: string, unless: string) => string;
    /** @param {number} days */
    daysAgo: (days: number) => string;
    /** @param {string[]} labels */
    anyOf: (labels: string[]) => string;
    /** @param {string} date */
    isYearRight: (date: string) => string;
    changeDate: string;
    /** @param {string[]} holidays @param {string} due */
    whySafe: (holidays: string[], due: string) => string;
    /** @param {string} name @param {string} day */
    holiday: (name: string, day: string) => string;
    /** @param {string} day @param {boolean} further */
    opens: (day: string, further: boolean) => string;
    /** @param {number} count @param {boolean} business */
    daysLeft: (count: number, business: boolean) => string;
    lastDay: string;
    safeLastDay: string;
    /** @param {string} day @param {boolean} further a clock that is not for sending */
    pastSafe: (day: string, further: boolean) => string;
    /** @param {string} day @param {boolean} further */
    pastDue: (day: string, further: boolean) => string;
    weekdays: string[];
    /** @param {string} from @param {string} to */
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
    /** @param {string} day @param {string} why */
    dayOff: (day: string, why: string) => string;
    counting: string;
    /** @param {string} start */
    letterDated: (start: string) => string;
    /** @param {string} fact @param {string} start */
    countsFrom: (fact: string, start: string) => string;
    /** @param {number | null} count @param {boolean} business @param {string} due */
    counted: (count: number | null, business: boolean, due: string) => string;
    /** @param {number} count @param {number} reached @param {boolean} business @param {string} due */
    cutShort: (count: number, reached: number, business: boolean, due: string) => string;
    /** @param {number | null} count @param {string} due */
    moved: (count: number | null, due: string) => string;
    /** @param {number} count @param {string} start @param {string} fact */
    hoursFrom: (count: number, start: string, fact: string) => string;
    /** @param {string} day @param {string} fact */
    named: (day: string, fact: string) => string;
    /** @param {string} due */
    movesTo: (due: string) => string;
    /** @param {string} due */
    endsWith: (due: string) => string;
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
    /** @param {boolean} isPhone @param {string} label @param {string} value */
    linkTo: (isPhone: boolean, label: string, value: string) => string;
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
    notSure: string;
    /** @param {string} day @param {string} time */
    window: (day: string, time: string) => string;
    /** @param {string} start @param {string} end */
    fromTo: (start: string, end: string) => string;
    /** @param {string} time @param {string} zone @param {string} own */
    time: (time: string, zone: string, own: string) => string;
    timesIn: string;
    /** @param {string} zone @param {string} payer */
    zoneOf: (zone: string, payer: string) => string;
    /** @param {string} zone */
    zoneHere: (zone: string) => string;
    /** @param {string} day */
    bar: (day: string) => string;
    /** @param {number} left @param {string} day */
    barOpen: (left: number, day: string) => string;
    /** @param {number} left @param {string} day */
    barDetails: (left: number, day: string) => string;
    /** @param {string} whom @param {string} number */
    callNumber: (whom: string, number: string) => string;
    callAnother: string;
    callTheLetter: string;
    callTheLetterLink: string;
    /** @param {string} day */
    findOutBy: (day: string) => string;
    addDeadline: string;
    addTimes: string;
    addTime: string;
    timeTitles: string[];
    chooseDate: string;
    /** @param {string | undefined} payer @param {string} when */
    received: (payer: string | undefined, when: string) => string;
    reference: string;
    next: string;
    noPromise: string;
    nothingDecided: string;
    hearNothing: string;
    whatWasSent: string;
    /** @param {string} when */
    wasDue: (when: string) => string;
    /** @param {string} payer @param {string} date @param {string} edition */
    checkedAgainst: (payer: string, date: string, edition: string) => string;
    /** @param {string} payer @param {boolean} kept whether the tab keeps the answers about the denial */
    goesTo: (payer: string, kept: boolean) => string;
    kept: string;
    printRecord: string;
    another: string;
    thePayer: string;
    /** @param {string} payer @param {boolean} hours */
    lastDayTo: (payer: string, hours: boolean) => string;
    /** @param {string} when */
    hasToBeThere: (when: string) => string;
    /** @param {string} payer */
    offered: (payer: string) => string;
    /** @param {string} time */
    offeredNote: (time: string) => string;
};
