// Backs a store up as JSON Lines that either database can restore, so also for moving from SQLite to PostgreSQL.
import { Failure } from '../../scripts/lib/run.mjs';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./database.js').Statement} Statement */
/** @typedef {import('./database.js').Value} Value */

/** The columns of each table. @type {Record<string, string[]>} */
const TABLES = {
  requests: ['key', 'reference', 'received_at', 'payer', 'answers'],
  audit: ['reference', 'refused_key', 'decided_on', 'record'],
  outbox: ['id', 'reference', 'sequence', 'type', 'created_at', 'state', 'attempts', 'next_attempt_at', 'last_error', 'delivered_at'],
};
const FORMAT = { p2p_review_intake: 1 };

/**
 * Reads everything in one transaction, to be consistent. The whole store is in memory for a while.
 * @param {Database} database
 * @returns {AsyncGenerator<string>}
 */
export async function* dump(database) {
  const tables = Object.entries(TABLES);
  const results = await database.transaction(tables.map(([table, columns]) => [`SELECT ${columns.join(', ')} FROM ${table}`]));
  yield `${JSON.stringify(FORMAT)}\n`;
  for (const [index, [table]] of tables.entries()) {
    for (const row of results[index] ?? []) yield `${JSON.stringify({ table, row })}\n`;
  }
  // The last line proves that the file is complete.
  yield `${JSON.stringify({ rows: results.reduce((sum, rows) => sum + rows.length, 0) })}\n`;
}

/**
 * Restores into an empty store.
 * @param {Database} database
 * @param {string} text
 * @returns {Promise<number>} how many rows
 */
export async function restore(database, text) {
  const [head, ...lines] = text.trimEnd().split('\n').map((line) => JSON.parse(line));
  const { rows } = lines.pop() ?? {};
  if (head?.p2p_review_intake !== FORMAT.p2p_review_intake || rows !== lines.length) throw new Failure("this isn't a complete backup of an intake");
  const [requests, audit] = await database.transaction([['SELECT 1 FROM requests LIMIT 1'], ['SELECT 1 FROM audit LIMIT 1']]);
  if (requests?.length || audit?.length) throw new Failure('a backup can only be restored into an empty store');
  /** @type {Statement[]} */
  const statements = lines.map(({ table, row }) => {
    const columns = TABLES[table] ?? [];
    return [`INSERT INTO ${table in TABLES ? table : ''} (${columns.join(', ')}) VALUES (${columns.map((_, i) => `?${i + 1}`).join(', ')})`, ...columns.map((column) => /** @type {Value} */ (row[column] ?? null))];
  });
  if (statements.length) await database.transaction(statements);
  return statements.length;
}
