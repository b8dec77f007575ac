// The README's recipes for tools and frameworks, each in its own project with the real, pinned tool: Rollup, Parcel,
// Bun, Vitest, Jest, Deno, Next, Nuxt, SvelteKit, Astro, Angular. A long proof, because it installs them all.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { pkg } from '../../scripts/lib/places.mjs';

const folder = mkdtempSync(join(tmpdir(), 'p2p-recipes-'));
/** When run for a single recipe, keeps what is installed. */
let tarball = '';
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', pkg], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  tarball = join(folder, filename);
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const GATE = '<p2p-gate payer="regence" endpoint="/requests"><form><button>Send</button></form></p2p-gate>';
const ASKS = "validate_request({ payer: 'regence', appeal_filed: true }).outcome";

/**
 * @param {string} name
 * @param {string[]} packages
 * @param {Record<string, string>} files
 */
function project(name, packages, files) {
  const at = join(folder, name);
  for (const [file, text] of Object.entries({ 'package.json': '{ "private": true, "type": "module" }', ...files })) {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    writeFileSync(join(at, file), text);
  }
  execute(at, 'npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages, tarball]);
  return at;
}

/** @param {string} at @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function execute(at, command, args, env = {}) {
  try {
    return execFileSync(command, args, { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NG_CLI_ANALYTICS: 'false' } });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** @param {string} address where the gate must become ready without errors */
async function getsReady(address) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  // Browsers request an icon by themselves; it is not part of a recipe.
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !message.location().url.endsWith('/favicon.ico') && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(address);
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached', timeout: 20_000 }).catch(() => assert.fail(`${address}: ${problems.join('\n')}`));
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await page.close();
  assert.deepEqual(problems, []);
}

const TYPES = /** @type {Record<string, string>} */ ({ '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' });

