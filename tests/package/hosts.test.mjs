// The packed package in every kind of host. Each must return the same decisions, byte for byte.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { Miniflare } from 'miniflare';
import { build as esbuild } from 'esbuild';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import * as vite from 'vite';
import webpack from 'webpack';
import { launchOptions } from '../../scripts/lib/chromium.mjs';

import { Project } from './installed.mjs';

const ELIGIBLE = {
  payer: 'regence',
  line_of_business: 'commercial',
  service: 'medical',
  denial_timing: 'pre-service',
  denial_basis: 'medical-necessity',
  denial_date: '2026-03-02',
  letter_received: true,
  expedited_appeal: false,
  appeal_filed: false,
  new_clinical_information: 'none',
  member_name: 'Zoë Sample',
  member_id: '100200300',
  provider_name: 'Dr. Lee Park',
  contact_phone: '503-555-0142',
};
const INELIGIBLE = { ...ELIGIBLE, appeal_filed: true };

/** The end of a script that has imported `validate_request`: prints two decisions, one per line. */
const ANSWER = `${JSON.stringify([ELIGIBLE, INELIGIBLE])}
  .map((request) => JSON.stringify(validate_request(request, '2026-03-03T18:00:00Z')))
  .join('\\n')`;

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'";

/** A policy as its author writes it, and what is said of it where a name is misspelt: the line, and the part. */
const TOML = `id = "acme"\nname = "Acme"\ntime_zone = "America/Denver"\n\n[[questions]]\nfact = "denial_date"\nhint = "See the letter."\n`;
const LOADED = `acme 6 denial_dat`;
/** A script's end, once it has `load_policy` and `policies`. */
const LOAD = `await load_policy(${JSON.stringify(TOML)}).then(() => policies().find(({ id }) => id === 'acme').id)
  + await load_policy(${JSON.stringify(TOML.replace('denial_date', 'denial_dat'))}).catch(({ problems: [{ line, rule }] }) => \` \${line} \${rule}\`)`;

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

const project = new Project();
/** What Node prints, and so the expected output of all others. */
let expected = '';

before(() => {
  project.install();
  expected = inNode('node.mjs', `import { validate_request } from 'p2p-review'; console.log(${ANSWER});`);
  const outcomes = expected.split('\n').map((line) => JSON.parse(line).outcome);
  assert.deepEqual(outcomes, ['eligible', 'ineligible']);
});

after(() => project.remove());

