// The narrow interface between the store and a database: transactions of SQL that SQLite and PostgreSQL both take.

/** @typedef {string | number | null} Value */
/** @typedef {[sql: string, ...values: Value[]]} Statement parameters are written ?1, ?2 … */
/** @typedef {Record<string, any>} Row */
/**
 * @typedef {object} Database
 * @property {(statements: Statement[]) => Promise<Row[][]>} transaction the rows that each statement gives; all of
 *   them take effect, or none. Throws {@link StoreUnavailable}.
 */
/**
 * Why a database did not do what it was asked. locked: another process held it too long; full: no room is left;
 * aborted: it gave the transaction up; unreachable: there was no connection; schema: its tables are of another version.
 * @typedef {'locked' | 'full' | 'aborted' | 'unreachable' | 'schema' | 'unknown'} Cause
 */

/** Nothing was stored, or nobody knows. An error's own message can quote what was sent, so only its cause is kept. */
export class StoreUnavailable extends Error {
  /** @param {Cause} reason */
  constructor(reason) {
    super(`The store is unavailable: ${reason}`);
    this.reason = reason;
  }
}

/**
 * The first cause whose pattern is found in the text.
 * @param {[RegExp, Cause][]} patterns
 * @param {string} text
 * @returns {Cause}
 */
export function causeIn(patterns, text) {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
}
