// SQLite, in Cloudflare's D1 or in a Durable Object of a self-hosted workerd.
import { StoreUnavailable, causeIn } from './database.js';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./database.js').Statement} Statement */

/**
 * The part of D1 that is used here.
 * @typedef {{ bind(...values: unknown[]): D1Statement }} D1Statement
 * @typedef {{ prepare(sql: string): D1Statement, batch(statements: D1Statement[]): Promise<{ results?: any[] }[]> }} D1
 */
/**
 * The part of a Durable Object namespace that is used here.
 * @typedef {{ idFromName(name: string): any, get(id: any): { fetch(address: string, init: RequestInit): Promise<Response> } }} Namespace
 */

/** @type {[RegExp, import('./database.js').Cause][]} */
const CAUSES = [
  [/SQLITE_BUSY|SQLITE_LOCKED|database (table )?is locked|overloaded|too many requests queued/i, 'locked'],
  [/SQLITE_FULL|disk is full|maximum DB size/i, 'full'],
  [/no such (table|column)|has no column/i, 'schema'],
  [/Network connection lost|connect|unreachable/i, 'unreachable'],
  [/abort|reset|SQLITE_IOERR|disk I\/O error|time(d )?out/i, 'aborted'],
];

/** @param {unknown} error */
export function sqliteCause(error) {
  return causeIn(CAUSES, error instanceof Error ? `${error.message} ${error.cause ?? ''}` : '');
}

/**
 * @param {D1} d1
 * @returns {Database}
 */
export function d1Database(d1) {
  return {
    async transaction(statements) {
      try {
        const batch = await d1.batch(statements.map(([sql, ...values]) => d1.prepare(sql).bind(...values)));
        return batch.map(({ results }) => results ?? []);
      } catch (error) {
        throw new StoreUnavailable(sqliteCause(error));
      }
    },
  };
}

/** The name of the only object, which holds the store. */
const OBJECT = 'DB';

/**
 * @param {Namespace} namespace of `StoreObject`
 * @returns {Database}
 */
export function objectDatabase(namespace) {
  return {
    async transaction(statements) {
      const answer = await ask(namespace, statements);
      if ('reason' in answer) throw new StoreUnavailable(answer.reason);
      return answer.rows;
    },
  };
}

/**
 * @param {Namespace} namespace
 * @param {Statement[]} statements
 */
async function ask(namespace, statements) {
  try {
    const object = namespace.get(namespace.idFromName(OBJECT));
    const response = await object.fetch('http://store/', { method: 'POST', body: JSON.stringify(statements) });
    return await response.json();
  } catch (error) {
    return { reason: sqliteCause(error) };
  }
}
