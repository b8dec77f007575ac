// The store: D1, which is SQLite. Everything that belongs together is one transaction.
import { known } from './audit.js';

/**
 * What of D1 is used here.
 * @typedef {{ bind(...values: unknown[]): Statement }} Statement
 * @typedef {{ prepare(sql: string): Statement, batch(statements: Statement[]): Promise<{ results: any[] }[]> }} Database
 */
/**
 * @typedef {object} Taken
 * @property {string} reference
 * @property {string} received_at
 * @property {string} digest
 */
/** @typedef {Taken & { key: string, answers: Record<string, unknown>, audit: import('./audit.js').AuditRecord }} New */

// No letter that is read for a digit, none that spells words.
const SIGNS = '23456789BCDFGHJKMNPQRSTVWXZ';

/** Three times four signs: 57 bits, too many to guess. */
export function newReference() {
  const signs = Array.from({ length: 12 }, randomSign).join('');
  return `P2P-${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** @returns {string} */
function randomSign() {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
  // Above the last whole multiple the first signs would come more often.
  return byte < 9 * SIGNS.length ? SIGNS.charAt(byte % SIGNS.length) : randomSign();
}

const TAKEN = 'SELECT reference, received_at, digest FROM requests WHERE key = ?1';

export class Store {
  /** @param {Database} database */
  constructor(database) {
    this.database = database;
  }

  /**
   * Stores a request, unless one with its key is there.
   * @param {New} request
   * @returns {Promise<Taken>} what is there now
   */
  async take({ key, digest, reference, received_at, answers, audit }) {
    const [, , found] = await this.database.batch([
      this.#statement(
        'INSERT INTO requests (key, digest, reference, received_at, answers) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (key) DO NOTHING',
        key, digest, reference, received_at, JSON.stringify(known(answers)),
      ),
      this.#statement(
        'INSERT INTO audit (reference, record) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM requests WHERE reference = ?1)',
        reference, JSON.stringify(audit),
      ),
      this.#statement(TAKEN, key),
    ]);
    return found?.results[0];
  }

  /**
   * Keeps the record of a request that was turned down, unless one with its key was taken before.
   * @param {string} key
   * @param {import('./audit.js').AuditRecord} audit
   * @returns {Promise<Taken | null>} what was taken before
   */
  async refuse(key, audit) {
    const [, found] = await this.database.batch([
      this.#statement(
        'INSERT INTO audit (reference, record) SELECT NULL, ?2 WHERE NOT EXISTS (SELECT 1 FROM requests WHERE key = ?1)',
        key, JSON.stringify(audit),
      ),
      this.#statement(TAKEN, key),
    ]);
    return found?.results[0] ?? null;
  }

  /**
   * @param {string} sql
   * @param {unknown[]} values
   */
  #statement(sql, ...values) {
    return this.database.prepare(sql).bind(...values);
  }
}
