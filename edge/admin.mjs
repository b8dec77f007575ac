// npm run intake -- <command>: maintenance of a store, whether or not the intake is running.
//   npm run intake -- migrate --postgres postgres://…
//   npm run intake -- purge --older-than 400 --dry-run
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/places.mjs';
import { Failure, script } from '../scripts/lib/run.mjs';
import { dump, restore } from './store/backup.mjs';
import { migrate } from './store/migrations.mjs';
import { Store } from './store/store.js';
import { StoreUnavailable } from './store/database.js';

/** @typedef {import('./store/database.js').Database} Database */
/** @typedef {{ database: Database, dialect: import('./store/migrate.js').Dialect, close: () => Promise<unknown> }} Opened */
/** @typedef {ReturnType<typeof options>['values']} Values */

/**
 * The shortest retention, in days. After a week only a page that was left open all the time could send a deleted request again.
 */
const SHORTEST_DAYS = 7;
const DAY_MS = 86_400_000;

/** @type {Record<string, (opened: Opened, values: Values) => Promise<string>>} */
const COMMANDS = {
  async migrate({ database, dialect }) {
    const applied = await migrate(database, dialect);
    return applied.length ? `Applied ${applied.join(', ')}` : 'The store is up to date';
  },

  async status({ database }) {
    const store = new Store(database);
    await store.check();
    const { requests, audit, pending, dead } = await store.count();
    return `${counted(requests, 'request')}, ${counted(audit, 'audit record')}, ${counted(pending, 'message')} to deliver, ${dead} dead`;
  },

  async purge({ database }, values) {
    const store = new Store(database);
    const before = new Date(Date.now() - days(values) * DAY_MS).toISOString();
    const { requests, held } = await store.countExpired(before);
    const others = held ? `; kept until delivered: ${held}` : '';
    if (values['dry-run']) return `Would delete ${counted(requests, 'request')} from before ${before}${others}`;
    const deleted = await store.purge(before, { now: new Date().toISOString(), announce: Boolean(values.announce) });
    return `Deleted ${counted(deleted, 'request')} from before ${before}${others}`;
  },

  async 'purge-audit'({ database }, values) {
    const store = new Store(database);
    const before = new Date(Date.now() - days(values) * DAY_MS).toISOString().slice(0, 10);
    if (values['dry-run']) return `Would delete ${counted(await store.countAudit(before), 'audit record')} from before ${before}`;
    return `Deleted ${counted(await store.purgeAudit(before), 'audit record')} from before ${before}`;
  },

  async undelivered({ database }) {
    const store = new Store(database);
    const messages = [...(await store.undelivered('dead', 1000)), ...(await store.undelivered('pending', 1000))];
    return messages.map(({ state, id, attempts, last_error: error }) => `${state} ${id} after ${counted(attempts, 'attempt')}: ${error ?? 'not attempted yet'}`).join('\n') || 'Everything is delivered';
  },

  async retry({ database }) {
    return `${counted(await new Store(database).revive(new Date().toISOString()), 'dead message')} will be retried`;
  },

  async backup({ database }, { file }) {
    if (!file) throw new Failure('backup needs --file');
    await pipeline(Readable.from(dump(database)), createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    return `Written to ${file}. It contains personal details: encrypt it before it leaves this machine`;
  },

  async restore({ database, dialect }, { file }) {
    if (!file) throw new Failure('restore needs --file');
    await migrate(database, dialect);
    const rows = await restore(database, readFileSync(file, 'utf8'));
    return `Restored ${counted(rows, 'row')} from ${file}`;
  },
};

await script(async () => {
  const { values, positionals } = options();
  const command = COMMANDS[positionals[0] ?? ''];
  if (!command || positionals.length !== 1) throw new Failure(`the commands are ${Object.keys(COMMANDS).join(', ')}`);
  const opened = await open(values);
  try {
    console.log(await command(opened, values));
  } catch (error) {
    throw error instanceof StoreUnavailable ? new Failure(error.message) : error;
  } finally {
    await opened.close();
  }
});

function options() {
  return parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', default: process.env['INTAKE_FOLDER'] ?? join(root, '.intake') },
      postgres: { type: 'string', default: process.env['DATABASE_URL'] },
      'older-than': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      announce: { type: 'boolean', default: false },
      file: { type: 'string' },
    },
  });
}

/** @param {Values} values @returns {Promise<Opened>} */
async function open({ folder, postgres }) {
  if (postgres) {
    const { openPostgres } = await import('./node-host.mjs');
    return { ...openPostgres(postgres), dialect: 'postgres' };
  }
  const { openStore } = await import('./host.mjs');
  return { ...(await openStore(folder)), dialect: 'sqlite' };
}

/** @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** @param {Values} values */
function days({ 'older-than': text = '' }) {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= SHORTEST_DAYS) return number;
  throw new Failure(`--older-than must be a number of days, at least ${SHORTEST_DAYS}`);
}
