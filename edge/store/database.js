// The interface between store and database: transactions in SQL that both SQLite and PostgreSQL accept.

/** @typedef {string | number | null} Value */
/** @typedef {[sql: string, ...values: Value[]]} Statement parameters are written ?1, ?2 … */
/** @typedef {Record<string, any>} Row */
/**
 * @typedef {object} Database
 * @property {(statements: Statement[]) => Promise<Row[][]>} transaction returns the rows of each statement; either all
 * statements take effect or none. Throws {@link StoreUnavailable}.
 */
/**
 * Why a transaction failed. locked: another process held the database too long; full: no space is left; aborted: the
 * database gave up; unreachable: no connection; schema: the tables are of another version.
 * @typedef {'locked' | 'full' | 'aborted' | 'unreachable' | 'schema' | 'unknown'} Cause
 */

/** Nothing was stored, or that is uncertain. Keeps only the cause: an error's message can quote the request. */
export class StoreUnavailable extends Error {
  /** @param {Cause} reason */
  constructor(reason) {
    super(`The store is unavailable: ${reason}`);
    this.reason = reason;
  }
}

/**
 * The cause of the first pattern that matches the text.
 * @param {[RegExp, Cause][]} patterns
 * @param {string} text
 * @returns {Cause}
 */
export function causeIn(patterns, text) {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}
