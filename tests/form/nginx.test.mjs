// docs/nginx.conf as it stands, on a real nginx: the form works under the documented headers, and those are what comes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { root } from '../../scripts/lib/places.mjs';
import { nginx } from '../../scripts/setup/browser.mjs';
import { CLEAN, Stage, Visitor } from './form.mjs';

const documented = readFileSync(join(root, 'docs/nginx.conf'), 'utf8');
const stage = new Stage();
const folder = mkdtempSync(join(tmpdir(), 'p2p-nginx-'));

/** @type {{ headers: import('node:http').IncomingHttpHeaders, body: any }[]} */
const arrived = [];
const intake = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  arrived.push({ headers: request.headers, body: JSON.parse(text) });
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ reference: 'P2P-7' }));
});

/** @type {import('node:child_process').ChildProcess} */
let server;
let origin = '';

before(async () => {
  await stage.start();
  for (const file of readdirSync(join(stage.folder, 'assets'))) {
    mkdirSync(join(folder, 'site/assets'), { recursive: true });
    const bytes = readFileSync(join(stage.folder, 'assets', file));
    writeFileSync(join(folder, 'site/assets', file), bytes);
    if (/\.(wasm|js|css)$/.test(file)) writeFileSync(join(folder, 'site/assets', `${file}.gz`), gzipSync(bytes));
  }
  for (const file of ['index.html', 'integrity.json']) writeFileSync(join(folder, 'site', file), readFileSync(join(stage.folder, file)));
  const [own, others] = [await freePort(), await listen(intake)];
  writeFileSync(join(folder, 'p2p.conf'), changed(documented, {
    'listen 8080;': `listen 127.0.0.1:${own};`,
    'root /srv/p2p-review;': `root ${folder}/site;`,
    'server 127.0.0.1:8787;': `server 127.0.0.1:${others};`,
  }));
  writeFileSync(join(folder, 'nginx.conf'), around('p2p.conf'));
  server = spawn(nginx(), ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  origin = `http://127.0.0.1:${own}`;
  await answers(origin);
});

after(async () => {
  const gone = server && new Promise((resolve) => server.once('exit', resolve));
  server?.kill('SIGTERM');
  await gone;
  intake.closeAllConnections();
  intake.close();
  await stage.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the form loads, decides and sends; nothing is blocked', async () => {
  assert.ok(stage.browser && stage.site);
  const context = await stage.browser.newContext({ timezoneId: 'America/Los_Angeles', locale: 'en-US' });
  await context.addInitScript(() => {
    Object.assign(window, { violations: [] });
    document.addEventListener('securitypolicyviolation', (event) => /** @type {any} */ (window).violations.push(event.violatedDirective));
  });
  const page = await context.newPage();
  const visitor = new Visitor(page, /** @type {any} */ ({ origin }));
  await page.goto(`${origin}/`);
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  const request = fresh();
  await visitor.toCheck(request);
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.deepEqual(arrived.map(({ body }) => body), [request]);
  assert.match(String(arrived[0]?.headers['idempotency-key']), /^[0-9a-f]{32}$/);
  assert.match(await page.locator('[data-sent]').innerText(), /P2P-7/);
  await visitor.assertPrivate();
  await context.close();
});

test('every file comes with its type, its cache lifetime and the documented headers', async () => {
  const promised = Object.fromEntries([...documented.matchAll(/add_header ([\w-]+) "([^"]*)" always;/g)].map(([, name = '', value = '']) => [name.toLowerCase(), value]));
  assert.deepEqual(Object.keys(promised).length, 7);
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml; charset=utf-8', json: 'application/json; charset=utf-8', wasm: 'application/wasm' };
  const files = ['', 'integrity.json', ...readdirSync(join(folder, 'site/assets')).filter((file) => !file.endsWith('.gz')).map((file) => `assets/${file}`)];
  for (const file of files) {
    const { status, headers } = await fetch(`${origin}/${file}`);
    assert.equal(status, 200, file);
    for (const [name, value] of Object.entries(promised)) assert.equal(headers.get(name), value, `${file}: ${name}`);
    assert.equal(headers.get('content-type'), types[/** @type {keyof typeof types} */ (/\w+$/.exec(file)?.[0] ?? 'html')], file);
    assert.equal(headers.get('cache-control'), file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache', file);
    if (/\.(wasm|js|css)$/.test(file)) assert.equal(headers.get('content-encoding'), 'gzip', file);
  }
});

test('a page that has not changed is not sent again, and one that is not there is kept by no cache', async () => {
  const etag = (await fetch(origin)).headers.get('etag') ?? '';
  assert.equal((await fetch(origin, { headers: { 'if-none-match': etag } })).status, 304);
  const lost = await fetch(`${origin}/assets/gone.js`);
  assert.equal(lost.status, 404);
  assert.equal(lost.headers.get('cache-control'), null);
});

test('what is too long, or no POST, stays outside', async () => {
  const before = arrived.length;
  assert.equal((await fetch(`${origin}/requests`, { method: 'POST', body: 'x'.repeat(65 * 1024) })).status, 413);
  assert.equal((await fetch(`${origin}/requests`)).status, 403);
  assert.equal((await fetch(`${origin}/index.html`, { method: 'POST', body: '{}' })).status, 403);
  assert.equal(arrived.length, before);
});

test('deploy.md gives the same policy as nginx.conf', () => {
  const policy = /Content-Security-Policy "([^"]*)"/.exec(documented)?.[1] ?? '';
  const told = readFileSync(join(root, 'docs/deploy.md'), 'utf8').replaceAll(' https://intake.example', '').replaceAll(/\s+/g, ' ');
  assert.ok(told.includes(policy), 'deploy.md');
});

/** A request that is eligible today, by the machine's own clock: this server has no other. */
function fresh() {
  const day = (/** @type {number} */ days) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(Date.now() + days * 86_400_000);
  return { ...CLEAN['regence'], denial_date: day(-3) };
}

/**
 * @param {string} text
 * @param {Record<string, string>} changes each has to be found
 */
function changed(text, changes) {
  return Object.entries(changes).reduce((now, [from, to]) => {
    assert.ok(now.includes(from), from);
    return now.replace(from, to);
  }, text);
}

/** What a distribution's own nginx.conf does around it, in a folder of this test's. @param {string} file */
function around(file) {
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user} daemon off; worker_processes 1; pid ${folder}/pid; events {} http { access_log off; ${kept.join(' ')} include ${folder}/${file}; }`;
}

/** @param {import('node:http').Server} listener @returns {Promise<number>} */
function listen(listener) {
  return new Promise((resolve) => listener.listen(0, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (listener.address()).port)));
}

async function freePort() {
  const probe = createServer();
  const port = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** @param {string} address */
async function answers(address) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('nginx does not answer');
}
