// Runs the intake in Node with a PostgreSQL store. Any number of processes can share one store.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import '../pkg/node.js';
import { Intake } from './intake.js';
import { readSettings } from './settings.js';
import { migrate } from './store/migrations.mjs';
import { poolConfig, postgresDatabase } from './store/postgres.js';

/** How often to deliver what is due in the outbox. */
const TICK_MS = 1000;

/**
 * @param {object} options
 * @param {string} options.connectionString
 * @param {number} [options.port]
 * @param {string} [options.host]
 * @param {import('./settings.js').Bindings} [options.bindings]
 */
export async function startNodeIntake({ connectionString, port = 0, host = '127.0.0.1', bindings = {} }) {
  const settings = readSettings(bindings);
  const { database, close } = openPostgres(connectionString);
  await migrate(database, 'postgres');
  const intake = new Intake({ database, settings });
  const { background, settled } = trackWork();
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 75_000 }, (request, response) => {
    // Do not wait for connections that have had their answer.
    if (stopping) response.setHeader('connection', 'close');
    response.once('finish', () => stopping && setImmediate(() => server.closeIdleConnections()));
    void handle(intake, background, request, response);
  });
  let stopping = false;
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, () => resolve(null)));
  const timer = settings.webhook ? setInterval(() => background(intake.deliver()), TICK_MS) : undefined;
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: new URL(`http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}/requests`),
    /** Finishes what has begun, then stops. */
    async stop() {
      clearInterval(timer);
      stopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await settled();
      await close();
    },
  };
}

/**
 * Opens the store only.
 * @param {string} connectionString
 */
export function openPostgres(connectionString) {
  const pool = new pg.Pool(poolConfig(connectionString));
  // The pool replaces broken connections. Without a listener the error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { database: postgresDatabase(pool), close: () => pool.end() };
}

/**
 * @param {Intake} intake
 * @param {import('./intake.js').Background} background
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 */
async function handle(intake, background, incoming, outgoing) {
  try {
    const request = asRequest(incoming);
    if (!request) return void outgoing.writeHead(400).end();
    const response = await intake.fetch(request, background);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (!response.body) return void outgoing.end();
    await pipeline(Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body)), outgoing);
  } catch {
    // The client is gone or an export failed. Break the connection off, so that half an answer does not look complete.
    outgoing.destroy();
  }
}

/**
 * @param {import('node:http').IncomingMessage} incoming
 * @returns {Request | null} null if the path is invalid
 */
function asRequest(incoming) {
  const { method = 'GET', url: path = '/' } = incoming;
  // The host named by the client must not matter.
  const url = new URL(`http://intake.invalid${path.startsWith('/') ? path : '/'}`);
  // Request would shorten a path with `..`, which a proxy may have judged by another one.
  if (url.pathname !== path.split(/[?#]/, 1)[0]) return null;
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) headers.append(incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '');
  const body = method === 'GET' || method === 'HEAD' ? null : /** @type {ReadableStream} */ (Readable.toWeb(incoming));
  return new Request(url, { method: FORBIDDEN.has(method) ? 'DELETE' : method, headers, body, ...(body ? { duplex: 'half' } : {}) });
}

/** Methods that the Request class refuses. No route accepts them, nor DELETE, to which they are mapped. */
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK']);

function trackWork() {
  /** @type {Set<Promise<unknown>>} */
  const running = new Set();
  return {
    /** @param {Promise<unknown>} work */
    background(work) {
      const tracked = work.catch(() => {}).finally(() => running.delete(tracked));
      running.add(tracked);
    },
    settled: () => Promise.all(running),
  };
}
