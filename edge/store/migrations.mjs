import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyMigrations } from './migrate.js';

/** @typedef {import('./migrate.js').Dialect} Dialect */

/** @param {Dialect} dialect @returns {import('./migrate.js').Migration[]} */
export function migrationsOf(dialect) {
  const folder = fileURLToPath(new URL(`migrations/${dialect}/`, import.meta.url));
  return readdirSync(folder).sort().map((name) => ({ name, sql: readFileSync(folder + name, 'utf8') }));
}

/**
 * @param {import('./database.js').Database} database
 * @param {Dialect} dialect
 * @returns {Promise<string[]>} the names of those that were applied
 */
export function migrate(database, dialect) {
  return applyMigrations(database, dialect, migrationsOf(dialect));
}
