// What is deployed is what was built: every file's hash is listed, the browser checks what the pages load, and the rules come early and once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

/** @param {string} file */
function hash(file) {
  return `sha384-${createHash('sha384').update(readFileSync(join(stage.folder, file))).digest('base64')}`;
}

/** @returns {string[]} every file that is shipped, by its path */
function shipped() {
  return readdirSync(stage.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(stage.folder.length + 1));
}

test('integrity.json lists every shipped file with its hash', () => {
  const listed = JSON.parse(readFileSync(join(stage.folder, 'integrity.json'), 'utf8'));
  const files = shipped().filter((file) => file !== 'integrity.json').sort();
  assert.deepEqual(listed, Object.fromEntries(files.map((file) => [file, hash(file)])));
});

test('each page names the hash of every script, style and module that it loads', () => {
  for (const page of shipped().filter((file) => file.endsWith('.html'))) {
    const html = readFileSync(join(stage.folder, page), 'utf8');
    const tags = html.match(/<(?:script|link)\b[^>]*\.(?:js|css|wasm)"[^>]*>/g) ?? [];
    assert.ok(tags.length > 0, page);
    // The rule book and the documents are there to be read; the workbench takes the rules from the package beside it.
    const checks = !['rules.html', 'workbench.html'].includes(page) && !page.startsWith('docs/');
    assert.equal(tags.some((tag) => tag.includes('.wasm"')), checks, page);
    for (const tag of tags) {
      const [, address = ''] = /(?:src|href)="([^"]+)"/.exec(tag) ?? [];
      const file = join(dirname(page), address);
      // The gate hands the hash of the rules to the browser; it is no attribute of a preload yet.
      assert.ok(tag.includes(` ${file.endsWith('.wasm') ? 'data-integrity' : 'integrity'}="${hash(file)}"`), `${page}: ${tag}`);
      assert.ok(tag.includes(' crossorigin') || !checks, `${page}: ${tag}`);
    }
    // Of an imported module the browser learns the hash from its preload alone, and only if that comes first.
    const scripts = tags.filter((tag) => tag.startsWith('<script')).flatMap((tag) => /src="\.\/([^"]+)"/.exec(tag)?.[1] ?? []);
    const imported = scripts.flatMap((file) => [...readFileSync(join(stage.folder, file), 'utf8').matchAll(/["']\.\/([\w-]+\.js)["']/g)].map(([, name]) => `./assets/${name}`));
    for (const module of imported) assert.match(html, new RegExp(`rel="modulepreload"[^>]*href="${module.replaceAll('.', '\\.')}"[^]*<script`), page);
  }
});

for (const [name, ending] of Object.entries({ 'the form’s script': /index-[^/]*\.js$/, 'the module’s, which it imports': /p2p_review-[^/]*\.js$/ })) {
  test(`another text in place of ${name} does not run`, async () => {
    assert.ok(stage.site);
    stage.site.altered = (text, file) => (ending.test(file) ? `document.title = 'taken over';\n${text}` : text);
    const visitor = await stage.open({ until: null });
    const { page } = visitor;
    await page.getByRole('heading', { name: 'This page can’t check or send a request right now' }).waitFor();
    assert.notEqual(await page.title(), 'taken over');
    assert.ok(visitor.said.some((line) => /integrity/.test(line)), visitor.said.join('\n'));
    await visitor.close();
  });
}

test('rules that are not those deployed do not run: the page says that it can’t check, and sends nothing', async () => {
  assert.ok(stage.site);
  stage.site.rules = stage.otherRules();
  const visitor = await stage.open({ until: 'missing' });
  const { page } = visitor;
  assert.ok(await page.getByRole('alert').filter({ hasText: 'can’t be checked right now' }).isVisible());
  assert.ok(visitor.said.some((line) => /integrity/.test(line)), visitor.said.join('\n'));
  await page.getByRole('radio', { name: 'Regence' }).check();
  await page.locator('#member_name').fill('Rosa Álvarez');
  await page.locator('#member_name').press('Enter');
  assert.deepEqual(stage.site.arrived, []);
  // The bytes as they were deployed are taken again, and the answers are still there.
  stage.site.rules = 'whole';
  await visitor.press('Try again');
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  assert.equal(await page.locator('#member_name').inputValue(), 'Rosa Álvarez');
  await visitor.close();
});

test('it is the page’s hash that stops them: without it they run', async () => {
  assert.ok(stage.site);
  stage.site.rules = stage.otherRules();
  stage.site.altered = (text, file) => (file.endsWith('.html') ? text.replace(/ data-integrity="[^"]+"/, '') : text);
  const visitor = await stage.open();
  await visitor.close();
});

test('the rules are compiled as they are handed over, not copied first', async () => {
  const visitor = await stage.open({ until: null });
  const { page } = visitor;
  await page.addInitScript(() => {
    Object.assign(window, { compiled: [] });
    for (const way of /** @type {const} */ (['compile', 'compileStreaming'])) {
      const original = WebAssembly[way];
      /** @type {any} */ (WebAssembly)[way] = (/** @type {any[]} */ ...given) => {
        /** @type {any} */ (window).compiled.push(way);
        return /** @type {any} */ (original)(...given);
      };
    }
  });
  await page.reload();
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).compiled), ['compileStreaming']);
  await visitor.close();
});

test('what the form needs is asked for by the page itself, each once, and nothing is told to the console', async () => {
  assert.ok(stage.site);
  let release = () => {};
  // No script runs yet: whatever is asked for now, the page asked for.
  stage.site.held = { files: /\.js$/, until: new Promise((resolve) => (release = resolve)) };
  const visitor = await stage.open({ until: 'begun' });
  const { page } = visitor;
  const files = () => (stage.site?.loaded ?? []).map((path) => path.replace(/.*\//, '').replace(/-[\w-]{8}\./, '.')).filter((name) => /\.(js|css|wasm)$/.test(name)).sort();
  const all = ['index.js', 'p2p_review.js', 'p2p_review_bg.wasm', 'style.css'];
  while (files().length < all.length) await page.waitForTimeout(50);
  assert.deepEqual(files(), all);
  release();
  await page.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  // The browser complains of a preload that goes unused three seconds after the page has loaded.
  await page.waitForTimeout(3500);
  assert.deepEqual(files(), all);
  await visitor.assertPrivate();
  await visitor.close();
});
