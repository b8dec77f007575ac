export type Trust = 'unknown' | 'agrees' | 'corrected' | 'unconfirmed';
export type Reading = {
    date: number;
    at: number;
};
/**
 * @typedef {'unknown' | 'agrees' | 'corrected' | 'unconfirmed'} Trust
 * unknown: not asked yet; agrees: the machine's is right; corrected: it is off, and `drift` makes up for it; unconfirmed:
 * nothing that can be believed was heard
 */
/** @typedef {{ date: number, at: number }} Reading what a server's clock showed, and the moment by this page's own time */
declare class Clock {
    #private;
    /** Milliseconds to add to this machine's clock. */
    drift: number;
    trust: Trust;
    now(): Date;
    /** Whether the machine's clock was set since it was last looked at. */
    noticeJump(): boolean;
    get isStale(): boolean;
    /** Asks the page's own server for the time. */
    measure(): Promise<void>;
    /**
     * The server's clock, read off an answer that has come in any case.
     * @param {Response} response
     * @param {number} asked when it was asked for, by performance.now()
     */
    read(response: Response, asked: number): void;
}
/** One for the page: all gates go by the same. */
export declare const clock: Clock;
export {};