describe('Node', () => {
  test('with an explicit entry', () => {
    const code = `import { ready, validate_request } from 'p2p-review/node'; await ready(); console.log(${ANSWER});`;
    assert.equal(inNode('explicit.mjs', code), expected);
  });

  test('from CommonJS', () => {
    const code = `const { validate_request } = require('p2p-review'); console.log(${ANSWER});`;
    assert.equal(inNode('common.cjs', code), expected);
  });

  test('with the file for browsers, given the bytes', () => {
    const code = `import { readFileSync } from 'node:fs';
      import init, { validate_request } from 'p2p-review/p2p_review.js';
      const wasm = new URL(import.meta.resolve('p2p-review/p2p_review_bg.wasm'));
      await init({ module_or_path: readFileSync(wasm) });
      console.log(${ANSWER});`;
    assert.equal(inNode('bytes.mjs', code), expected);
  });

  for (const format of /** @type {const} */ (['cjs', 'esm'])) {
    test(`bundled into one file by esbuild, ${format}`, async () => {
      const entry = project.write(`bundle-me-${format}.mjs`, `import { validate_request } from 'p2p-review'; console.log(${ANSWER});`);
      const outfile = join(project.folder, 'elsewhere', `bundle.${format === 'cjs' ? 'cjs' : 'mjs'}`);
      await esbuild({ entryPoints: [entry], bundle: true, platform: 'node', format, outfile, logLevel: 'silent' });
      assert.equal(project.execute(process.execPath, ['--no-warnings', outfile]).trimEnd(), expected);
    });
  }

  test('a policy’s text is loaded by name, by the file that knows no Node, and from one bundled file', async () => {
    assert.equal(inNode('text.mjs', `import { load_policy, policies } from 'p2p-review'; console.log(${LOAD});`), LOADED);
    const bare = `import { readFileSync } from 'node:fs';
      import { initSync, load_policy, policies } from 'p2p-review/p2p_review.js';
      initSync({ module: readFileSync(new URL(import.meta.resolve('p2p-review/p2p_review_bg.wasm'))) });
      console.log(${LOAD});`;
    assert.equal(inNode('text-bare.mjs', bare), LOADED);
    const author = join(project.package, 'p2p_author_bg.wasm');
    const entry = project.write('text-bundle-me.mjs', `import { readFileSync } from 'node:fs'; import { author_from, load_policy, policies } from 'p2p-review';
      author_from(readFileSync(${JSON.stringify(author)})); console.log(${LOAD});`);
    const outfile = join(project.folder, 'elsewhere', 'text.mjs');
    await esbuild({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'silent' });
    assert.equal(project.execute(process.execPath, ['--no-warnings', outfile]).trimEnd(), LOADED);
  });

  test('the gate can be imported without a page', () => {
    const code = `import { attach, P2PGate } from 'p2p-review/gate'; await import('p2p-review/gate/inline'); console.log(typeof attach, typeof P2PGate);`;
    assert.equal(inNode('ssr.mjs', code), 'function function');
  });

  test('every hash matches its file', () => {
    const hashes = JSON.parse(readFileSync(join(project.package, 'integrity.json'), 'utf8'));
    assert.ok('p2p_review_bg.wasm' in hashes && 'p2p-gate.js' in hashes && 'gate.css' in hashes);
    for (const [file, hash] of Object.entries(hashes)) {
      assert.equal(hash, `sha384-${createHash('sha384').update(readFileSync(join(project.package, file))).digest('base64')}`, file);
    }
  });

  test('every policy is included as JSON, and so is their schema', () => {
    const code = `import { load_policy, policies } from 'p2p-review';
      const ids = policies().map(({ id }) => id);
      for (const id of ids) {
        const { default: policy } = await import(\`p2p-review/policies/\${id}.json\`, { with: { type: 'json' } });
        await load_policy(policy);
      }
      const { default: schema } = await import('p2p-review/policies/policy.schema.json', { with: { type: 'json' } });
      if (!schema.$schema) throw new Error('no schema');
      console.log(ids.length);`;
    assert.ok(Number(inNode('policies.mjs', code)) > 0);
  });
});

