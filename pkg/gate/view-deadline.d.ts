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
    left: string | null;
    isUrgent: boolean;
    /**
     * the day to go by, short; null where it is an hour, or over
     */
    day: string | null;
    calendar: CalendarView | null;
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
    counted: string;
    days: {
        day: string;
        counts: string;
    }[];
};
/**
 * @param {Deadline} deadline
 * @param {string} checkedAt the instant that the answer is for
 * @param {Texts} texts
 * @returns {DeadlineView}
 */
export declare function viewDeadline(deadline: Deadline, checkedAt: string, texts: Texts): DeadlineView;
/** The day to go by: the one that any reading of the rules allows. @param {Deadline} deadline */
export declare function lastDay(deadline: Deadline): string;
/** @param {Deadline} deadline @param {Texts} texts "by Wednesday, November 25, 2026, end of day, Pacific time" */
export declare function byWhen(deadline: Deadline, texts: Texts): string;
