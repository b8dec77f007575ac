// Operating the intake: health, metrics, causes of a 503, commands, backups, several processes.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import pg from 'pg';
import '../../pkg/node.js';
import { Intake as Core } from '../../edge/intake.js';
import { SettingsError, readSettings } from '../../edge/settings.js';
import { StoreUnavailable } from '../../edge/store/database.js';
import { postgresCause } from '../../edge/store/postgres.js';
import { sqliteCause } from '../../edge/store/sqlite.js';
import { postgresPrograms } from '../../scripts/setup/databases.mjs';
import { intakeCommand, run } from './command.mjs';
import { Intake, STORES, eligible, sqliteFile, until } from './intake.mjs';

for (const kind of STORES) {
  describe(kind, () => {
    const intake = new Intake(kind);
    before(() => intake.start());
    after(() => intake.remove());
    /** @param {string[]} args */
    const command = async (...args) => {
      const { status, out, err } = await intakeCommand(...args, ...intake.storeOptions);
      assert.equal(status, 0, err);
      return out;
    };

    test('health, readiness and metrics', async () => {
      assert.deepEqual((await intake.get('/health')).body, { status: 'up' });
      assert.deepEqual((await intake.get('/ready')).body, { status: 'ready' });
      await intake.send(eligible());
      await intake.send({ ...eligible(), appeal_filed: true });
      const { text, headers } = await intake.get('/metrics');
      assert.match(headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
      for (const line of ['p2p_responses_total{route="requests",status="202"} 1', 'p2p_responses_total{route="requests",status="422"} 1', 'p2p_stored_requests 1', 'p2p_stored_audit_records 2', 'p2p_outbox_dead 0']) {
        assert.ok(text.split('\n').includes(line), line);
      }
      for (const line of text.trimEnd().split('\n')) assert.match(line, /^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[\w-]+",?)+\})? \d+)$/);
    });

    test('the commands announce what they would do, and do it', async () => {
      assert.match(await command('status'), /^1 request, 2 audit records, 0 messages to deliver, 0 dead$/);
      assert.equal(await command('migrate'), 'The store is up to date');
      assert.match(await command('purge', '--older-than', '7', '--dry-run'), /^Would delete 0 requests/);
      assert.match(await command('purge-audit', '--older-than', '7', '--dry-run'), /^Would delete 0 audit records/);
      // Usage errors don't depend on the store, and for SQLite each command starts a workerd.
      for (const wrong of kind === 'sqlite' ? [] : [['purge'], ['purge', '--older-than', '6'], ['purge', '--older-than', 'x'], ['nothing'], []]) {
        const { status, err } = await intakeCommand(...wrong, ...intake.storeOptions);
        assert.equal(status, 1);
        assert.match(err, /^✗ /);
      }
      assert.equal(await command('undelivered'), 'Everything is delivered');
    });

    test('a purge deletes old requests with their keys, while the intake runs', async () => {
      const key = { 'idempotency-key': 'sent-long-ago' };
      const first = await intake.send(eligible(), key);
      await age(first.body.reference);
      assert.match(await command('purge', '--older-than', '400', '--dry-run'), /^Would delete 1 request /);
      assert.equal((await intake.send(eligible(), key)).body.reference, first.body.reference, 'a dry run deletes nothing');
      assert.match(await command('purge', '--older-than', '400'), /^Deleted 1 request /);
      const again = await intake.send(eligible(), key);
      assert.equal(again.status, 202);
      assert.notEqual(again.body.reference, first.body.reference, 'another request now');
      assert.match(await command('purge-audit', '--older-than', '400'), /^Deleted 1 audit record /);
    });

    test('a backup restored into another store has every request', async () => {
      const file = join(intake.folder, 'backup.jsonl');
      const stored = await intake.send(eligible(), { 'idempotency-key': 'in-the-backup' });
      assert.match(await command('backup', '--file', file), /contains personal details/);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const target = new Intake(kind === 'sqlite' ? 'postgres' : 'sqlite');
      try {
        await target.start();
        await target.stop();
        const { status, err } = await intakeCommand('restore', '--file', file, ...target.storeOptions);
        assert.equal(status, 0, err);
        await target.start();
        assert.equal((await target.send(eligible(), { 'idempotency-key': 'in-the-backup' })).body.reference, stored.body.reference);
      } finally {
        await target.remove();
      }
    });

    test('nothing is written to a store of a later version', async () => {
      await change("INSERT INTO schema_migrations (name) VALUES ('9999_later.sql')");
      const { status, body } = await intake.get('/ready');
      assert.deepEqual([status, body.cause], [503, 'schema']);
      await change("DELETE FROM schema_migrations WHERE name = '9999_later.sql'");
      assert.equal((await intake.get('/ready')).status, 200);
    });

    test('a locked store is reported as such, and the request can be sent again', async () => {
      const release = await lock();
      const key = { 'idempotency-key': 'while-it-is-locked' };
      const { status, body, headers } = await intake.send(eligible(), key);
      assert.deepEqual([status, body.cause, headers['retry-after']], [503, 'locked', '2']);
      await until(() => intake.log.includes(String(headers['x-request-id'])));
      const entry = intake.log.split('\n').find((line) => line.includes(String(headers['x-request-id']))) ?? '';
      assert.equal(JSON.parse(entry).cause, 'locked');
      await release();
      assert.equal((await intake.send(eligible(), key)).status, 202);
      assert.match((await intake.get('/metrics')).text, /p2p_unavailable_total\{cause="locked"\} 1/);
    });

    /** @param {string} reference */
    async function age(reference) {
      await change(`UPDATE requests SET received_at = '2020-01-01T00:00:00.000Z' WHERE reference = '${reference}'`);
      await change(`UPDATE audit SET decided_on = '2020-01-01' WHERE reference = '${reference}'`);
    }

    /** @param {string} sql */
    async function change(sql) {
      if (intake.server) return void (await intake.server.query(sql));
      const { status, stderr } = spawnSync('sqlite3', ['-cmd', '.timeout 5000', sqliteFile(intake.folder), sql], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    }

    async function lock() {
      if (intake.server) {
        const client = new pg.Client({ connectionString: intake.server.url });
        await client.connect();
        await client.query('BEGIN; LOCK TABLE requests');
        return () => client.end();
      }
      const holder = spawn('sqlite3', [sqliteFile(intake.folder)], { stdio: ['pipe', 'pipe', 'inherit'] });
      const held = new Promise((resolve) => holder.stdout.once('data', resolve));
      holder.stdin.write(".timeout 5000\nBEGIN IMMEDIATE;\nSELECT 'held';\n");
      await held;
      return async () => {
        const gone = new Promise((resolve) => holder.once('exit', resolve));
        holder.stdin.end('ROLLBACK;\n');
        await gone;
      };
    }
  });
}

describe('SQLite on this machine', () => {
  const intake = new Intake();
  before(() => intake.start());
  after(() => intake.remove());

  test('only the owner can read its files', async () => {
    await intake.send(eligible());
    assert.equal(statSync(intake.folder).mode & 0o777, 0o700);
    const files = readdirSync(intake.folder, { recursive: true, withFileTypes: true });
    assert.ok(files.some(({ name }) => name.endsWith('.sqlite')));
    for (const file of files) assert.equal(statSync(join(file.parentPath, file.name)).mode & 0o077, 0, file.name);
  });

  test('a second intake on the same folder is refused', async () => {
    const { status, err } = await run(process.execPath, ['edge/serve.mjs', '--port', '0', '--folder', intake.folder]);
    assert.equal(status, 1);
    assert.match(err, /another intake is using/);
    assert.equal((await intake.send(eligible())).status, 202);
  });

  test('sqlite3 can back it up while it runs', async () => {
    const copy = join(intake.folder, 'copy.sqlite');
    assert.equal((await run('sqlite3', [sqliteFile(intake.folder), `.backup ${copy}`])).status, 0);
    assert.equal((await run('sqlite3', [copy, 'PRAGMA integrity_check; SELECT count(*) FROM requests'])).out, 'ok\n2');
  });
});

describe('PostgreSQL', () => {
  const intake = new Intake('postgres');
  before(() => intake.start());
  after(() => intake.remove());

  test('two processes can share a store', async () => {
    const second = new Intake('postgres');
    second.server = intake.server;
    try {
      await second.start();
      const key = { 'idempotency-key': 'to-both-at-once' };
      const body = eligible();
      const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? intake : second).send(body, key)));
      assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([202]));
      assert.equal(new Set(replies.map((reply) => reply.body.reference)).size, 1);
    } finally {
      second.server = null;
      await second.remove();
    }
  });

  test('pg_dump and pg_restore restore everything', async () => {
    assert.ok(intake.server);
    const file = join(intake.folder, 'p2p.dump');
    const programs = postgresPrograms() ?? '';
    assert.equal((await run(join(programs, 'pg_dump'), ['--format', 'custom', '--file', file, intake.server.url])).status, 0);
    const restored = await intake.server.database('restored');
    assert.equal((await run(join(programs, 'pg_restore'), ['--dbname', restored, '--exit-on-error', file])).status, 0);
    assert.equal((await intakeCommand('status', '--postgres', restored)).out, (await intakeCommand('status', '--postgres', intake.server.url)).out);
  });

  test('a stopped server is reported as unreachable, and used again when it is back', async () => {
    assert.ok(intake.server);
    intake.server.crash();
    const { status, body } = await intake.send(eligible());
    assert.deepEqual([status, body.cause], [503, 'unreachable']);
    assert.equal((await intake.get('/ready')).body.cause, 'unreachable');
    assert.equal((await intake.get('/health')).status, 200, 'the process itself is well');
    await intake.server.start();
    await until(async () => (await intake.get('/ready')).status === 200);
    assert.equal((await intake.send(eligible())).status, 202);
  });

  test('it stops when told to, after finishing what it has started', async () => {
    const sent = Array.from({ length: 20 }, () => intake.send(eligible()));
    await Promise.race(sent);
    const started = Date.now();
    await intake.stop();
    assert.ok(Date.now() - started < 30_000, 'a connection that is stored open is not waited for');
    const replies = await Promise.allSettled(sent);
    assert.ok(replies.some(({ status }) => status === 'fulfilled'));
  });
});

