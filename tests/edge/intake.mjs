import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/places.mjs';
import { startIntake } from '../../edge/host.mjs';
import { atExit } from './at-exit.mjs';
import { Group } from './group.mjs';
import { PostgresServer, freePort } from './postgres.mjs';

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: any, text: string }} Reply */
/** @typedef {'sqlite' | 'postgres'} StoreKind */

/** @type {StoreKind[]} */
export const STORES = ['sqlite', 'postgres'];

/** A request that is eligible at any time. */
export function eligible() {
  return {
    payer: 'regence',
    line_of_business: 'commercial',
    service: 'medical',
    denial_timing: 'pre-service',
    denial_basis: 'medical-necessity',
    denial_date: new Date(Date.now() - 36 * 3600_000).toISOString().slice(0, 10),
    letter_received: true,
    expedited_appeal: false,
    appeal_filed: false,
    new_clinical_information: 'none',
    member_name: 'Philippa Secretname',
    member_id: 'SECRET-100200300',
    provider_name: 'Dr. Quentin Hidden',
    contact_phone: '503-555-0142',
  };
}

/**
 * Waits until a condition holds.
 * @param {() => boolean | Promise<boolean>} holds
 * @param {string} [what]
 */
export async function until(holds, what = 'what was waited for') {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${what} did not come`);
}

/** The intake as a process. Its port and store outlive it. */
export class Intake {
  folder = mkdtempSync(join(tmpdir(), 'p2p-review-intake-'));
  port = 0;
  /** Everything that it has printed. */
  log = '';
  /** @type {string[]} */
  options = [];
  /** The settings. @type {Record<string, string>} */
  env = {};
  /** @type {PostgresServer | null} */
  server = null;
  /** @type {Group | null} */
  #group = null;
  #forget = atExit(() => this.#removeFolder());
  /** Gives up an idle connection before the server does: a request on its way just then would be lost. */
  #agent = new Agent({ keepAlive: true, maxSockets: 100, timeout: 1_000 });

  /** @param {StoreKind} [kind] */
  constructor(kind = 'sqlite') {
    this.kind = kind;
  }

  /** The options with which a command finds the store. */
  get storeOptions() {
    return this.server ? ['--postgres', this.server.url] : ['--folder', this.folder];
  }

  /** @param {string[]} options */
  async start(...options) {
    this.options = options.length ? options : this.options;
    this.port ||= await freePort();
    if (this.kind === 'postgres' && !this.server) await (this.server = new PostgresServer()).start();
    const group = new Group(process.execPath, [join(root, 'edge/serve.mjs'), '--port', `${this.port}`, ...this.storeOptions, ...this.options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.env },
    });
    this.#group = group;
    await new Promise((resolve, reject) => {
      /** @param {Buffer} chunk */
      const read = (chunk) => {
        this.log += chunk;
        if (`${chunk}`.includes('The intake listens at')) resolve(null);
      };
      group.process.stdout?.on('data', read);
      group.process.stderr?.on('data', read);
      void group.gone.then(() => reject(new Error(`the intake ended:\n${this.log}`)));
    });
  }

  /** Kills it without warning. */
  async kill() {
    await this.#running()?.kill();
  }

  /** Stops it like a service manager. */
  async stop() {
    await this.#running()?.stop();
  }

  #running() {
    const group = this.#group;
    this.#group = null;
    if (group?.ended) throw new Error(`the intake ended by itself:\n${this.log.slice(-2000)}`);
    return group;
  }

  async remove() {
    try {
      await this.kill();
    } finally {
      this.#agent.destroy();
      this.server?.stop();
      this.#removeFolder();
      this.#forget();
    }
  }

  #removeFolder() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * @param {unknown} body
   * @param {Record<string, string>} [headers] replace the usual ones; an empty one is left out
   * @param {{ method?: string, path?: string }} [where]
   * @returns {Promise<Reply>}
   */
  send(body, headers = {}, { method = 'POST', path = '/requests' } = {}) {
    const all = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, method, path, headers: given, agent: this.#agent };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          const json = /json$/.test(response.headers['content-type'] ?? '') && text;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: json ? JSON.parse(text) : null });
        });
      });
      sent.on('error', reject);
      sent.end(method === 'POST' ? bytes : undefined);
    });
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} [headers]
   */
  get(path, headers = {}) {
    return this.send('', { 'content-type': '', 'idempotency-key': '', ...headers }, { method: 'GET', path });
  }

  /**
   * Queries the store while it is running.
   * @param {string} sql
   * @returns {Promise<any[]>}
   */
  async peek(sql) {
    if (this.server) return this.server.query(sql);
    return JSON.parse(execFileSync('sqlite3', ['-json', '-cmd', '.timeout 5000', sqliteFile(this.folder), sql], { encoding: 'utf8' }) || '[]');
  }

  /**
   * Kills the process and queries the store.
   * @param {string} sql
   * @returns {Promise<any[]>}
   */
  async stored(sql) {
    await this.kill();
    if (this.server) return this.server.query(sql);
    const { database, stop } = await startIntake({ folder: this.folder });
    const { results } = await database.prepare(sql).all();
    await stop();
    return results;
  }
}

/**
 * The SQLite file of the intake's store in a folder.
 * @param {string} folder
 */
export function sqliteFile(folder) {
  const inside = join(folder, 'miniflare-D1DatabaseObject');
  const name = readdirSync(inside).find((file) => /^[0-9a-f]{64}\.sqlite$/.test(file));
  if (!name) throw new Error(`${inside} holds no store`);
  return join(inside, name);
}
