// `npx p2p-review preview acme.toml`: the package's own workbench on a file, which it follows.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { COMMAND } from '../command/console.mjs';
import { Folder } from './bench.mjs';

const folder = new Folder();
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:child_process').ChildProcess} */
let child;
let address = '';

before(async () => {
  browser = await chromium.launch(launchOptions);
  child = spawn(process.execPath, [COMMAND, 'preview', 'acme.toml'], { cwd: folder.path, stdio: ['ignore', 'pipe', 'inherit'] });
  address = await new Promise((resolve) => child.stdout?.on('data', (data) => resolve(/http:\S+/.exec(String(data))?.[0] ?? '')));
});

after(async () => {
  await browser?.close();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
  folder.remove();
});

/** @returns {Promise<{ page: import('playwright-core').Page, wrong: string[] }>} */
async function opened() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(30_000);
  /** @type {string[]} */
  const wrong = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('response', (response) => response.ok() || wrong.push(`${response.status()}: ${response.url()}`));
  await page.goto(address);
  await page.getByText('No problems found.').waitFor();
  return { page, wrong };
}

test('it shows the file and its rows, and all that they make', async () => {
  const { page, wrong } = await opened();
  await page.getByRole('tab', { name: 'acme.rows.toml' }).waitFor();
  await page.locator('p2p-gate [name=appeal_filed]').first().waitFor({ state: 'attached' });
  await page.getByRole('tab', { name: 'Rows', exact: true }).click();
  await page.getByText('14 of 14 rows pass.').waitFor();
  await page.getByRole('tab', { name: 'Difference' }).click();
  await page.getByText('0 of 14 requests flip').waitFor();
  assert.deepEqual(wrong, []);
  await page.close();
});

test('it follows the file, right and wrong', async () => {
  const { page } = await opened();
  const policy = folder.read('acme.toml');
  await page.getByRole('tab', { name: 'Rule book' }).click();
  folder.write('acme.toml', policy.replace('name      = "Acme"', 'name      = "Acme of Ohio"'));
  await page.getByRole('heading', { name: 'Acme of Ohio' }).waitFor();
  folder.write('acme.toml', policy.replace('["denial_date"]', '["denial_dat"]'));
  await page.getByRole('button', { name: /Line \d+: .*denial_dat/ }).waitFor();
  await page.getByRole('heading', { name: 'Acme of Ohio' }).waitFor();
  folder.write('acme.toml', policy);
  await page.getByRole('heading', { name: 'Acme', exact: true }).waitFor();
  await page.close();
});

test('what is not saved in the editor stays there', async () => {
  const { page } = await opened();
  const policy = folder.read('acme.toml');
  await page.locator('[data-editor] .cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('# Mine\n');
  await page.getByRole('tab', { name: 'acme.toml (not saved)' }).waitFor();
  folder.write('acme.toml', `# Theirs\n${policy}`);
  await page.getByText('acme.toml has changed on disk, and here').waitFor();
  await page.getByText('# Mine').waitFor();
  folder.write('acme.toml', policy);
  await page.close();
});

test('a page of another name gets nothing, and nothing beside the file is served', async () => {
  const { request } = await import('node:http');
  const { port } = new URL(address);
  /** @param {string} path @param {string} host @returns {Promise<number | undefined>} */
  const status = (path, host) => new Promise((resolve, reject) => request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end());
  assert.equal(await status('/files.json', `127.0.0.1:${port}`), 200);
  assert.equal(await status('/files.json', 'plans.example'), 403);
  for (const path of ['/../package.json', '/..%2fpackage.json', '/pkg/package.json', '/pkg/../acme.rows.toml', '/acme.toml']) assert.equal(await status(path, `127.0.0.1:${port}`), 404, path);
});
