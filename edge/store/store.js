// What the intake stores, in either database. Each method is one transaction.
import { StoreUnavailable } from './database.js';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./database.js').Statement} Statement */
/** @typedef {import('./database.js').Value} Value */

/**
 * A stored request.
 * @typedef {object} Stored
 * @property {string} reference
 * @property {string} received_at
 * @property {string} answers canonical JSON
 */
/** @typedef {Stored & { key: string, payer: string | null, audit: import('../audit.js').AuditRecord, announce: boolean }} NewRequest */
/**
 * @typedef {{ payer: string | null, from: string | null, until: string | null }} Filter instants; `from` is inclusive,
 * `until` exclusive
 */
/**
 * A request in the staff's list.
 * @typedef {Stored & { payer: string | null, record: string | null, delivery: string | null }} Listed
 */
/**
 * A message to the payer's own system.
 * @typedef {object} Message
 * @property {string} id
 * @property {string} reference
 * @property {'request.received' | 'request.purged'} type
 * @property {string} created_at
 * @property {number} attempts including the current one
 * @property {string} received_at
 * @property {string | null} answers
 */

/** The last migration for each database. Any other schema is refused. */
export const SCHEMA = { sqlite: '0002_outbox.sql', postgres: '0001_initial.sql' };

const FIND = 'SELECT reference, received_at, answers FROM requests WHERE key = ?1';
const ANNOUNCE = "INSERT INTO outbox (id, reference, sequence, type, created_at, state, attempts, next_attempt_at) SELECT ?1, ?2, 1, 'request.received', ?3, 'pending', 0, ?3";

/** A message is sent only after all earlier messages about the same request are delivered. */
const IN_TURN = "NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.reference = outbox.reference AND earlier.sequence < outbox.sequence AND earlier.state <> 'delivered')";

/** A request may be purged when it is old enough and all messages about it are delivered. */
const EXPIRED = "received_at < ?1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.reference = requests.reference AND outbox.state <> 'delivered')";

/** The same, not counting the message about the purge itself. */
const PURGE_ANNOUNCED = EXPIRED.replace("'delivered')", "'delivered' AND outbox.type <> 'request.purged')");

export class Store {
  #database;

  /** @param {Database} database */
  constructor(database) {
    this.#database = database;
  }

  /**
   * Stores a request, unless one with its key exists.
   * @param {NewRequest} request
   * @returns {Promise<Stored>} the request that is stored under the key
   */
  async add({ key, reference, received_at, payer, answers, audit, announce }) {
    /** @type {Statement[]} */
    const statements = [
      ['INSERT INTO requests (key, reference, received_at, payer, answers) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (key) DO NOTHING', key, reference, received_at, payer, answers],
      ['INSERT INTO audit (reference, decided_on, record) SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM requests WHERE reference = ?1)', reference, day(audit.now), JSON.stringify(audit)],
      [FIND, key],
    ];
    if (announce) statements.push([`${ANNOUNCE} WHERE EXISTS (SELECT 1 FROM requests WHERE reference = ?2)`, messageId(reference, 1), reference, received_at]);
    const [, , found] = await this.#database.transaction(statements);
    const stored = found?.[0];
    if (!stored) throw new StoreUnavailable('unknown');
    return /** @type {Stored} */ (stored);
  }

