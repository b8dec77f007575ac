// The intake in other hosts: Cloudflare's (as wrangler runs it locally), and a self-hosted workerd.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { intakeCommand, run } from './command.mjs';
import { brokenFraming, raw } from './framing.mjs';
import { Group } from './group.mjs';
import { eligible, until } from './intake.mjs';
import { freePort } from './postgres.mjs';
import { Receiver } from './receiver.mjs';

const bin = (/** @type {string} */ name) => join(root, 'node_modules/.bin', name);
const SECRET = `whsec_${Buffer.from('a secret of this test, long enough').toString('base64')}`;

describe('a self-hosted workerd, with the documented configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2p-review-workerd-'));
  const store = join(folder, 'store');
  const receiver = new Receiver(SECRET);
  let port = 0;
  let log = '';
  /** @type {Record<string, string>} */
  let env = {};
  /** @type {Group | null} */
  let running = null;

  before(async () => {
    assert.equal((await run(process.execPath, ['edge/build.mjs', '--out-dir', join(folder, 'dist')])).status, 0);
    port = await freePort();
    env = {
      INTAKE_FOLDER: store,
      WORKERD: bin('workerd'),
      PUBLIC_ORIGIN: 'https://p2p.example',
      WEBHOOK_URL: await receiver.start(),
      WEBHOOK_SECRETS: SECRET,
      WEBHOOK_TIMEOUT_SECONDS: '1',
      STAFF_TOKEN: 'a-token-of-thirty-two-characters',
    };
    running = launch(port);
    await ready();
  });
  after(async () => {
    await running?.kill();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param {number} port */
  function launch(port) {
    const group = new Group(join(folder, 'dist/serve.sh'), ['--socket-addr', `http=127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    for (const stream of [group.process.stdout, group.process.stderr]) stream?.on('data', (chunk) => (log += chunk));
    return group;
  }

  async function ready() {
    await until(() => {
      assert.ok(!running?.ended, log);
      return ask('/ready').then(({ status }) => status === 200, () => false);
    }, 'workerd');
  }

  /** @param {string} path @param {RequestInit} [init] */
  const ask = (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const post = (/** @type {Record<string, string>} */ headers) =>
    ask('/requests', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(eligible()) });

  test('it accepts requests, also after being killed, and loses none', async () => {
    const key = { 'idempotency-key': 'before-the-kill', origin: 'https://p2p.example' };
    const first = await post(key);
    assert.equal(first.status, 202);
    const { reference } = await first.json();
    assert.equal((await post({ ...key, origin: 'https://stranger.example' })).status, 403);
    await running?.kill();
    running = launch(port);
    await ready();
    assert.equal((await (await post(key)).json()).reference, reference);
    const list = await ask('/staff/requests', { headers: { authorization: 'Bearer a-token-of-thirty-two-characters' } });
    assert.equal((await list.json()).requests.length, 1);
    await until(() => receiver.references.has(reference), 'the webhook');
  });

  test('the host makes no difference, and the path does as it was sent', async () => {
    const status = async (/** @type {string} */ path, host = 'p2p.example') => (await raw(port, `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`, /HTTP\/1\.1 \d/)).slice(9, 12);
    for (const host of ['p2p.example', 'P2P.Example', 'p2p.example:80', '[::1]:8787']) assert.equal(await status('/health?x=/..', host), '200', host);
    // Workerd itself resolves a plain `..`, as proxies do.
    for (const path of ['/staff/%2e%2e/metrics', '/staff/..\\metrics']) assert.match(await status(path), /^4/, path);
  });

  test('failed deliveries are retried by its alarm', async () => {
    receiver.answer = (_, earlier) => (earlier === 0 ? 500 : 200);
    const { reference } = await (await post({ 'idempotency-key': 'delivered-later' })).json();
    await until(() => receiver.references.has(reference), 'the second try');
  });

  test('a second one on the same folder or port is refused with a reason', async () => {
    const second = launch(await freePort());
    await second.gone;
    assert.equal(second.code, 1);
    await until(() => log.includes(`another intake is using ${store}`), 'the reason');
    env = { ...env, INTAKE_FOLDER: join(folder, 'another') };
    const third = launch(port);
    await third.gone;
    assert.notEqual(third.code, 0);
    await until(() => log.includes('Address already in use'), 'the reason');
  });

  test('only the owner can read its files', () => {
    const files = readdirSync(store, { recursive: true, withFileTypes: true });
    assert.ok(files.some(({ name }) => name.endsWith('.sqlite')));
    for (const file of files) assert.equal(statSync(join(file.parentPath, file.name)).mode & 0o077, 0, file.name);
    assert.equal(statSync(store).mode & 0o077, 0);
  });

  test('the log quotes nothing of malformed requests', async () => {
    for (const bytes of brokenFraming(JSON.stringify(eligible()))) await raw(port, bytes, /HTTP\/1\.1 \d/);
    assert.equal((await ask('/health')).status, 200, 'it goes on');
    await until(() => log.includes('invalid HTTP chunk size'), 'what workerd says of it');
    assert.ok(log.includes('"event":"response"'));
    for (const secret of ['Secret', 'SECRET', 'Hidden', '555-0142']) assert.ok(!log.includes(secret), `the log says ${secret}`);
  });

  test('the commands work on its folder', async () => {
    // Messages in transit when it was killed are sent again.
    const status = async () => (await intakeCommand('status', '--folder', store)).out;
    await until(async () => (await status()) === '2 requests, 2 audit records, 0 messages to deliver, 0 dead', 'the last delivery');
  });

  test('it stops when told to', async () => {
    running?.process.kill('SIGTERM');
    await running?.gone;
  });
});

describe('Cloudflare', () => {
  const folder = mkdtempSync(join(tmpdir(), 'p2p-review-wrangler-'));
  after(() => {
    // Wrangler writes next to its configuration.
    for (const left of [folder, join(root, 'edge/.wrangler')]) rmSync(left, { recursive: true, force: true });
  });
  const config = ['-c', join(root, 'edge/wrangler.jsonc')];
  const quiet = { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder, CI: '1' };

  test('only what the form and staff need is public', () => {
    const routes = readFileSync(join(root, 'edge/wrangler.jsonc'), 'utf8').matchAll(/"pattern": "p2p\.example([^"]*)"/g);
    assert.deepEqual([...routes].map(([, path]) => path), ['/requests', '/staff', '/staff/*']);
  });

  test('wrangler accepts the configuration', async () => {
    const { status, out, err } = await run(bin('wrangler'), ['deploy', '--dry-run', '--outdir', folder, ...config], quiet);
    assert.equal(status, 0, err);
    assert.ok(!/warning/i.test(out + err), out + err);
    for (const binding of ['env.DB', 'env.RATE_LIMITER', 'env.PUBLIC_ORIGIN']) assert.ok(out.includes(binding), binding);
    assert.match(readFileSync(join(folder, 'worker.js'), 'utf8'), /standardwebhooks|webhook-signature/);
  });

  test('wrangler migrates the store and runs it, with a rate limit', async () => {
    const state = ['--local', '--persist-to', join(folder, 'state')];
    const migrated = await run(bin('wrangler'), ['d1', 'migrations', 'apply', 'DB', ...state, ...config], quiet);
    assert.equal(migrated.status, 0, migrated.err);
    const port = await freePort();
    const wrangler = new Group(bin('wrangler'), ['dev', '--port', `${port}`, '--inspector-port', '0', '--show-interactive-dev-session=false', ...state, ...config], { cwd: folder, stdio: 'ignore', env: { ...process.env, ...quiet } });
    try {
      const send = (/** @type {string} */ path, /** @type {string} */ body) =>
        fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'through-wrangler', 'cf-connecting-ip': '192.0.2.1' }, body });
      await until(() => fetch(`http://127.0.0.1:${port}/ready`).then(({ status }) => status === 200, () => false), 'wrangler dev');
      const reply = await send('/requests', JSON.stringify(eligible()));
      assert.equal(reply.status, 202);
      const { reference } = await reply.json();
      assert.equal((await (await send('/requests', JSON.stringify(eligible()))).json()).reference, reference);
      // Wrangler's own limiter counts by minutes of the clock: of 121 requests, at least 61 fall into the same one.
      const statuses = new Set();
      for (let i = 0; i < 121 && !statuses.has(429); i++) statuses.add((await send('/decisions', '{}')).status);
      assert.deepEqual([...statuses], [200, 429], 'sixty a minute');
    } finally {
      // When stopped it cleans up after itself, but may leave its workerd, which waits for open connections.
      await wrangler.stop();
    }
  });
});
