// The same intake in hosts of others: Cloudflare's, as wrangler runs it on this machine, and a workerd of one's own.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { intakeCommand, run } from './command.mjs';
import { eligible, until } from './intake.mjs';
import { freePort } from './postgres.mjs';
import { Receiver } from './receiver.mjs';

const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name);
const SECRET = `whsec_${Buffer.from('a secret of this test, long enough').toString('base64')}`;

describe('workerd of one’s own, with docs’ configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2p-review-workerd-'));
  const receiver = new Receiver(SECRET);
  let port = 0;
  /** @type {Record<string, string>} */
  let env = {};
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;

  before(async () => {
    assert.equal((await run(process.execPath, ['edge/build.mjs', '--out-dir', join(folder, 'dist')])).status, 0);
    mkdirSync(join(folder, 'store'), { mode: 0o700 });
    port = await freePort();
    env = { PUBLIC_ORIGIN: 'https://p2p.example', WEBHOOK_URL: await receiver.start(), WEBHOOK_SECRETS: SECRET, WEBHOOK_TIMEOUT_SECONDS: '1', STAFF_TOKEN: 'a-token-of-thirty-two-characters' };
    await start();
  });
  after(async () => {
    await kill();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start() {
    const { status, err } = await launch([]);
    assert.equal(status, null, err);
  }

  /** Its command, as workerd.capnp says; it ends or answers. @param {string[]} more */
  async function launch(more) {
    const args = ['--nonblock', join(folder, 'lock'), bin('workerd'), 'serve', join(folder, 'dist/workerd.capnp'), '--directory-path', `store=${join(folder, 'store')}`, '--socket-addr', `http=127.0.0.1:${port}`, ...more];
    const started = spawn('flock', args, { stdio: 'ignore', detached: true, env: { ...process.env, ...env } });
    /** @type {number | null} */
    let status = null;
    started.once('exit', (code) => (status = code));
    await until(async () => status !== null || (child === null && (await healthy())), 'workerd');
    if (status === null) child = started;
    return { status, err: 'workerd ended' };
  }

  const healthy = () => ask('/ready').then(({ status }) => status === 200, () => false);

  async function kill() {
    if (!child?.pid) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    child = null;
  }

  /** @param {string} path @param {RequestInit} [init] */
  const ask = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const post = (/** @type {Record<string, string>} */ headers) =>
    ask('/requests', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(eligible()) });

  test('it takes requests, also after it was killed, and keeps what it promised', async () => {
    const key = { 'idempotency-key': 'before-the-kill', origin: 'https://p2p.example' };
    const first = await post(key);
    assert.equal(first.status, 202);
    const { reference } = await first.json();
    assert.equal((await post({ ...key, origin: 'https://stranger.example' })).status, 403);
    await kill();
    await start();
    assert.equal((await (await post(key)).json()).reference, reference);
    const list = await ask('/staff/requests', { headers: { authorization: 'Bearer a-token-of-thirty-two-characters' } });
    assert.equal((await list.json()).requests.length, 1);
    await until(() => receiver.references.has(reference), 'the webhook');
  });

  test('what could not be delivered at once is delivered by its own alarm', async () => {
    receiver.answer = (_, earlier) => (earlier === 0 ? 500 : 200);
    const { reference } = await (await post({ 'idempotency-key': 'delivered-later' })).json();
    await until(() => receiver.references.has(reference), 'the second try');
  });

  test('a second one on the same folder is refused', async () => {
    assert.equal((await launch([])).status, 1);
  });

  test('the commands work on its folder', async () => {
    // What was on its way when it was killed goes out once more.
    const status = async () => (await intakeCommand('status', '--folder', join(folder, 'store'))).out;
    await until(async () => (await status()) === '2 requests, 2 audit records, 0 messages to deliver, 0 dead', 'the last delivery');
  });
});

describe('Cloudflare', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2p-review-wrangler-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const config = ['-c', join(root, 'edge/wrangler.jsonc')];
  const quiet = { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder, CI: '1' };

  test('wrangler takes the configuration', async () => {
    const { status, out, err } = await run(bin('wrangler'), ['deploy', '--dry-run', '--outdir', folder, ...config], quiet);
    assert.equal(status, 0, err);
    assert.ok(!/warning/i.test(out + err), out + err);
    for (const binding of ['env.DB', 'env.RATE_LIMITER', 'env.PUBLIC_ORIGIN']) assert.ok(out.includes(binding), binding);
    assert.match(readFileSync(join(folder, 'worker.js'), 'utf8'), /standardwebhooks|webhook-signature/);
  });

  test('wrangler brings the tables up to date and runs it, with a limit of rate', async () => {
    const state = ['--local', '--persist-to', join(folder, 'state')];
    const migrated = await run(bin('wrangler'), ['d1', 'migrations', 'apply', 'DB', ...state, ...config], quiet);
    assert.equal(migrated.status, 0, migrated.err);
    const port = await freePort();
    const child = spawn(bin('wrangler'), ['dev', '--port', `${port}`, '--inspector-port', '0', '--show-interactive-dev-session=false', ...state, ...config], { cwd: folder, detached: true, stdio: 'ignore', env: { ...process.env, ...quiet } });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    try {
      const send = (/** @type {string} */ path, /** @type {string} */ body) =>
        fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'through-wrangler', 'cf-connecting-ip': '192.0.2.1' }, body });
      await until(() => fetch(`http://127.0.0.1:${port}/ready`).then(({ status }) => status === 200, () => false), 'wrangler dev');
      const taken = await send('/requests', JSON.stringify(eligible()));
      assert.equal(taken.status, 202);
      const { reference } = await taken.json();
      assert.equal((await (await send('/requests', JSON.stringify(eligible()))).json()).reference, reference);
      const statuses = [];
      for (let i = 0; i < 70; i++) statuses.push((await send('/decisions', '{}')).status);
      assert.ok(statuses.includes(200) && statuses.includes(429), 'sixty a minute');
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await gone;
    }
  });
});