  /**
   * Stores the audit record of a refused request, unless its key has one.
   * @param {string} key
   * @param {import('../audit.js').AuditRecord} audit
   * @returns {Promise<Stored | null>} a request that was stored under this key earlier
   */
  async refuse(key, audit) {
    const [, found] = await this.#database.transaction([
      [
        'INSERT INTO audit (refused_key, decided_on, record) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM requests WHERE key = ?1) ON CONFLICT (refused_key) DO NOTHING',
        key, day(audit.now), JSON.stringify(audit),
      ],
      [FIND, key],
    ]);
    return /** @type {Stored | undefined} */ (found?.[0]) ?? null;
  }

  /**
   * A page of requests, oldest first.
   * @param {Filter} filter
   * @param {{ after: Pick<Stored, 'received_at' | 'reference'> | null, limit: number }} page
   * @returns {Promise<Listed[]>}
   */
  async list(filter, { after, limit }) {
    /** @type {Value[]} */
    const values = [];
    const parameter = (/** @type {Value} */ value) => `?${values.push(value)}`;
    const conditions = [
      ...(filter.payer === null ? [] : [`requests.payer = ${parameter(filter.payer)}`]),
      ...(filter.from === null ? [] : [`received_at >= ${parameter(filter.from)}`]),
      ...(filter.until === null ? [] : [`received_at < ${parameter(filter.until)}`]),
      ...(after === null ? [] : [`(received_at, requests.reference) > (${parameter(after.received_at)}, ${parameter(after.reference)})`]),
    ];
    const [rows] = await this.#database.transaction([
      [
        `SELECT requests.reference, received_at, payer, answers, record, (SELECT state FROM outbox WHERE outbox.reference = requests.reference AND sequence = 1) AS delivery
         FROM requests LEFT JOIN audit ON audit.reference = requests.reference
         ${conditions.length ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY received_at, requests.reference LIMIT ${parameter(limit)}`,
        ...values,
      ],
    ]);
    return /** @type {Listed[]} */ (rows ?? []);
  }

  /** Throws {@link StoreUnavailable} unless the schema is this version's. */
  async check() {
    const [rows = []] = await this.#database.transaction([['SELECT name FROM schema_migrations ORDER BY name DESC']]);
    if (!Object.values(SCHEMA).includes(rows[0]?.name)) throw new StoreUnavailable('schema');
  }

  /** @returns {Promise<{ requests: number, audit: number, pending: number, dead: number, oldest: string | null }>} */
  async count() {
    const [[requests] = [], [audit] = [], [outbox] = []] = await this.#database.transaction([
      ['SELECT CAST(count(*) AS INTEGER) AS count FROM requests'],
      ['SELECT CAST(count(*) AS INTEGER) AS count FROM audit'],
      ["SELECT CAST(count(CASE WHEN state = 'pending' THEN 1 END) AS INTEGER) AS pending, CAST(count(CASE WHEN state = 'dead' THEN 1 END) AS INTEGER) AS dead, min(created_at) AS oldest FROM outbox WHERE state <> 'delivered'"],
    ]);
    return { requests: requests?.count, audit: audit?.count, pending: outbox?.pending, dead: outbox?.dead, oldest: outbox?.oldest };
  }

  /**
   * Claims messages that are due, for one attempt each. After `until`, other processes may claim them again.
   * @param {{ now: string, until: string, limit: number, id?: string }} claim
   * @returns {Promise<Message[]>}
   */
  async claim({ now, until, limit, id }) {
    const claim = crypto.randomUUID();
    const [, rows] = await this.#database.transaction([
      [
        // The conditions are repeated: after waiting for another process's claim of the row, they must be checked
        // again.
        `UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?2, claim = ?3
         WHERE state = 'pending' AND next_attempt_at <= ?1 AND id IN (
           SELECT id FROM outbox WHERE state = 'pending' AND next_attempt_at <= ?1 AND ${IN_TURN}
           ${id === undefined ? '' : 'AND id = ?5'} ORDER BY next_attempt_at, id LIMIT ?4)`,
        now, until, claim, limit, ...(id === undefined ? [] : [id]),
      ],
      [
        'SELECT id, outbox.reference, type, created_at, attempts, received_at, answers FROM outbox LEFT JOIN requests ON requests.reference = outbox.reference WHERE claim = ?1 ORDER BY created_at, id',
        claim,
      ],
    ]);
    return /** @type {Message[]} */ (rows ?? []);
  }

  /**
   * @param {string} id
   * @param {string} now
   */
  async delivered(id, now) {
    await this.#database.transaction([["UPDATE outbox SET state = 'delivered', delivered_at = ?2, claim = NULL, last_error = NULL WHERE id = ?1", id, now]]);
  }

  /**
   * @param {string} id
   * @param {string} error
   * @param {string | null} next when to try again; null for never
   */
  async failed(id, error, next) {
    await this.#database.transaction([
      next === null
        ? ["UPDATE outbox SET state = 'dead', last_error = ?2, claim = NULL WHERE id = ?1 AND state = 'pending'", id, error]
        : ["UPDATE outbox SET next_attempt_at = ?3, last_error = ?2, claim = NULL WHERE id = ?1 AND state = 'pending'", id, error, next],
    ]);
  }

  /**
   * Messages that are not delivered.
   * @param {'pending' | 'dead'} state
   * @param {number} limit
   */
  async undelivered(state, limit) {
    const [rows] = await this.#database.transaction([
      ['SELECT id, reference, type, created_at, state, attempts, next_attempt_at, last_error FROM outbox WHERE state = ?1 ORDER BY created_at, id LIMIT ?2', state, limit],
    ]);
    return rows ?? [];
  }

  /**
   * Makes every dead message pending again, with all its attempts.
   * @param {string} now
   * @returns {Promise<number>} how many
   */
  async revive(now) {
    const [rows] = await this.#database.transaction([
      ["UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = ?1 WHERE state = 'dead' RETURNING id", now],
    ]);
    return rows?.length ?? 0;
  }

  /**
   * Counts what a purge would delete.
   * @param {string} before an instant
   * @returns {Promise<{ requests: number, held: number }>} held: old enough, but kept because a message is not
   * delivered
   */
  async countExpired(before) {
    const [[expired] = [], [old] = []] = await this.#database.transaction([
      [`SELECT CAST(count(*) AS INTEGER) AS count FROM requests WHERE ${EXPIRED}`, before],
      ['SELECT CAST(count(*) AS INTEGER) AS count FROM requests WHERE received_at < ?1', before],
    ]);
    return { requests: expired?.count, held: old?.count - expired?.count };
  }

  /**
   * Deletes requests with their keys and messages. Audit records stay.
   * @param {string} before an instant
   * @param {{ now: string, announce: boolean }} options announce: send a message about each deleted request
   * @returns {Promise<number>} how many
   */
  async purge(before, { now, announce }) {
    /** @type {Statement} */
    const announcement = [
      `INSERT INTO outbox (id, reference, sequence, type, created_at, state, attempts, next_attempt_at)
       SELECT 'msg_' || reference || '-2', reference, 2, 'request.purged', ?2, 'pending', 0, ?2 FROM requests WHERE ${EXPIRED}`,
      before, now,
    ];
    const results = await this.#database.transaction([
      ["DELETE FROM outbox WHERE state = 'delivered' AND NOT EXISTS (SELECT 1 FROM requests WHERE requests.reference = outbox.reference)"],
      ...(announce ? [announcement] : []),
      [`DELETE FROM requests WHERE ${announce ? PURGE_ANNOUNCED : EXPIRED} RETURNING reference`, before],
    ]);
    return results.at(-1)?.length ?? 0;
  }

  /**
   * @param {string} before a day, `YYYY-MM-DD`
   * @returns {Promise<number>} how many
   */
  async countAudit(before) {
    const [rows] = await this.#database.transaction([['SELECT CAST(count(*) AS INTEGER) AS count FROM audit WHERE decided_on < ?1', before]]);
    return rows?.[0]?.count;
  }

  /**
   * @param {string} before a day, `YYYY-MM-DD`
   * @returns {Promise<number>} how many
   */
  async purgeAudit(before) {
    const [rows] = await this.#database.transaction([['DELETE FROM audit WHERE decided_on < ?1 RETURNING record', before]]);
    return rows?.length ?? 0;
  }
}

/**
 * @param {string} reference
 * @param {number} sequence
 */
export function messageId(reference, sequence) {
  return `msg_${reference}-${sequence}`;
}

/** @param {string} instant */
function day(instant) {
  return instant.slice(0, 10);
}
