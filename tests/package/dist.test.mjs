// dist/ on a web server, under a path that is not the root: every page loads with all its resources.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { root } from '../../scripts/lib/places.mjs';

const dist = join(root, 'dist');
const BASE = '/departments/um/p2p/';

// The strictest policy under which the package's README promises to work.
const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const server = createServer((request, response) => {
  try {
    const { pathname } = new URL(`${request.url}`, 'http://localhost');
    assert.ok(pathname.startsWith(BASE));
    const file = normalize(pathname.slice(BASE.length)) || 'index.html';
    const body = readFileSync(join(dist, file));
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)], 'content-security-policy': CSP })
      .end(body);
  } catch {
    response.writeHead(404).end();
  }
});

/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  browser = await chromium.launch(launchOptions);
});

after(async () => {
  await browser?.close();
  server.close();
});

for (const name of readdirSync(dist).filter((file) => file.endsWith('.html'))) {
  test(`${name} loads, with all its resources`, async () => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const wrong = [];
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('requestfailed', (request) => {
      // Chromium reports every HEAD request as aborted after its answer.
      if (request.method() !== 'HEAD') wrong.push(`${request.failure()?.errorText}: ${request.url()}`);
    });
    page.on('response', (response) => response.ok() || wrong.push(`${response.status()}: ${response.url()}`));
    await page.goto(address(name), { waitUntil: 'networkidle' });
    assert.deepEqual(wrong, []);
    await page.close();
  });
}

test('the form loads the engine', async () => {
  const page = await browser.newPage();
  const rules = page.waitForResponse((response) => response.url().endsWith('.wasm'));
  await page.goto(address('index.html'));
  assert.equal((await rules).status(), 200);
  await page.close();
});

/** @param {string} file */
function address(file) {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}${BASE}${file}`;
}
