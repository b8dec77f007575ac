// A bundle as a payer's web team gets it: served by nginx with the headers of its own note, used in a real browser.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { nginx } from '../../scripts/setup/browser.mjs';
import { until } from '../edge/intake.mjs';
import { freePort } from '../edge/postgres.mjs';
import { COMMAND } from './console.mjs';

const folder = mkdtempSync(join(tmpdir(), 'p2p-bundle-test-'));
const site = join(folder, 'site');
/** @type {import('node:child_process').ChildProcess} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
let origin = '';

/** @param {string[]} args */
const command = (...args) => execFileSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

before(async () => {
  command('new', 'acme');
  command('new', 'zenith', '--days', '15', '--unit', 'calendar-days');
  command('bundle', 'acme.toml', '--out', 'site/p2p');
  command('bundle', 'acme.toml', 'zenith.toml', '--out', 'site/p2p/both', '--name', 'review');
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const documented = /```nginx\n([^]*?)```/.exec(readFileSync(join(site, 'p2p/README.md'), 'utf8'))?.[1];
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; worker_processes 1; pid ${folder}/nginx.pid; events {} http { access_log off; ${paths} server { listen 127.0.0.1:${port}; root ${site}; index index.html; ${documented} } }`,
  );
  server = spawn(nginx(), ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  await until(() => fetch(`${origin}/p2p/`).then(({ status }) => status === 200, () => false), 'nginx');
  browser = await chromium.launch(launchOptions);
});

after(async () => {
  await browser?.close();
  const gone = server && new Promise((resolve) => server.once('exit', resolve));
  server?.kill('SIGTERM');
  await gone;
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} path */
async function open(path) {
  const page = await browser.newPage({ timezoneId: 'America/New_York', locale: 'en-US' });
  /** @type {string[]} */
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`${origin}${path}`);
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  return { page, wrong };
}

test('under the headers of its note the page asks, and answers', async () => {
  const { page, wrong } = await open('/p2p/');
  await page.getByRole('radio', { name: 'Yes' }).first().waitFor({ state: 'attached' });
  const payers = await page.evaluate(async () => {
    const { policies } = await import(new URL('p2p_review.js', location.href).href);
    return policies().map((/** @type {{ id: string }} */ { id }) => id);
  });
  assert.deepEqual(payers, ['acme'], 'this policy and no other');
  await page.locator('[name=appeal_filed][value=true]').check();
  await page.getByText('An appeal has been filed, so a peer-to-peer can’t be requested').or(page.getByText("An appeal has been filed, so a peer-to-peer can't be requested")).first().waitFor();
  assert.deepEqual(wrong, []);
  await page.close();
});

test('several payers, and files by another name', async () => {
  const { page, wrong } = await open('/p2p/both/');
  await page.locator('select[name=payer]').selectOption({ label: 'Zenith' });
  await page.locator('[name=appeal_filed]').first().waitFor({ state: 'attached' });
  assert.deepEqual(wrong, []);
  assert.deepEqual(readdirSync(join(site, 'p2p/both')).filter((file) => /p2p/i.test(file)), []);
  await page.close();
});

test('the hashes are those of the files, and frames without an origin may load them', async () => {
  const hashes = Object.entries(JSON.parse(readFileSync(join(site, 'p2p/integrity.json'), 'utf8')));
  assert.ok(hashes.length >= 4);
  for (const [file, hash] of hashes) {
    const response = await fetch(`${origin}/p2p/${file}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(hash, `sha384-${createHash('sha384').update(bytes).digest('base64')}`, file);
    assert.equal(response.headers.get('access-control-allow-origin'), '*', file);
  }
  assert.equal((await fetch(`${origin}/p2p/p2p_review_bg.wasm`)).headers.get('content-type'), 'application/wasm');
});

