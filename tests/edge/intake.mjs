import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/places.mjs';
import { startIntake } from '../../edge/host.mjs';

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: any }} Reply */

/** A request that is eligible whenever it is sent. */
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

/** The intake as a process of its own, on a port and a folder that outlive it. */
export class Intake {
  folder = mkdtempSync(join(tmpdir(), 'p2p-review-intake-'));
  port = 0;
  /** Everything that it ever printed. */
  log = '';
  /** @type {string[]} */
  options = [];
  /** @type {import('node:child_process').ChildProcess | null} */
  #process = null;
  #agent = new Agent({ keepAlive: true, maxSockets: 100 });

  /** @param {string[]} options */
  async start(...options) {
    this.options = options.length ? options : this.options;
    // A group of its own, so that workerd can be killed along with it, at one stroke.
    const child = spawn(
      process.execPath,
      [join(root, 'edge/serve.mjs'), '--port', `${this.port}`, '--folder', this.folder, ...this.options],
      { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = child;
    await new Promise((resolve, reject) => {
      /** @param {Buffer} chunk */
      const read = (chunk) => {
        this.log += chunk;
        const port = /listens at http:\/\/127\.0\.0\.1:(\d+)\//.exec(`${chunk}`)?.[1];
        if (port) resolve((this.port = Number(port)));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`the intake ended:\n${this.log}`)));
    });
  }

  /** No warning, no goodbye. */
  async kill() {
    const child = this.#process;
    if (!child?.pid) return;
    this.#process = null;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  async remove() {
    await this.kill();
    this.#agent.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * @param {unknown} body
   * @param {Record<string, string>} [headers] in the place of the right ones; an empty one is left out
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
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text && JSON.parse(text) }));
      });
      sent.on('error', reject);
      sent.end(method === 'POST' ? bytes : undefined);
    });
  }

  /**
   * Kills the process and reads what it left.
   * @param {string} sql
   * @returns {Promise<any[]>}
   */
  async stored(sql) {
    await this.kill();
    const { database, stop } = await startIntake({ folder: this.folder });
    const { results } = await database.prepare(sql).all();
    await stop();
    return results;
  }
}