describe('in a browser', () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => void (browser = await chromium.launch(launchOptions)));
  after(() => browser?.close());

  const page = (/** @type {string} */ script) => `<!doctype html><script type="module" src="${script}"></script>`;
  const shop = `import { ready, validate_request } from 'p2p-review';
    await Promise.all([ready(), ready()]);
    await ready();
    globalThis.answer = ${ANSWER};`;

  test('a plain page, under a strict policy, also if .wasm has no MIME type', async () => {
    project.write('plain.html', page('./plain.js'));
    project.write('plain.js', shop.replace("'p2p-review'", "'./node_modules/p2p-review/index.js'"));
    for (const types of [TYPES, { ...TYPES, '.wasm': 'application/octet-stream' }]) {
      const { address, close } = await serve(project.folder, STRICT, types);
      assert.equal(await answerOf(browser, `${address}plain.html`), expected);
      close();
    }
  });

  test('a policy’s text is loaded under a strict policy; what reads text is fetched only then', async () => {
    project.write('text.html', page('./text.js'));
    project.write(
      'text.js',
      `import { load_policy, policies, ready } from './node_modules/p2p-review/index.js';
       await ready();
       const fetched = () => performance.getEntriesByType('resource').filter(({ name }) => /p2p_author_text/.test(name)).length;
       await load_policy({ id: 'other', name: 'Other', time_zone: 'America/Denver' });
       const before = fetched();
       const loaded = ${LOAD};
       globalThis.answer = \`\${before} \${loaded} \${fetched()}\`;`,
    );
    const { address, close } = await serve(project.folder, STRICT);
    assert.equal(await answerOf(browser, `${address}text.html`), `0 ${LOADED} 1`);
    close();
  });

  test('a plain page with wasm-bindgen’s entry', async () => {
    project.write('bindgen.html', page('./bindgen.js'));
    project.write(
      'bindgen.js',
      `import init, { validate_request } from './node_modules/p2p-review/p2p_review.js';
       await init({ module_or_path: './node_modules/p2p-review/p2p_review_bg.wasm' });
       globalThis.answer = ${ANSWER};`,
    );
    const { address, close } = await serve(project.folder, STRICT);
    assert.equal(await answerOf(browser, `${address}bindgen.html`), expected);
    close();
  });

  test('if it can’t load, the error says what to check, and trying again works', async () => {
    project.write('broken.html', page('./broken.js'));
    project.write(
      'broken.js',
      `import { ready, validate_request } from './node_modules/p2p-review/index.js';
       const errors = [];
       try { validate_request({}); } catch (error) { errors.push(error.message); }
       await ready('./nowhere.wasm').catch((error) => errors.push(error.message));
       await ready();
       globalThis.answer = [...errors, validate_request({}).outcome].join('\\n');`,
    );
    const { address, close } = await serve(project.folder, STRICT);
    const [early, absent, then] = (await answerOf(browser, `${address}broken.html`)).split('\n');
    assert.match(`${early}`, /not loaded yet: `await ready\(\)` first/);
    assert.match(`${absent}`, /could not load p2p_review_bg\.wasm: .*404.*wasm-unsafe-eval/);
    assert.equal(then, 'incomplete');
    close();
  });

  test('Vite, built', async () => {
    project.write('index.html', page('/shop.js'));
    project.write('shop.js', shop);
    const outDir = join(project.folder, 'vite');
    await vite.build({ root: project.folder, configFile: false, logLevel: 'silent', build: { outDir, target: 'es2022' } });
    // The engine's module, and the author's, which has not been fetched.
    assert.equal(filesEnding(outDir, '.wasm').length, 2);
    const { address, close } = await serve(outDir, STRICT);
    assert.equal(await answerOf(browser, `${address}index.html`), expected);
    close();
  });

  test('Vite, its development server', async () => {
    const server = await vite.createServer({
      root: project.folder,
      configFile: false,
      logLevel: 'silent',
      server: { host: '127.0.0.1', port: 0 },
    });
    await server.listen();
    assert.equal(await answerOf(browser, `${server.resolvedUrls?.local[0]}index.html`), expected);
    await server.close();
  });

  test('webpack', async () => {
    const path = join(project.folder, 'webpack');
    mkdirSync(path);
    await new Promise((resolve, reject) =>
      webpack(
        { context: project.folder, mode: 'production', performance: { hints: false }, entry: './shop.js', output: { path, filename: 'main.js', publicPath: 'auto' } },
        (error, stats) => (error || stats?.hasErrors() || stats?.hasWarnings() ? reject(error ?? new Error(`${stats}`)) : resolve(null)),
      ),
    );
    assert.equal(filesEnding(path, '.wasm').length, 2);
    project.write('webpack/index.html', page('./main.js'));
    const { address, close } = await serve(path, STRICT);
    assert.equal(await answerOf(browser, `${address}index.html`), expected);
    close();
  });

  test('the gate can be imported by name', async () => {
    project.write('gate.js', `import 'p2p-review/gate.css'; import { attach } from 'p2p-review/gate'; globalThis.answer = typeof attach;`);
    project.write('index.html', page('/gate.js'));
    const outDir = join(project.folder, 'gate');
    await vite.build({ root: project.folder, configFile: false, logLevel: 'silent', build: { outDir } });
    const { address, close } = await serve(outDir, STRICT);
    assert.equal(await answerOf(browser, `${address}index.html`), 'function');
    close();
  });
});

describe('self-contained builds', () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => void (browser = await chromium.launch(launchOptions)));
  after(() => browser?.close());

  const FORM = `<p2p-gate payer="regence" appeal-filed><form><button>Send</button></form></p2p-gate>`;

  test('a classic script, from file://', async () => {
    const path = project.write('classic.html', `<!doctype html><script src="./node_modules/p2p-review/p2p-gate.classic.js"></script>${FORM}`);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href);
    await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => typeof (/** @type {any} */ (customElements.get('p2p-gate')).attach)), 'function');
    await page.close();
  });

  for (const format of /** @type {const} */ (['iife', 'esm'])) {
    test(`engine and gate bundled by esbuild, ${format}, without other files`, async () => {
      const entry = project.write('inline.js', `import { ready, validate_request } from 'p2p-review/inline'; import 'p2p-review/gate/inline'; ready().then(() => { globalThis.answer = ${ANSWER}; });`);
      await esbuild({ entryPoints: [entry], bundle: true, format, outfile: join(project.folder, 'alone', 'all.js'), logLevel: 'silent' });
      project.write('alone/page.html', `<!doctype html><script type="module" src="./all.js"></script>${FORM}`);
      const { address, close } = await serve(join(project.folder, 'alone'), STRICT);
      assert.equal(await answerOf(browser, `${address}page.html`), expected);
      const page = await browser.newPage();
      /** @type {string[]} */
      const requested = [];
      page.on('request', (request) => requested.push(request.url()));
      await page.goto(`${address}page.html`);
      await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
      assert.deepEqual(requested.filter((url) => url.endsWith('.wasm')), []);
      await page.close();
      close();
    });
  }
});

