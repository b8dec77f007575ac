// Empty databases of both kinds for the suites.
import { Miniflare } from 'miniflare';
import { openPostgres } from '../../edge/node-host.mjs';
import { d1Database } from '../../edge/store/sqlite.js';
import { PostgresServer } from './postgres.mjs';

/** @typedef {import('../../edge/store/database.js').Database} Database */
/** @typedef {{ database: Database, close(): Promise<void> }} Opened */

/** Enough databases for all suites. */
const DATABASES = Array.from({ length: 40 }, (_, number) => `DB${number}`);

export class SqliteStores {
  /** @type {Miniflare | null} */
  #host = null;
  #count = 0;

  /** @returns {Promise<Opened>} */
  async open() {
    this.#host ??= new Miniflare({ modules: true, script: 'export default {}', d1Databases: DATABASES });
    const database = d1Database(await this.#host.getD1Database(`DB${this.#count++}`));
    return { database, close: async () => {} };
  }

  async stop() {
    await this.#host?.dispose();
  }
}

export class PostgresStores {
  /** @type {PostgresServer | null} */
  #server = null;
  #count = 0;

  /** @returns {Promise<Opened>} */
  async open() {
    if (!this.#server) await (this.#server = new PostgresServer()).start();
    const url = await this.#server.database(`store_${++this.#count}`);
    return openPostgres(url);
  }

  async stop() {
    this.#server?.stop();
  }
}
