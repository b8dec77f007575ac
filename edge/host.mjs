// Runs the worker on this machine, with miniflare (as wrangler does) and a D1 store in a folder.
import { chmodSync, mkdirSync } from 'node:fs';
import { Miniflare } from 'miniflare';
import { bundleWorker } from './bundle.mjs';
import { lockFolder } from './lock.mjs';
import { migrate } from './store/migrations.mjs';
import { d1Database } from './store/sqlite.js';

/** @typedef {Awaited<ReturnType<typeof startIntake>>} Running */

/** How often to deliver what is due in the outbox. */
const TICK_MS = 1000;

/**
 * @param {object} options
 * @param {string} options.folder
 * @param {number} [options.port]
 * @param {string[]} [options.origins] other sites whose forms may post here
 * @param {import('./settings.js').Bindings} [options.bindings]
 * @param {{ limit: number, period: 10 | 60 }} [options.rate] how many requests a client may send per period, in seconds
 */
export async function startIntake({ folder, port = 0, origins = [], bindings = {}, rate }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const unlock = await lockFolder(folder);
  await migrateFolder(folder);
  const { host, address } = await openFolder(folder, { port, bindings: { ...bindings, ALLOWED_ORIGINS: [bindings.ALLOWED_ORIGINS ?? '', ...origins].join(' ') }, rate });
  const database = await host.getD1Database('DB');
  const stopTicking = bindings.WEBHOOK_URL ? tick(host) : () => {};
  const stop = async () => {
    stopTicking();
    await host.dispose();
    unlock();
  };
  /** @type {Promise<void> | undefined} */
  let stopped;
  return {
    address: new URL('requests', address),
    database,
    /** Sends a request as if to this address. */
    fetch: host.dispatchFetch,
    stop: () => (stopped ??= stop()),
  };
}

/**
 * Migrates before the server accepts requests. While miniflare itself accesses a database, this process is blocked and
 * reads no log; a busy workerd would then wait for its log to be read, and both would hang.
 * @param {string} folder
 */
async function migrateFolder(folder) {
  const { database, close } = await openStore(folder);
  try {
    await migrate(database, 'sqlite');
  } finally {
    await close();
  }
}

/**
 * Opens the store only, for commands. The intake may be running.
 * @param {string} folder
 */
export async function openStore(folder) {
  const { host } = await openFolder(folder, { port: 0, bindings: {} });
  return { database: d1Database(await host.getD1Database('DB')), close: () => host.dispose() };
}

/**
 * @param {string} folder
 * @param {{ port: number, bindings: Record<string, string | undefined>, rate?: { limit: number, period: 10 | 60 } }} options
 */
async function openFolder(folder, { port, bindings, rate }) {
  const { script, rules } = await bundleWorker();
  const mask = process.umask(0o077);
  try {
    const host = new Miniflare({
      host: '127.0.0.1',
      port,
      modules: [
        { type: 'ESModule', path: 'worker.js', contents: script },
        { type: 'CompiledWasm', path: rules.name, contents: rules.bytes },
      ],
      compatibilityDate: '2026-04-01',
      bindings: Object.fromEntries(Object.entries(bindings).filter(([, value]) => value !== undefined)),
      d1Databases: ['DB'],
      d1Persist: folder,
      unsafeTriggerHandlers: Boolean(bindings['WEBHOOK_URL']),
      ...(rate ? { ratelimits: { RATE_LIMITER: { simple: rate } } } : {}),
      handleRuntimeStdio: showLogs,
    });
    return { host, address: await host.ready };
  } finally {
    process.umask(mask);
  }
}

/**
 * @param {import('node:stream').Readable} out
 * @param {import('node:stream').Readable} err
 */
function showLogs(out, err) {
  void showLog(out);
  void showLog(err);
}

/**
 * Prints the worker's own log entries only. What workerd logs about a malformed request may quote it.
 * @param {import('node:stream').Readable} stream
 */
async function showLog(stream) {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (isEntry(line)) console.log(line);
  }
}

/** @param {string} line */
function isEntry(line) {
  if (!line.startsWith('{')) return false;
  try {
    return typeof JSON.parse(line).event === 'string';
  } catch {
    return false;
  }
}

/** @param {Miniflare} host */
function tick(host) {
  let stopped = false;
  /** @type {NodeJS.Timeout} */
  let timer;
  const again = () => {
    if (!stopped) timer = setTimeout(() => void deliver(), TICK_MS);
  };
  const deliver = async () => {
    // Over HTTP; see migrateFolder for why.
    await host.dispatchFetch('http://intake.invalid/cdn-cgi/handler/scheduled').catch(() => {});
    again();
  };
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