test('what can’t be loaded is told, and nothing is written', () => {
  writeFileSync(join(folder, 'wrong.toml'), 'id = "wrong"\n');
  assert.throws(() => command('bundle', 'wrong.toml', '--out', 'wrong'), (/** @type {any} */ error) => error.status === 2 && /wrong\.toml can't be loaded/.test(error.stderr));
  assert.throws(() => readdirSync(join(folder, 'wrong')));
  assert.throws(() => command('bundle'), (/** @type {any} */ error) => error.status === 2);
});

/** @type {[string, string[], RegExp][]} what is wrong, and how it is told */
const WRONG = [
  ['no such file', ['bundle', 'nobody.toml'], /^p2p-review: nobody\.toml: No such file or directory\n$/],
  ['a folder', ['bundle', 'site'], /^p2p-review: site: Is a directory\n$/],
  ['a file where the folder would be', ['bundle', 'acme.toml', '--out', 'acme.toml'], /^p2p-review: acme\.toml: File already exists\n$/],
  ['one payer twice', ['bundle', 'acme.toml', 'acme.toml'], /two of these policies have the id `acme`/],
  ['a name with capitals', ['bundle', 'acme.toml', '--name', 'P2P'], /the files can't be called `P2P`/],
  ['a name that Windows has for a device', ['bundle', 'acme.toml', '--name', 'con'], /the files can't be called `con`/],
  ['an option that there isn’t', ['bundle', 'acme.toml', '--nonsense'], /^p2p-review: Unknown option '--nonsense'; bundle --help lists the options\n$/],
  ['a file to show that isn’t there', ['preview', 'nobody.toml'], /^p2p-review: nobody\.toml: No such file or directory\n$/],
  ['nothing to show', ['preview'], /name one policy file/],
  ['no port', ['preview', 'acme.toml', '--port', '70000'], /`70000` isn't a port/],
];

for (const [what, args, told] of WRONG) {
  test(`${what}: it is told, and nothing is written`, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: 'utf8' });
    assert.match(stderr, told);
    assert.deepEqual([stdout, status], ['', 2]);
    assert.ok(!existsSync(join(folder, 'p2p')));
  });
}

test('help, in each way to ask for it', () => {
  for (const name of ['bundle', 'preview']) {
    const [first, ...others] = [[name, '--help'], [name, '-h'], ['help', name]].map((args) => command(...args));
    assert.match(first ?? '', new RegExp(`^Usage: p2p-review ${name} `, 'm'));
    assert.deepEqual(others, [first, first]);
  }
});

test('what stood in the folder before is named, since it would be served too', () => {
  command('bundle', 'acme.toml', '--out', 'again');
  const { stderr } = spawnSync(process.execPath, [COMMAND, 'bundle', 'zenith.toml', '--out', 'again'], { cwd: folder, encoding: 'utf8' });
  assert.equal(stderr, "p2p-review: again also has files that aren't part of this bundle: policies/acme.json\n");
});

test('a site that a payer has already is not overwritten', () => {
  const shop = join(folder, 'shop');
  mkdirSync(shop);
  for (const file of ['index.html', 'README.md', 'LICENSE', 'integrity.json']) writeFileSync(join(shop, file), `{"the plan's own": "${file}"}`);
  const bundle = (/** @type {string[]} */ ...more) => spawnSync(process.execPath, [COMMAND, 'bundle', 'acme.toml', '--out', 'shop', ...more], { cwd: folder, encoding: 'utf8' });
  const { stderr, status } = bundle();
  assert.match(stderr, /^p2p-review: shop already has files that no earlier bundle wrote, or that were changed since: LICENSE, index\.html, README\.md, integrity\.json\. Nothing was written\..* --force/);
  assert.equal(status, 2);
  assert.deepEqual(readdirSync(shop).sort(), ['LICENSE', 'README.md', 'index.html', 'integrity.json']);
  assert.match(readFileSync(join(shop, 'LICENSE'), 'utf8'), /the plan's own/);
  assert.equal(bundle('--force').status, 0);
  assert.doesNotMatch(readFileSync(join(shop, 'LICENSE'), 'utf8'), /the plan's own/);
  assert.equal(bundle().status, 0, 'what a bundle wrote is written anew');
  writeFileSync(join(shop, 'index.html'), '<p>Our own words</p>');
  assert.match(bundle().stderr, /changed since: index\.html\. Nothing/);
  assert.match(readFileSync(join(shop, 'index.html'), 'utf8'), /Our own words/);
});

test('in a frame without an origin of its own, as a portal may have it', async () => {
  writeFileSync(join(site, 'portal.html'), '<!doctype html><title>Portal</title><iframe sandbox="allow-scripts allow-forms" src="/p2p/index.html" width="800" height="600"></iframe>');
  const page = await browser.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && !/favicon/.test(message.location().url) && wrong.push(message.text()));
  await page.goto(`${origin}/portal.html`);
  const frame = page.frameLocator('iframe');
  await frame.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await frame.locator('[name=appeal_filed][value=true]').check();
  await frame.getByText('An appeal has been filed').first().waitFor();
  assert.equal(await page.frames()[1]?.evaluate(() => self.origin), 'null');
  assert.deepEqual(wrong, []);
  await page.close();
});
