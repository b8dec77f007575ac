// PostgreSQL for Node hosts; any number of hosts can share a database.
import { StoreUnavailable, causeIn } from './database.js';

/** @type {[RegExp, import('./database.js').Cause][]} by SQLSTATE or network error code */
const CAUSES = [
  [/^(55P03|40P01|40001)$/, 'locked'],
  [/^(53100|53200)$/, 'full'],
  [/^(42P01|42703)$/, 'schema'],
  [/^(57014|25P03|25P02)$/, 'aborted'],
  [/^(08...|53300|57P0[1-5]|28...|3D000|ECONN.*|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/, 'unreachable'],
];

/** Timeouts in milliseconds. The form waits 20 seconds. */
const PATIENCE = { connection: 5000, lock: 4000, statement: 8000 };

/**
 * @param {string} connectionString `postgres://…`; use `sslmode=verify-full` unless the database is on this machine
 * @returns {import('pg').PoolConfig}
 */
export function poolConfig(connectionString) {
  return {
    connectionString,
    max: 20,
    application_name: 'p2p-review intake',
    connectionTimeoutMillis: PATIENCE.connection,
    lock_timeout: PATIENCE.lock,
    statement_timeout: PATIENCE.statement,
    idle_in_transaction_session_timeout: PATIENCE.statement,
  };
}

/** @param {any} error */
export function postgresCause(error) {
  const text = String(error?.code ?? '');
  // Errors of the client library itself have no code.
  return text ? causeIn(CAUSES, text) : causeIn([[/timeout|terminated|connect/i, 'unreachable']], String(error?.message));
}

/**
 * @param {import('pg').Pool} pool
 * @returns {import('./database.js').Database}
 */
export function postgresDatabase(pool) {
  return {
    async transaction(statements) {
      const client = await pool.connect().catch((error) => {
        throw new StoreUnavailable(postgresCause(error));
      });
      try {
        // Reads use one snapshot; writes must see what was committed just now.
        await client.query(statements.every(([sql]) => sql.startsWith('SELECT')) ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
        const rows = [];
        for (const [sql, ...values] of statements) rows.push((await client.query(numbered(sql), values)).rows);
        await client.query('COMMIT');
        client.release();
        return rows;
      } catch (error) {
        // Closing the connection rolls back in any state.
        client.release(true);
        throw new StoreUnavailable(postgresCause(error));
      }
    },
  };
}

/** @param {string} sql */
function numbered(sql) {
  return sql.replaceAll(/\?(\d+)/g, '$$$1');
}
