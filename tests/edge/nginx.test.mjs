// The documented docs/nginx.conf on Debian's nginx with TLS, in front of the intake, in a real browser.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { root } from '../../scripts/lib/places.mjs';
import { nginx } from '../../scripts/setup/browser.mjs';
import { CLEAN, Stage, Visitor } from '../form/form.mjs';
import { Intake, eligible, until } from './intake.mjs';
import { freePort } from './postgres.mjs';

const documented = readFileSync(join(root, 'docs/nginx.conf'), 'utf8');
const documentedStaff = readFileSync(join(root, 'docs/nginx-staff.conf'), 'utf8');
const stage = new Stage();
const folder = mkdtempSync(join(tmpdir(), 'p2p-nginx-'));

const intake = new Intake();
const HOST = 'p2p.example';

/** @type {import('node:child_process').ChildProcess} */
let server;
let port = 0;
let origin = '';
/** @type {Buffer} */
let certificate;

before(async () => {
  await stage.serve();
  cpSync(stage.folder, join(folder, 'site'), { recursive: true });
  for (const file of readdirSync(join(folder, 'site/assets')).filter((name) => /\.(wasm|js|css)$/.test(name))) {
    writeFileSync(join(folder, 'site/assets', `${file}.gz`), gzipSync(readFileSync(join(folder, 'site/assets', file))));
  }
  certify();
  port = await freePort();
  const plain = await freePort();
  origin = `https://${HOST}:${port}`;
  // The test has its own port; PUBLIC_ORIGIN is the origin as browsers see it.
  const provider = await provide();
  intake.env = { PUBLIC_ORIGIN: origin, BODY_SECONDS: '2', STAFF_JWKS_URL: `${provider}/keys`, STAFF_ISSUER: 'https://login.example', STAFF_AUDIENCE: 'p2p-review-staff' };
  await intake.start();
  writeFileSync(join(folder, 'p2p.conf'), changed(documented, {
    'listen 80;': `listen 127.0.0.1:${plain};`,
    'listen 443 ssl http2;': `listen 127.0.0.1:${port} ssl http2;`,
    '/etc/ssl/p2p-review/': `${folder}/`,
    '/etc/ssl/p2p-review/privkey': `${folder}/privkey`,
    '/var/log/nginx/p2p-review.log': `${folder}/access.log`,
    '/var/log/nginx/p2p-review-error.log': `${folder}/p2p-error.log`,
    'root /srv/p2p-review;': `root ${folder}/site;`,
    'server 127.0.0.1:8787;': `server 127.0.0.1:${intake.port};`,
    '# include /etc/nginx/p2p-review-staff.conf;': `include ${folder}/p2p-staff.conf;`,
  }));
  writeFileSync(join(folder, 'p2p-staff.conf'), documentedStaff.replaceAll('http://127.0.0.1:4180', provider));
  writeFileSync(join(folder, 'nginx.conf'), around('p2p.conf'));
  server = spawn(nginx(), ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log'], { stdio: 'ignore' });
  await until(() => get('/').then(({ status }) => status === 200, () => false), 'nginx');
  const redirect = await fetch(`http://127.0.0.1:${plain}/a`, { redirect: 'manual' });
  assert.deepEqual([redirect.status, redirect.headers.get('location')], [301, `https://${HOST}/a`]);
});

after(async () => {
  const gone = server && new Promise((resolve) => server.once('exit', resolve));
  server?.kill('SIGTERM');
  await gone;
  signIn.closeAllConnections();
  signIn.close();
  await stage.stop();
  await intake.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('over TLS the form loads, decides and sends to the intake; nothing is blocked', async () => {
  const browser = await launch();
  try {
    const { page, visitor } = await visit(browser);
    await page.goto(`${origin}/`);
    await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
    await visitor.toCheck(fresh());
    await visitor.press('Send request');
    await page.getByRole('heading', { name: 'Request sent' }).waitFor();
    const shown = /P2P(?:-[2-9B-Z]{4}){3}/.exec(await page.locator('[data-sent]').innerText())?.[0];
    assert.ok(shown, 'the reference that the intake gave');
    await visitor.assertPrivate();
  } finally {
    await browser.close();
  }
});

test('the workbench too: its commands run beside the page, and nothing is blocked', async () => {
  const browser = await launch();
  try {
    const { page, visitor } = await visit(browser);
    const worker = page.waitForEvent('worker');
    await page.goto(`${origin}/workbench.html`);
    await page.getByText('No problems found.').waitFor();
    assert.match((await worker).url(), /\/assets\/worker-/);
    await page.locator('p2p-gate [name=appeal_filed][value=true]').check();
    await page.getByText('An appeal has been filed').first().waitFor();
    await page.getByRole('tab', { name: 'Rows', exact: true }).click();
    await page.getByText(/noticed, \d+ of them by the check alone/).first().waitFor();
    await page.locator('[data-editor] .cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('nmae = "Other"\n');
    await page.getByText(/Line 1: .*nmae/).first().waitFor();
    await visitor.assertPrivate();
  } finally {
    await browser.close();
  }
});

test('other sites can’t post, whatever headers they send', async () => {
  const send = (/** @type {Record<string, string>} */ headers) => post('/requests', JSON.stringify(eligible()), headers);
  assert.equal((await send({ origin })).status, 202);
  assert.equal((await send({ origin: 'https://stranger.example' })).status, 403);
  assert.equal((await send({ origin: 'https://stranger.example', host: 'stranger.example' })).status, 403);
  assert.equal((await send({ origin: `http://127.0.0.1:${intake.port}`, host: `127.0.0.1:${intake.port}` })).status, 403);
  assert.equal((await send({ origin: origin.replace('https', 'http') })).status, 403);
  assert.equal((await send({ origin: 'https://stranger.example', 'x-forwarded-host': 'stranger.example', 'x-forwarded-proto': 'https' })).status, 403);
});

test('a slow body is cut off, and many requests at once are slowed down', async () => {
  const started = Date.now();
  const dripped = await drip();
  assert.match(dripped, /^HTTP\/1\.1 (408|4\d\d|5\d\d)/);
  assert.ok(Date.now() - started < 30_000, 'it was cut');
  const replies = await Promise.all(Array.from({ length: 60 }, () => post('/requests', '{}', {})));
  const count = (/** @type {number} */ status) => replies.filter((reply) => reply.status === status).length;
  assert.ok(count(422) >= 15 && count(429) >= 20, `${count(422)} answered, ${count(429)} turned away`);
});

test('neither log quotes requests, not even malformed ones', async () => {
  for (const bytes of [
    JSON.stringify(eligible()),
    `POST /requests HTTP/1.1\r\nhost: ${HOST}\r\ncontent-type: application/json\r\ncontent-length: 5\r\n\r\n${JSON.stringify(eligible())}`,
    `POST /requests HTTP/1.1\r\nhost: ${HOST}\r\ntransfer-encoding: chunked\r\n\r\n${JSON.stringify(eligible())}`,
    `GET /Secretname?name=Secretname HTTP/1.1\r\nhost: Secretname.example\r\nreferer: https://x/Secretname\r\nuser-agent: Secretname\r\n\r\n`,
  ]) await bare(bytes);
  await until(() => readFileSync(join(folder, 'access.log'), 'utf8').includes(' 400 '), 'the log of a broken request');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.log'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const secret of ['Secret', 'SECRET', 'Hidden', '555-0142', 'Rosa']) assert.ok(!text.includes(secret), `${file} says ${secret}`);
  }
});

test('every file has its type, cache lifetime and the documented headers', async () => {
  const expected = Object.fromEntries([...documented.matchAll(/add_header ([\w-]+) "([^"]*)" always;/g)].map(([, name = '', value = '']) => [name.toLowerCase(), value]));
  assert.deepEqual(Object.keys(expected).length, 7);
  const policy = (/** @type {string} */ file) => expected['content-security-policy']?.replace('$p2p_trusted_types', file === 'workbench.html' ? 'p2p-workbench' : "'none'");
  const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml; charset=utf-8', json: 'application/json; charset=utf-8', wasm: 'application/wasm' };
  const files = ['', 'integrity.json', 'workbench.html', 'rules.html', 'pkg/command/p2p_review_command.wasm', 'pkg/p2p-gate.js', ...readdirSync(join(folder, 'site/assets')).filter((file) => !file.endsWith('.gz')).map((file) => `assets/${file}`)];
  for (const file of files) {
    const { status, headers } = await get(`/${file}`, { 'accept-encoding': 'gzip' });
    assert.equal(status, 200, file);
    for (const [name, value] of Object.entries({ ...expected, 'content-security-policy': policy(file) })) assert.equal(headers.get(name), value, `${file}: ${name}`);
    assert.equal(headers.get('content-type'), types[/** @type {keyof typeof types} */ (/\w+$/.exec(file)?.[0] ?? 'html')], file);
    assert.equal(headers.get('cache-control'), file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache', file);
    if (/^assets\/.*\.(wasm|js|css)$/.test(file)) assert.equal(headers.get('content-encoding'), 'gzip', file);
  }
});

test('unchanged pages are not sent again, and missing ones are not cached', async () => {
  const etag = (await get('/')).headers.get('etag') ?? '';
  assert.equal((await get('/', { 'if-none-match': etag })).status, 304);
  const lost = await get('/assets/gone.js');
  assert.equal(lost.status, 404);
  assert.equal(lost.headers.get('cache-control'), null);
});

test('nginx refuses long bodies, other methods, and whatever is not public', async () => {
  assert.equal((await post('/requests', 'x'.repeat(65 * 1024), {})).status, 413);
  assert.equal((await get('/requests')).status, 403);
  assert.equal((await post('/index.html', '{}', {})).status, 403);
  for (const folder of ['', '/staffx', '/staff-old', '/requests']) {
    for (const name of ['health', 'ready', 'metrics', 'decisions']) assert.equal((await get(`${folder}/${name}`)).status, 404, `${folder}/${name}`);
  }
  assert.equal((await post('/decisions', '{}', {})).status, 403);
  const signedIn = { cookie: 'session=clerk' };
  for (const path of ['/staff/metrics', '//staff/metrics', '/staffx', '/staff/../metrics', '/staff/%2e%2e/metrics', '/staff/..\\metrics']) assert.equal((await get(path, signedIn)).status, 404, path);
});

test('staff sign in through the identity provider, and nobody else gets in', async () => {
  await post('/requests', JSON.stringify(eligible()), {});
  const signedIn = { cookie: 'session=clerk' };
  const page = await get('/staff/', signedIn);
  assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
  assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self';/);
  for (const path of ['/staff', '/staff/style.css', '/staff/requests.csv', '/staff/requests.jsonl']) assert.equal((await get(path, signedIn)).status, 200, path);
  await until(() => intake.log.includes('"by":"clerk-7"'), 'who read, in the log');
  // Not signed in, with various headers that claim so; and with a token of another application.
  for (const headers of /** @type {Record<string, string>[]} */ ([{}, { authorization: `Bearer ${await token()}` }, { cookie: 'session=nobody' }])) {
    const { status, headers: given } = await get('/staff/requests', headers);
    assert.deepEqual([status, new URL(given.get('location') ?? '', origin).pathname], [302, '/oauth2/start']);
  }
  assert.equal((await get('/staff/requests', { cookie: 'session=stranger', authorization: `Bearer ${await token()}` })).status, 401, 'signing in again would not help');
  assert.equal((await get('/oauth2/auth')).status, 404);
  assert.equal((await post('/staff/requests', '{}', signedIn)).status, 403);
});

test('staff whose token has expired sign in again', async () => {
  for (const path of ['/staff', '/staff/', '/staff/requests.csv']) {
    const { status, headers } = await get(path, { cookie: 'session=expired' });
    assert.deepEqual([status, new URL(headers.get('location') ?? '', origin).pathname], [302, '/oauth2/start'], path);
  }
  assert.match(documentedStaff, /^# +oauth2-proxy [^]*--allowed-group \S+[^]*\n#\n/m, 'one group may read, not everybody with an account');
});

test('deploy.md gives the same policy as nginx.conf', () => {
  const policy = (/Content-Security-Policy "([^"]*)"/.exec(documented)?.[1] ?? '').replace('$p2p_trusted_types', "'none'");
  const told = readFileSync(join(root, 'docs/deploy.md'), 'utf8').replaceAll(' https://intake.example', '').replaceAll(/\s+/g, ' ');
  assert.ok(told.includes(policy), 'deploy.md');
});

/** The browser resolves the name as it would resolve the payer's, and trusts this one key. */
function launch() {
  const spki = execFileSync('sh', ['-c', `openssl x509 -in ${folder}/fullchain.pem -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64`], { encoding: 'utf8' }).trim();
  return chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`, `--ignore-certificate-errors-spki-list=${spki}`],
  });
}

/** @param {import('playwright-core').Browser} browser */
async function visit(browser) {
  const context = await browser.newContext({ timezoneId: 'America/Los_Angeles', locale: 'en-US' });
  await context.addInitScript(() => {
    Object.assign(window, { violations: [] });
    document.addEventListener('securitypolicyviolation', (event) => /** @type {any} */ (window).violations.push(event.violatedDirective));
  });
  const page = await context.newPage();
  return { page, visitor: new Visitor(page, /** @type {any} */ ({ origin })) };
}

/** The identity provider and oauth2-proxy: what nginx asks, and the provider's keys. */
const signIn = createServer(async ({ url, headers }, response) => {
  if (url === '/keys') return void response.end(JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256' }] }));
  const audience = /** @type {Record<string, string>} */ ({ 'session=clerk': 'p2p-review-staff', 'session=expired': 'p2p-review-staff', 'session=stranger': 'another' })[headers.cookie ?? ''];
  if (!audience) return void response.writeHead(401).end();
  response.writeHead(202, { authorization: `Bearer ${await token(audience, headers.cookie === 'session=expired' ? '-5m' : '5m')}` }).end();
});
const keys = await generateKeyPair('RS256');

function token(audience = 'p2p-review-staff', expires = '5m') {
  return new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer('https://login.example').setAudience(audience).setSubject('clerk-7').setExpirationTime(expires).sign(keys.privateKey);
}

/** @returns {Promise<string>} its address */
async function provide() {
  await new Promise((resolve) => signIn.listen(0, '127.0.0.1', () => resolve(null)));
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (signIn.address()).port}`;
}

/** A request that is eligible today by the machine's clock, which this server uses. */
function fresh() {
  const day = (/** @type {number} */ days) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(Date.now() + days * 86_400_000);
  return { ...CLEAN['regence'], denial_date: day(-3) };
}

/**
 * @param {string} text
 * @param {Record<string, string>} changes each text must be found
 */
function changed(text, changes) {
  return Object.entries(changes).reduce((now, [from, to]) => {
    assert.ok(now.includes(from), from);
    return now.replace(from, to);
  }, text);
}

/** What a distribution's nginx.conf contains around the documented one. @param {string} file */
function around(file) {
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user} daemon off; worker_processes 1; pid ${folder}/pid; events {} http { access_log off; ${kept.join(' ')} include ${folder}/${file}; }`;
}

/** A certificate for the payer's name, as an authority would issue it. */
function certify() {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')], { stdio: 'ignore' });
  certificate = readFileSync(join(folder, 'fullchain.pem'));
}

/** @param {string} path @param {Record<string, string>} [headers] */
function get(path, headers = {}) {
  return ask('GET', path, headers, '');
}

/** @param {string} path @param {string} body @param {Record<string, string>} headers */
function post(path, body, headers) {
  return ask('POST', path, { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers }, body);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} body
 * @returns {Promise<{ status: number, headers: Headers }>}
 */
function ask(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, servername: HOST, ca: certificate, method, path, agent: false, headers: { host: HOST, ...headers } }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: new Headers(/** @type {Record<string, string>} */ (response.headers)) }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** @param {(socket: import('node:tls').TLSSocket) => void} talk @returns {Promise<string>} what came back */
function connected(talk) {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: '127.0.0.1', port, servername: HOST, ca: certificate, ALPNProtocols: ['http/1.1'] }, () => talk(socket));
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

/** @param {string} bytes */
function bare(bytes) {
  return connected((socket) => socket.write(bytes));
}

/** A body that sends one byte every 100 milliseconds. */
function drip() {
  return connected((socket) => {
    socket.write(`POST /requests HTTP/1.1\r\nhost: ${HOST}\r\nconnection: close\r\ncontent-type: application/json\r\nidempotency-key: by-drops\r\ncontent-length: 60000\r\n\r\n`);
    const timer = setInterval(() => socket.write(' '), 100);
    socket.on('data', () => socket.destroy());
    socket.on('close', () => clearInterval(timer));
  });
}