test('it does not start with invalid settings, and says why', async () => {
  for (const [env, reason] of /** @type {[Record<string, string>, RegExp][]} */ ([
    [{ STAFF_TOKEN: 'short' }, /✗ STAFF_TOKEN must be at least 32 random characters/],
    [{ DATABASE_URL: 'mysql://p2p@db.example/p2p' }, /✗ DATABASE_URL or --postgres isn't a valid/],
    [{ DATABASE_URL: 'postgres://p2p@127.0.0.1:9/p2p' }, /✗ The store is unavailable: unreachable/],
  ])) {
    const { status, err } = await run(process.execPath, ['edge/serve.mjs', '--port', '0'], env);
    assert.equal(status, 1);
    assert.match(err, reason);
  }
  for (const port of ['eight', '', '65536']) assert.match((await run(process.execPath, ['edge/serve.mjs', '--port', port])).err, /✗ --port must be/);
});

test('settings that can’t work are refused, and none is quoted that may be secret', () => {
  const token = { STAFF_TOKEN: 'x'.repeat(32) };
  const webhook = { WEBHOOK_URL: 'https://payer.example/hooks', WEBHOOK_SECRETS: `whsec_${'A'.repeat(44)}` };
  const jwt = { STAFF_JWKS_URL: 'https://login.example/keys', STAFF_ISSUER: 'https://login.example', STAFF_AUDIENCE: 'p2p' };
  for (const works of [{}, token, webhook, jwt, { ...jwt, STAFF_JWT_HEADER: 'Authorization' }, { ...webhook, WEBHOOK_RETRY_SECONDS: '0.2 5' }, { BODY_SECONDS: '' }]) readSettings(works);
  assert.equal(readSettings({ ...jwt, STAFF_JWT_HEADER: 'Authorization' }).staff?.jwt?.header, 'authorization');
  for (const [bindings, reason] of /** @type {[import('../../edge/settings.js').Bindings, RegExp][]} */ ([
    [{ PUBLIC_ORIGIN: 'http://p2p.example' }, /isn't a valid https address: http:\/\/p2p.example/],
    [{ PUBLIC_ORIGIN: 'https://p2p.example/' }, /without a path/],
    [{ ALLOWED_ORIGINS: 'https://a.example *' }, /isn't a valid https address: \*/],
    [{ ALLOWED_ORIGINS: 'https://clerk:Secretname@a.example' }, /user name or password/],
    [{ CLIENT_ADDRESS_HEADER: 'client address' }, /CLIENT_ADDRESS_HEADER isn't a valid header name/],
    [{ STAFF_TOKEN: 'short' }, /STAFF_TOKEN must be at least 32 random characters/],
    [{ STAFF_TOKEN: `Secretname ${'x'.repeat(32)}` }, /without spaces/],
    [{ STAFF_TOKEN: `${'x'.repeat(32)}\n` }, /without spaces/],
    [{ STAFF_TOKEN: 'é'.repeat(32) }, /STAFF_TOKEN/],
    ...['STAFF_JWKS_URL', 'STAFF_ISSUER', 'STAFF_AUDIENCE'].flatMap((name) => /** @type {any[]} */ ([
      [{ [name]: 'https://login.example' }, /STAFF_JWKS_URL, STAFF_ISSUER and STAFF_AUDIENCE must be set together/],
      [{ ...jwt, ...token, [name]: '' }, /must be set together/],
    ])),
    [{ ...jwt, STAFF_JWKS_URL: 'http://login.example/keys' }, /STAFF_JWKS_URL isn't a valid https address/],
    [{ ...token, STAFF_JWT_HEADER: 'authorization' }, /STAFF_JWT_HEADER needs STAFF_JWKS_URL/],
    [{ ...jwt, STAFF_JWT_HEADER: 'x:y' }, /STAFF_JWT_HEADER isn't a valid header name/],
    [{ ...token, STAFF_TIME_ZONE: 'Mars/Olympus' }, /STAFF_TIME_ZONE isn't a valid time zone/],
    [{ STAFF_TIME_ZONE: 'America/Los_Angeles' }, /STAFF_TIME_ZONE needs STAFF_TOKEN or STAFF_JWKS_URL/],
    [{ WEBHOOK_URL: webhook.WEBHOOK_URL }, /WEBHOOK_SECRETS must be/],
    [{ ...webhook, WEBHOOK_SECRETS: 'whsec_Secretname' }, /WEBHOOK_SECRETS must be/],
    [{ ...webhook, WEBHOOK_URL: 'ftp://payer.example/Secretname' }, /WEBHOOK_URL isn't a valid https address/],
    [{ ...webhook, WEBHOOK_URL: 'https://clerk:Secretname@payer.example' }, /WEBHOOK_URL must not contain a user name or password/],
    ...['WEBHOOK_SECRETS', 'WEBHOOK_TIMEOUT_SECONDS', 'WEBHOOK_RETRY_SECONDS'].map((name) => /** @type {any} */ ([{ [name]: '5' }, new RegExp(`${name} needs WEBHOOK_URL`)])),
    ...['-1', '0', 'Infinity', 'NaN', '1e3', '0x10', 'ten', '5s', '31', ' '].map((value) => /** @type {any} */ ([{ BODY_SECONDS: value }, /BODY_SECONDS must be a number of seconds up to 30/])),
    [{ ...webhook, WEBHOOK_TIMEOUT_SECONDS: 'Infinity' }, /WEBHOOK_TIMEOUT_SECONDS must be a number of seconds up to 300/],
    [{ ...webhook, WEBHOOK_RETRY_SECONDS: '5 9e99' }, /WEBHOOK_RETRY_SECONDS must be/],
    [{ ...webhook, WEBHOOK_RETRY_SECONDS: '5, 300' }, /WEBHOOK_RETRY_SECONDS must be/],
    [{ ...webhook, WEBHOOK_RETRY_SECONDS: ' ' }, /WEBHOOK_RETRY_SECONDS must be/],
  ])) {
    assert.throws(() => readSettings(bindings), (error) => {
      assert.ok(error instanceof SettingsError, JSON.stringify(bindings));
      assert.match(error.message, reason);
      return !error.message.includes('Secretname');
    }, JSON.stringify(bindings));
  }
});

test('only what stores requests says that one was not stored', async () => {
  const database = { transaction: () => Promise.reject(new StoreUnavailable('locked')) };
  const limiter = { limit: () => Promise.reject(new Error('Secretname')) };
  const settings = readSettings({ STAFF_TOKEN: 'x'.repeat(32) });
  const log = mock.method(console, 'log', () => {});
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'to-a-broken-store', authorization: `Bearer ${'x'.repeat(32)}` };
  const post = { headers, method: 'POST', body: JSON.stringify(eligible()) };
  /** @type {[path: string, init: RequestInit, title: string, cause: string][]} */
  const cases = [
    ['/requests', post, 'Not stored', 'locked'],
    ['/staff/requests', { headers }, 'Not available', 'locked'],
    ['/ready', {}, 'Not available', 'locked'],
    ['/decisions', post, 'Not available', 'error-Error'],
  ];
  for (const [path, init, title, cause] of cases) {
    const core = new Core({ database, settings, limiter: path === '/decisions' ? limiter : undefined });
    const response = await core.fetch(new Request(`http://x${path}`, init), () => {});
    const body = await response.json();
    assert.deepEqual([response.status, body.title, body.cause], [503, title, cause], path);
    assert.equal(/stored|key/.test(body.detail), title === 'Not stored', path);
  }
  log.mock.restore();
});

test('errors of each database are classified', () => {
  for (const [message, cause] of [
    ['D1_ERROR: database is locked: SQLITE_BUSY', 'locked'],
    ['D1_ERROR: database or disk is full: SQLITE_FULL', 'full'],
    ['D1_ERROR: no such table: requests: SQLITE_ERROR', 'schema'],
    ['D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.', 'aborted'],
    ['Network connection lost.', 'unreachable'],
    ['Secretname', 'unknown'],
  ]) assert.equal(sqliteCause(new Error(message)), cause, message);
  for (const [code, cause] of [['55P03', 'locked'], ['53100', 'full'], ['42P01', 'schema'], ['57014', 'aborted'], ['08006', 'unreachable'], ['53300', 'unreachable'], ['ECONNREFUSED', 'unreachable'], ['XX000', 'unknown']]) {
    assert.equal(postgresCause({ code, message: '' }), cause, code);
  }
});

test('the service’s log is JSON, one entry a line', async () => {
  const intake = new Intake();
  try {
    await intake.start();
    await intake.send(eligible());
    await until(() => intake.log.includes('"status":202'));
    for (const line of intake.log.trim().split('\n').filter((text) => !text.startsWith('The intake listens'))) assert.ok(JSON.parse(line).event);
  } finally {
    await intake.remove();
  }
});
