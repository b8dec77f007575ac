export type Deadline = import('../p2p_review.js').Deadline & {
    id?: string;
    label?: string;
    safe?: string;
    opens?: string | null;
    start_field?: string;
};
export type Texts = import('./texts.js').Texts;
export type Cell = {
    number: string;
    mark: string;
    classes: string;
};
export type DeadlineView = {
    /**
     * the policy's own name for it
     */
    label: string | null;
    /**
     * "Send it by …", or when the time ended
     */
    by: string;
    /**
     * why that day, where a later one may do
     */
    why: string | null;
    left: string | null;
    /**
     * whether the letter is as old as it says
     */
    doubtedYear: string | null;
    isUrgent: boolean;
    /**
     * the day to go by, short; null where it is an hour, or over
     */
    day: string | null;
    calendar: CalendarView | null;
    /**
     * from when it counts, and what makes its last day
     */
    counted: string;
    citation: import('../p2p_review.js').Citation | null;
};
export type CalendarView = {
    months: string;
    weekdays: string[];
    weeks: Cell[][];
    /**
     * a look and what it means
     */
    legend: [string, string][];
    daysOff: string | null;
    counting: string;
    days: {
        day: string;
        counts: string;
    }[];
};
/**
 * @param {Deadline} deadline
 * @param {string} checkedAt the instant that the answer is for
 * @param {Texts} texts
 * @param {{ isSure: boolean, unless?: string, isFurther?: boolean }} how isSure: it can be requested, so far as anybody knows; unless: what it still doesn't hold for; isFurther: not by when to send, but what its label says
 * @returns {DeadlineView}
 */
export declare function viewDeadline(deadline: Deadline, checkedAt: string, texts: Texts, { isSure, unless, isFurther }: {
    isSure: boolean;
    unless?: string;
    isFurther?: boolean;
}): DeadlineView;
/** The day to go by: the one that any reading of the rules allows; once that has passed, the next that some reading does. @param {Deadline} deadline */
export declare function lastDay({ status, safe, due, closes }: Deadline): string;
/** @param {Deadline} deadline @param {Texts} texts "by Wednesday, November 25, 2026, end of day, Pacific time" */
export declare function byWhen(deadline: Deadline, texts: Texts): string;
/** @param {Deadline} deadline @param {Texts} texts why the day to go by is not the last by the usual count */
export declare function whySafe({ safe, due, days }: Deadline, texts: Texts): string | null;
