// Recipes for sites behind a login, against the frameworks' own checks: Django (from PyPI) and Spring Security (from Maven
// Central). A long proof, since it installs them. What passes here is what packaging/README.md tells.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../../scripts/lib/chromium.mjs';
import { root } from '../../../scripts/lib/places.mjs';

const here = join(root, 'tests/gate/logins');
const folder = mkdtempSync(join(tmpdir(), 'p2p-logins-'));
const DJANGO = 'django==5.2.19';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => void (browser = await chromium.launch(launchOptions)));
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request that is eligible whatever the day: three days old. */
const answers = {
  line_of_business: 'commercial', service: 'medical', denial_timing: 'pre-service', denial_basis: 'medical-necessity',
  denial_date: new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(Date.now() - 3 * 86_400_000),
  letter_received: true, expedited_appeal: false, appeal_filed: false, member_name: 'Rosa Sample', member_id: '42', provider_name: 'Dr. Park', contact_phone: '503-555-0142',
};

/**
 * @param {string} address
 * @param {(() => Record<string, string>) | null} recipe the page's `headers`
 * @param {string} heading
 */
async function sends(address, recipe, heading) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await page.evaluate(({ answers, recipe }) => {
    const tag = /** @type {any} */ (document.querySelector('p2p-gate'));
    // As the page's own script has it.
    tag.options = { preset: { payer: 'regence', ...answers }, ...(recipe ? { headers: new Function(`return (${recipe})()`) } : {}) };
  }, { answers, recipe: recipe ? String(recipe) : null });
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: heading }).waitFor();
  const told = await page.locator('[data-p2p-alert]').innerText();
  await page.close();
  return told;
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** @param {string} address @param {import('node:child_process').ChildProcess} server */
async function answersAt(address, server) {
  for (const end = Date.now() + 60_000; Date.now() < end && server.exitCode === null;) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail(`nothing answers at ${address}`);
}

describe('Django', () => {
  let address = '';
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let server;
  before(async () => {
    const python = join(folder, 'django/bin/python');
    execFileSync('python3', ['-m', 'venv', join(folder, 'django')]);
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', DJANGO]);
    const port = await freePort();
    address = `http://127.0.0.1:${port}/page`;
    server = spawn(python, [join(here, 'site.py'), root, 'runserver', '--noreload', `127.0.0.1:${port}`], { stdio: 'ignore' });
    await answersAt(address, server);
  });
  after(() => void server?.kill());

  test('without its token nothing is taken, and the page says so', async () => {
    assert.match(await sends(address, null, 'The request was not confirmed'), /\(403\).*signed out/s);
  });

  test('with the token of {% csrf_token %} it is', async () => {
    const recipe = () => ({ 'X-CSRFToken': /** @type {HTMLInputElement} */ (document.querySelector('[name=csrfmiddlewaretoken]')).value });
    assert.match(await sends(address, recipe, 'Request sent'), /D-42/);
  });
});

describe('Spring Security', () => {
  let address = '';
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let server;
  before(async () => {
    const project = join(folder, 'spring');
    mkdirSync(project);
    cpSync(join(here, 'spring'), project, { recursive: true });
    execFileSync('mvn', ['--batch-mode', '--quiet', 'package'], { cwd: project, stdio: 'pipe' });
    const port = await freePort();
    address = `http://127.0.0.1:${port}/page`;
    server = spawn('java', ['-jar', 'target/site-1.jar', `--server.port=${port}`, '--server.address=127.0.0.1', `--root=${root}`], { cwd: project, stdio: 'ignore' });
    await answersAt(address, server);
  });
  after(() => void server?.kill());

  test('without its token nothing is taken, and the page says so', async () => {
    assert.match(await sends(address, null, 'The request was not confirmed'), /\(403\).*signed out/s);
  });

  test('with the token and the name of the header, as its pages have them', async () => {
    const recipe = () => {
      const content = (/** @type {string} */ name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? '';
      return { [content('_csrf_header')]: content('_csrf') };
    };
    assert.match(await sends(address, recipe, 'Request sent'), /S-42/);
  });
});
