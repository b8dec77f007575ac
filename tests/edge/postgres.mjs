// A PostgreSQL server for a test, with a port and a folder that are freed afterwards.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postgresPrograms } from '../../scripts/setup/databases.mjs';
import { atExit } from './at-exit.mjs';

export class PostgresServer {
  folder = mkdtempSync(join(tmpdir(), 'p2p-review-postgres-'));
  port = 0;
  #forget = atExit(() => this.#end());
  #programs = postgresPrograms() ?? '';
  /** PostgreSQL does not run as root. */
  #account = process.getuid?.() === 0 ? account() : null;

  async start() {
    if (this.port === 0) {
      if (this.#account) chownSync(this.folder, this.#account.uid, this.#account.gid);
      this.#run('initdb', '--pgdata', this.folder, '--username', 'p2p', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync');
      this.port = await freePort();
    }
    const options = `-c listen_addresses=127.0.0.1 -c port=${this.port} -c unix_socket_directories=${this.folder} -c max_connections=120`;
    this.#run('pg_ctl', 'start', '--wait', '--pgdata', this.folder, '--log', join(this.folder, 'log'), '--options', options);
  }

  get url() {
    return `postgres://p2p@127.0.0.1:${this.port}/postgres`;
  }

  /** Creates an empty database. @param {string} name */
  async database(name) {
    await this.query(`CREATE DATABASE ${name}`);
    return this.url.replace(/postgres$/, name);
  }

  /** @param {string} sql @param {string} [url] @returns {Promise<any[]>} */
  async query(sql, url = this.url) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  /** Stops it as a machine failure would. */
  crash() {
    this.#run('pg_ctl', 'stop', '--wait', '--mode', 'immediate', '--pgdata', this.folder);
  }

  stop() {
    this.#end();
    this.#forget();
  }

  #end() {
    spawnSync(join(this.#programs, 'pg_ctl'), ['stop', '--wait', '--mode', 'immediate', '--pgdata', this.folder], { ...this.#account, stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {string} program @param {string[]} args */
  #run(program, ...args) {
    const { status, stderr } = spawnSync(join(this.#programs, program), args, { ...this.#account, cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'] });
    assert.equal(status, 0, `${program}: ${stderr}`);
  }
}

function account() {
  const id = (/** @type {string} */ flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