/** @param {string} at a folder of files @param {string} [path] */
async function filesGetReady(at, path = 'index.html') {
  const server = createServer((request, response) => {
    try {
      const file = new URL(`${request.url}`, 'http://x').pathname;
      const name = file.endsWith('/') ? `${file}index.html` : file;
      const bytes = readFileSync(join(at, name));
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' }).end(bytes);
    } catch {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    await getsReady(`http://127.0.0.1:${port}/${path}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** @param {string} at @param {string[]} args of Node @param {(port: number) => Promise<void>} act */
async function served(at, args, act) {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
  await new Promise((resolve) => probe.close(resolve));
  const server = spawn(process.execPath, args, { cwd: at, stdio: 'ignore', env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' } });
  try {
    for (const end = Date.now() + 60_000; Date.now() < end && server.exitCode === null;) {
      if (await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await act(port);
  } finally {
    server.kill();
  }
}

/** @param {number} port @param {string} path a route that calls the engine on the server */
async function asks(port, path) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify({ payer: 'regence' }), headers: { 'content-type': 'application/json' } });
  assert.equal((/** @type {{ outcome: string }} */ (await response.json())).outcome, 'incomplete');
}

test('Rollup', async () => {
  const at = project('rollup', ['rollup@4.68.8', '@rollup/plugin-node-resolve@16.0.3'], {
    'app.js': "import 'p2p-review/gate/inline';",
    'rollup.config.js': "import resolve from '@rollup/plugin-node-resolve'; export default { input: 'app.js', output: { dir: 'out' }, plugins: [resolve({ browser: true })] };",
    'out/index.html': `<!doctype html><script type="module" src="./app.js"></script>${GATE}`,
  });
  execute(at, 'node_modules/.bin/rollup', ['-c', '--silent']);
  await filesGetReady(join(at, 'out'));
});

test('Parcel', async () => {
  const at = project('parcel', ['parcel@2.16.4'], {
    // Parcel only reads a package's exports if it is told to.
    'package.json': '{ "private": true, "type": "module", "@parcel/resolver-default": { "packageExports": true } }',
    'app.js': "import 'p2p-review/gate/inline';",
    'index.html': `<!doctype html><html lang="en"><body><script type="module" src="./app.js"></script>${GATE}</body></html>`,
  });
  execute(at, process.execPath, ['node_modules/parcel/lib/bin.js', 'build', 'index.html', '--dist-dir', 'out', '--no-cache', '--no-source-maps', '--log-level', 'warn']);
  await filesGetReady(join(at, 'out'));
});

test('Bun: the engine plain, inlined and in its tests, and the gate in its bundle', async () => {
  const at = project('bun', ['bun@1.4.5'], {
    'rules.js': `import { validate_request } from 'p2p-review'; console.log(${ASKS});`,
    'inlined.js': `import { ready, validate_request } from 'p2p-review/inline'; await ready(); console.log(${ASKS});`,
    'rules.test.js': `import { expect, test } from 'bun:test'; import { ready, validate_request } from 'p2p-review/inline'; test('asks', async () => { await ready(); expect(${ASKS}).toBe('incomplete'); });`,
    'app.js': "import 'p2p-review/gate/inline';",
    'out/index.html': `<!doctype html><script type="module" src="./app.js"></script>${GATE}`,
  });
  execute(at, process.execPath, ['node_modules/bun/install.js']);
  const bun = (/** @type {string[]} */ ...args) => execute(at, 'node_modules/.bin/bun', args).trim();
  assert.equal(bun('rules.js'), 'incomplete');
  assert.equal(bun('inlined.js'), 'incomplete');
  bun('test');
  bun('build', 'inlined.js', '--target=node', '--outfile=out/inlined.mjs');
  assert.equal(execute(join(at, 'out'), process.execPath, ['inlined.mjs']).trim(), 'incomplete');
  bun('build', 'app.js', '--outdir=out');
  await filesGetReady(join(at, 'out'));
});

test('Vitest', () => {
  const at = project('vitest', ['vitest@4.1.12'], {
    'rules.test.js': `import { test, expect } from 'vitest'; import { ready, validate_request } from 'p2p-review/inline'; import * as plain from 'p2p-review';
      test('asks', async () => { await ready(); await plain.ready(); expect(${ASKS}).toBe('incomplete'); });`,
  });
  execute(at, 'node_modules/.bin/vitest', ['run']);
});

test('Jest', () => {
  const at = project('jest', ['jest@30.5.2'], {
    'rules.test.js': `import { ready, validate_request } from 'p2p-review/inline'; test('asks', async () => { await ready(); expect(${ASKS}).toBe('incomplete'); });`,
  });
  execute(at, process.execPath, ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js']);
});

test('Deno', () => {
  const at = project('deno', ['deno@2.9.6'], { 'rules.js': `import { validate_request } from 'p2p-review'; console.log(${ASKS});` });
  execute(at, process.execPath, ['node_modules/deno/install.cjs']);
  assert.equal(execute(at, 'node_modules/.bin/deno', ['run', '--node-modules-dir=manual', '--no-lock', 'rules.js'], { DENO_NO_UPDATE_CHECK: '1', DENO_DIR: join(at, 'cache') }).trim(), 'incomplete');
});

test('Next: the gate in a page, the engine in a route', async () => {
  const route = `import { validate_request } from 'p2p-review'; export async function POST(request) { return Response.json(validate_request(await request.json())); }`;
  const at = project('next', ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1'], {
    'next.config.mjs': "export default { serverExternalPackages: ['p2p-review'], outputFileTracingRoot: import.meta.dirname, turbopack: { root: import.meta.dirname } };",
    'app/layout.jsx': 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
    'app/page.jsx': "import { Gate } from './gate'; export default function Page() { return <Gate />; }",
    'app/gate.jsx': `'use client'; import { useEffect } from 'react'; export function Gate() { useEffect(() => void import('p2p-review/gate'), []); return ${GATE}; }`,
    'app/reviews/route.js': route,
  });
  execute(at, process.execPath, ['node_modules/next/dist/bin/next', 'build']);
  await served(at, ['node_modules/next/dist/bin/next', 'start'], async (port) => {
    await asks(port, '/reviews');
    await getsReady(`http://127.0.0.1:${port}/`);
  });
});

test('Nuxt', async () => {
  const at = project('nuxt', ['nuxt@4.4.5'], {
    'nuxt.config.ts': "export default defineNuxtConfig({ compatibilityDate: '2026-01-01', telemetry: false, vue: { compilerOptions: { isCustomElement: (tag) => tag === 'p2p-gate' } } });",
    'app/app.vue': `<script setup>import { onMounted } from 'vue'; onMounted(() => import('p2p-review/gate'));</script><template>${GATE}</template>`,
    'server/routes/reviews.post.js': "import { validate_request } from 'p2p-review'; export default defineEventHandler(async (event) => validate_request(await readBody(event)));",
  });
  execute(at, process.execPath, ['node_modules/nuxt/bin/nuxt.mjs', 'build']);
  await served(at, ['.output/server/index.mjs'], async (port) => {
    await asks(port, '/reviews');
    await getsReady(`http://127.0.0.1:${port}/`);
  });
});

test('SvelteKit', async () => {
  const at = project('sveltekit', ['@sveltejs/kit@2.70.4', '@sveltejs/adapter-node@5.5.7', '@sveltejs/vite-plugin-svelte@6.2.4', 'svelte@5.57.3', 'vite@7.3.8'], {
    'svelte.config.js': "import adapter from '@sveltejs/adapter-node'; export default { kit: { adapter: adapter(), csrf: { checkOrigin: false } } };",
    'vite.config.js': "import { sveltekit } from '@sveltejs/kit/vite'; export default { plugins: [sveltekit()] };",
    'src/app.html': '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>',
    'src/routes/+page.svelte': `<script>import { onMount } from 'svelte'; onMount(() => void import('p2p-review/gate'));</script>${GATE}`,
    'src/routes/reviews/+server.js': "import { json } from '@sveltejs/kit'; import { validate_request } from 'p2p-review'; export const POST = async ({ request }) => json(validate_request(await request.json()));",
  });
  execute(at, process.execPath, ['node_modules/vite/bin/vite.js', 'build']);
  await served(at, ['build/index.js'], async (port) => {
    await asks(port, '/reviews');
    await getsReady(`http://127.0.0.1:${port}/`);
  });
});

test('Astro', async () => {
  const at = project('astro', ['astro@5.18.2'], { 'src/pages/index.astro': `---\n---\n<html lang="en"><body>${GATE}<script>import 'p2p-review/gate';</script></body></html>` });
  execute(at, process.execPath, ['node_modules/astro/astro.js', 'build']);
  await filesGetReady(join(at, 'dist'));
});

test('Angular, by its own command line', async () => {
  const at = project('angular', ['@angular/build@21.2.26', '@angular/cli@21.2.26', '@angular/compiler@21.2.26', '@angular/compiler-cli@21.2.26', '@angular/core@21.2.26', '@angular/common@21.2.26', '@angular/platform-browser@21.2.26', 'rxjs@7.8.2', 'tslib@2', 'typescript@5.9'], {
    'angular.json': JSON.stringify({ version: 1, cli: { analytics: false }, projects: { site: { projectType: 'application', root: '', sourceRoot: 'src', architect: { build: { builder: '@angular/build:application', options: { browser: 'src/main.ts', tsConfig: 'tsconfig.json', index: 'src/index.html', outputPath: 'dist' } } } } } }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { target: 'ES2022', module: 'preserve', moduleResolution: 'bundler', strict: true, skipLibCheck: true, experimentalDecorators: true, lib: ['ES2022', 'dom'], types: [] }, files: ['src/main.ts'] }),
    'src/index.html': '<!doctype html><html lang="en"><head><base href="/"></head><body><app-root></app-root></body></html>',
    'src/main.ts': `import { CUSTOM_ELEMENTS_SCHEMA, Component } from '@angular/core'; import { bootstrapApplication } from '@angular/platform-browser'; import 'p2p-review/gate/inline';
      @Component({ selector: 'app-root', schemas: [CUSTOM_ELEMENTS_SCHEMA], template: '${GATE}' }) class App {}
      bootstrapApplication(App);`,
  });
  execute(at, process.execPath, ['node_modules/@angular/cli/bin/ng.js', 'build']);
  await filesGetReady(join(at, 'dist/browser'));
});