test('the self-contained gate fetches nothing, also if its form was there first', async () => {
  const browser = await chromium.launch(launchOptions);
  const entry = project.write('gate-alone.js', "import 'p2p-review/gate/inline';");
  await esbuild({ entryPoints: [entry], bundle: true, format: 'iife', outfile: join(project.folder, 'gate-alone', 'all.js'), logLevel: 'silent' });
  project.write('gate-alone/page.html', '<!doctype html><p2p-gate payer="regence"><form></form></p2p-gate><script src="./all.js"></script>');
  const { address, close } = await serve(join(project.folder, 'gate-alone'), STRICT);
  const page = await browser.newPage();
  await page.goto(`${address}page.html`);
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await browser.close();
  close();
});

test('the condition edge-light gives a compiled module', async () => {
  const entry = project.write('edge-light.js', `import { validate_request } from 'p2p-review'; console.log(${ANSWER});`);
  const bundle = await rolldown({ input: entry, resolve: { conditionNames: ['edge-light', 'import'] }, plugins: [{
    name: 'compiled-modules',
    resolveId: (id) => (id.endsWith('.wasm?module') ? { id: '\0module' } : null),
    load: (id) => (id === '\0module' ? `import { readFileSync } from 'node:fs'; export default new WebAssembly.Module(readFileSync(${JSON.stringify(join(project.package, 'p2p_review_bg.wasm'))}));` : null),
  }] });
  const file = join(project.folder, 'edge-light-bundled.mjs');
  await bundle.write({ file });
  await bundle.close();
  assert.equal(project.execute(process.execPath, [file]).trimEnd(), expected);
});

test('an edge worker in workerd', async () => {
  assert.equal(await inWorkerd('worker', `import { validate_request } from 'p2p-review'; export default { fetch: () => new Response(${ANSWER}) };`), expected);
});

test('a policy’s text in an edge worker', async () => {
  assert.equal(await inWorkerd('loading-worker', `import { load_policy, policies } from 'p2p-review'; export default { fetch: async () => new Response(${LOAD}) };`), LOADED);
});

/**
 * What a worker answers.
 * @param {string} name
 * @param {string} code
 */
async function inWorkerd(name, code) {
  const entry = project.write(`${name}.js`, code);
  const bundle = await rolldown({
    input: entry,
    resolve: { conditionNames: ['workerd', 'import'] },
    external: /\.wasm$/,
  });
  // What it imports later stays a file of its own.
  await bundle.write({ dir: project.folder, entryFileNames: `${name}-bundled.js`, chunkFileNames: `${name}-[name].js` });
  await bundle.close();
  const worker = new Miniflare({
    host: '127.0.0.1',
    modules: true,
    modulesRules: [
      { type: 'ESModule', include: ['**/*.js'] },
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
    ],
    modulesRoot: project.folder,
    scriptPath: join(project.folder, `${name}-bundled.js`),
    compatibilityDate: '2026-04-01',
  });
  return worker.ready
    .then((address) => fetch(address))
    .then((response) => response.text())
    .finally(() => worker.dispose());
}

/**
 * @param {string} file
 * @param {string} code
 */
function inNode(file, code) {
  project.write(file, code);
  return project.execute(process.execPath, ['--no-warnings', file]).trimEnd();
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @returns {Promise<string>}
 */
async function answerOf(browser, address) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  const answer = page.waitForFunction(() => /** @type {any} */ (globalThis).answer, null, { timeout: 20_000 });
  const value = await answer.catch(() => assert.fail(`${address} gave no answer: ${errors.join('; ')}`));
  const text = await value.jsonValue();
  await page.close();
  return text;
}

/**
 * @param {string} folder
 * @param {string} policy
 * @param {Record<string, string>} types
 */
async function serve(folder, policy, types = TYPES) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(`${request.url}`, 'http://localhost');
    try {
      const body = readFileSync(join(folder, pathname));
      response.writeHead(200, { 'content-type': types[extname(pathname)], 'content-security-policy': policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesEnding(folder, ending) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
}
