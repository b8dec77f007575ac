// The store of a self-hosted workerd: SQLite in a Durable Object, on local disk. It also triggers deliveries, because
// workerd has no scheduler.
import { Intake } from '../intake.js';
import { readSettings } from '../settings.js';
import { StoreUnavailable } from './database.js';
import { applyMigrations } from './migrate.js';
import { sqliteCause } from './sqlite.js';
// @ts-ignore: the bundler imports it as text
import initial from './migrations/sqlite/0001_initial.sql';
// @ts-ignore: the bundler imports it as text
import outbox from './migrations/sqlite/0002_outbox.sql';

/** @typedef {import('./database.js').Statement} Statement */
/** @typedef {import('./database.js').Row} Row */
/**
 * The part of a Durable Object's state that is used here.
 * @typedef {object} State
 * @property {{ sql: { exec(sql: string, ...values: unknown[]): { toArray(): Row[] } }, transactionSync<T>(run: () => T): T, getAlarm(): Promise<number | null>, setAlarm(when: number): Promise<void> }} storage
 * @property {<T>(run: () => Promise<T>) => Promise<T>} blockConcurrencyWhile
 */

const MIGRATIONS = [{ name: '0001_initial.sql', sql: initial }, { name: '0002_outbox.sql', sql: outbox }];
const TICK_MS = 5000;

export class StoreObject {
  /** @type {import('./database.js').Database} */
  #database;
  #storage;
  #intake;

  /**
   * @param {State} state
   * @param {import('../settings.js').Bindings} bindings
   */
  constructor(state, bindings) {
    this.#storage = state.storage;
    this.#database = { transaction: async (statements) => this.#transaction(statements) };
    const settings = readSettings(bindings);
    this.#intake = new Intake({ database: this.#database, settings });
    void state.blockConcurrencyWhile(async () => {
      await applyMigrations(this.#database, 'sqlite', MIGRATIONS);
      if (settings.webhook) await this.#storage.setAlarm(Date.now() + TICK_MS);
    });
  }

  /** @param {Request} request */
  async fetch(request) {
    try {
      return Response.json({ rows: this.#transaction(await request.json()) });
    } catch (error) {
      return Response.json({ reason: error instanceof StoreUnavailable ? error.reason : 'unknown' });
    }
  }

  async alarm() {
    await this.#storage.setAlarm(Date.now() + TICK_MS);
    await this.#intake.deliver();
  }

  /** @param {Statement[]} statements */
  #transaction(statements) {
    try {
      return this.#storage.transactionSync(() => statements.map(([sql, ...values]) => this.#storage.sql.exec(sql, ...values).toArray()));
    } catch (error) {
      throw new StoreUnavailable(sqliteCause(error));
    }
  }
}
