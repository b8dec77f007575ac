// Both databases, as the suites take them: empty ones, one after another.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../edge/host.mjs';
import { openPostgres } from '../../edge/node-host.mjs';
import { PostgresServer } from './postgres.mjs';

/** @typedef {import('../../edge/store/database.js').Database} Database */
/** @typedef {{ database: Database, options: string[], close(): Promise<void> }} Opened options: how commands find it */

export class SqliteStores {
  /** @returns {Promise<Opened>} */
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'p2p-review-store-'));
    const { database, close } = await openStore(folder);
    return {
      database,
      options: ['--folder', folder],
      async close() {
        await close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }

  async stop() {}
}

export class PostgresStores {
  /** @type {PostgresServer | null} */
  #server = null;
  #count = 0;

  /** @returns {Promise<Opened>} */
  async open() {
    if (!this.#server) await (this.#server = new PostgresServer()).start();
    const url = await this.#server.database(`store_${++this.#count}`);
    const { database, close } = openPostgres(url);
    return {
      database,
      options: ['--postgres', url],
      async close() {
        await close();
      },
    };
  }

  async stop() {
    this.#server?.stop();
  }
}
