// Pages as React, Vue, Svelte, Angular, htmx and Turbo make them: the real libraries, forms that come late and are drawn anew.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { build } from 'esbuild';
import { root } from '../../scripts/lib/places.mjs';
import { ARRIVES, CLEAN, Host, headed, inputs, requestOf, settle } from './host.mjs';

const host = new Host();
before(() => host.start());
after(() => host.stop());
beforeEach(() => host.reset());

/**
 * @param {string} code
 * @param {import('esbuild').Plugin[]} [plugins]
 */
async function bundled(code, plugins = []) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, 'tests/gate'), loader: 'jsx' }, bundle: true, write: false, format: 'esm', jsx: 'automatic', logLevel: 'error',
    external: ['/www/*'], plugins, define: { 'process.env.NODE_ENV': '"development"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true', ngDevMode: 'true' },
  });
  return outputFiles[0]?.text ?? '';
}

/** @param {string} body */
const shell = (body) => `<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"></head><body>${body}<script type="module" src="/app.js"></script></body></html>`;

/** Names and values that the apps below fill their inputs with. */
const VALUES = JSON.stringify({ ...CLEAN, appeal_filed: undefined });

/** What every one of them has to do. @param {import('playwright-core').Page & { said: string[] }} tab */
async function goesThrough(tab) {
  await tab.getByRole('button', { name: 'Begin' }).waitFor().catch(() => assert.fail(tab.said.join('\n')));
  await tab.getByRole('button', { name: 'Begin' }).click();
  await tab.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await tab.getByRole('button', { name: 'Send' }).click();
  await headed(tab, 'There is a problem');
  assert.deepEqual(host.arrived, []);
  await tab.getByRole('group', { name: /an appeal of this denial/ }).getByLabel('No', { exact: true }).check();
  await headed(tab, /^Yes,/);
  await tab.getByRole('button', { name: 'Send' }).click();
  await headed(tab, 'Request sent');
  assert.deepEqual(host.arrived.map(({ path, body }) => [path, JSON.parse(body)]), [['/requests', ARRIVES]]);
  // Taken out, and put in again.
  await tab.getByRole('button', { name: 'Begin' }).click();
  await tab.locator('form').waitFor({ state: 'detached' });
  await tab.getByRole('button', { name: 'Begin' }).click();
  await tab.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await tab.locator('form').evaluate((form) => /** @type {HTMLFormElement} */ (form).requestSubmit());
  await settle(tab);
  assert.equal(host.arrived.length, 1);
  assert.deepEqual(tab.said.filter((line) => /error|warning/i.test(line)), []);
}

test('React 19: a late form with an action of its own, in strict mode', async () => {
  const app = await bundled(`
    import '/www/p2p-gate.js';
    import { StrictMode, useState } from 'react';
    import { createRoot } from 'react-dom/client';
    const values = ${VALUES};
    function Form() {
      const [answers, setAnswers] = useState(values);
      const leak = () => fetch('/leaked', { method: 'POST' });
      return <p2p-gate endpoint="/requests" headers={() => ({ 'X-From': 'react' })}>
        <form action={leak} onSubmit={leak}>
          {Object.entries(answers).map(([name, value]) => <input key={name} name={name} value={value} onChange={({ target }) => setAnswers({ ...answers, [name]: target.value })} />)}
          <button>Send</button>
        </form>
      </p2p-gate>;
    }
    function App() {
      const [begun, setBegun] = useState(false);
      return <><button onClick={() => setBegun(!begun)}>Begin</button>{begun && <Form />}</>;
    }
    createRoot(document.querySelector('#app')).render(<StrictMode><App /></StrictMode>);`);
  const tab = await host.open(shell('<div id="app"></div>'), { until: null, scripts: { '/app.js': app } });
  await goesThrough(tab);
  assert.equal(host.arrived[0]?.headers['x-from'], 'react');
  await tab.close();
});

test('React 19: markup from the server is taken over without a word, with the gate there first', async () => {
  const form = `<p2p-gate payer="regence" endpoint="/requests"><form>{Object.entries(values).map(([name, value]) => <input key={name} name={name} defaultValue={value} />)}<button>Send</button></form></p2p-gate>`;
  const component = `const values = ${VALUES}; export const App = () => <main>${form}</main>;`;
  const server = await build({ stdin: { contents: `import { renderToString } from 'react-dom/server'; ${component} export const html = renderToString(<App />);`, resolveDir: join(root, 'tests/gate'), loader: 'jsx' }, bundle: true, write: false, format: 'cjs', platform: 'node', jsx: 'automatic' });
  /** @type {{ exports: any }} */
  const module = { exports: {} };
  const { createRequire } = await import('node:module');
  new Function('module', 'exports', 'require', server.outputFiles[0]?.text ?? '')(module, module.exports, createRequire(import.meta.url));
  const app = await bundled(`import '/www/p2p-gate.js'; import { hydrateRoot } from 'react-dom/client'; ${component.replace('export const', 'const')}
    hydrateRoot(document.querySelector('#app'), <App />, { onRecoverableError: (error) => console.error(error) });`);
  const tab = await host.open(shell(`<div id="app">${module.exports.html}</div>`), { scripts: { '/app.js': app } });
  await settle(tab);
  assert.deepEqual(tab.said.filter((line) => /error|warning/i.test(line)), []);
  assert.equal((await requestOf(tab)).member_id, CLEAN.member_id);
  await tab.close();
});

test('Vue 3: v-if and v-model', async () => {
  const app = await bundled(`
    import '/www/p2p-gate.js';
    import { createApp, reactive, ref } from 'vue/dist/vue.esm-bundler.js';
    const app = createApp({
      setup: () => ({ begun: ref(false), answers: reactive(${VALUES}), leak: () => fetch('/leaked', { method: 'POST' }) }),
      template: '<button @click="begun = !begun">Begin</button><p2p-gate v-if="begun" endpoint="/requests"><form @submit.prevent="leak"><input v-for="(value, name) in answers" :key="name" :name="name" v-model="answers[name]"><button>Send</button></form></p2p-gate>',
    });
    app.config.compilerOptions.isCustomElement = (tag) => tag === 'p2p-gate';
    app.mount('#app');`);
  const tab = await host.open(shell('<div id="app"></div>'), { until: null, scripts: { '/app.js': app } });
  await goesThrough(tab);
  await tab.close();
});

test('Svelte 5', async () => {
  const { compile } = await import('svelte/compiler');
  const component = `<script>
    let begun = $state(false);
    let answers = $state(${VALUES});
    const leak = (event) => { event.preventDefault(); fetch('/leaked', { method: 'POST' }); };
  </script>
  <button onclick={() => (begun = !begun)}>Begin</button>
  {#if begun}<p2p-gate endpoint="/requests"><form onsubmit={leak}>{#each Object.keys(answers) as name (name)}<input {name} bind:value={answers[name]} />{/each}<button>Send</button></form></p2p-gate>{/if}`;
  const app = await bundled(`import '/www/p2p-gate.js'; import { mount } from 'svelte'; import App from 'app:svelte'; mount(App, { target: document.querySelector('#app') });`, [{
    name: 'svelte',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^app:svelte$/ }, () => ({ path: 'App.svelte', namespace: 'app' }));
      onLoad({ filter: /./, namespace: 'app' }, () => ({ contents: compile(component, { generate: 'client', filename: 'App.svelte' }).js.code, resolveDir: join(root, 'tests/gate') }));
    },
  }]);
  const tab = await host.open(shell('<div id="app"></div>'), { until: null, scripts: { '/app.js': app } });
  await goesThrough(tab);
  await tab.close();
});

test('Angular 21: a late form with FormsModule', async () => {
  const app = await bundled(`
    import '@angular/compiler';
    import '/www/p2p-gate.js';
    import { CUSTOM_ELEMENTS_SCHEMA, Component, provideZonelessChangeDetection, signal } from '@angular/core';
    import { FormsModule } from '@angular/forms';
    import { bootstrapApplication } from '@angular/platform-browser';
    class App {
      begun = signal(false);
      answers = ${VALUES};
      names = Object.keys(this.answers);
      toggle() { this.begun.set(!this.begun()); }
      leak() { fetch('/leaked', { method: 'POST' }); }
    }
    Component({
      selector: 'app-root', imports: [FormsModule], schemas: [CUSTOM_ELEMENTS_SCHEMA],
      template: '<button (click)="toggle()">Begin</button>@if (begun()) {<p2p-gate endpoint="/requests"><form (ngSubmit)="leak()">@for (name of names; track name) {<input [name]="name" [attr.name]="name" [(ngModel)]="answers[name]">}<button>Send</button></form></p2p-gate>}',
    })(App);
    await bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });`);
  const tab = await host.open(shell('<app-root></app-root>'), { until: null, scripts: { '/app.js': app } });
  await goesThrough(tab);
  await tab.close();
});

test('htmx: a form that posts by itself is swapped in, and swapped out', async () => {
  const app = await bundled(`import '/www/p2p-gate.js'; import htmx from 'htmx.org'; htmx.process(document.body);`);
  const part = `<p2p-gate endpoint="/requests"><form hx-post="/leaked" hx-swap="none">${inputs({ ...CLEAN, appeal_filed: '' }).replace('<input name="appeal_filed" value="">', '')}<button>Send</button></form></p2p-gate>`;
  const body = `<button hx-get="/part.html" hx-target="#app" onclick="document.querySelector('#app').replaceChildren()">Begin</button><div id="app"></div>`;
  const tab = await host.open(shell(body), { until: null, scripts: { '/app.js': app, '/part.html': part } });
  await tab.waitForFunction(() => customElements.get('p2p-gate'));
  await tab.getByRole('button', { name: 'Begin' }).click();
  await tab.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await tab.getByRole('button', { name: 'Send' }).click();
  await headed(tab, 'There is a problem');
  await tab.getByRole('group', { name: /an appeal of this denial/ }).getByLabel('No', { exact: true }).check();
  await tab.getByRole('button', { name: 'Send' }).click();
  await headed(tab, 'Request sent');
  // Submitted the moment that it is swapped in.
  await tab.evaluate(() => document.body.addEventListener('htmx:afterSwap', () => document.querySelector('form')?.requestSubmit()));
  await tab.getByRole('button', { name: 'Begin' }).click();
  await tab.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await settle(tab);
  assert.deepEqual(host.arrived.map(({ path }) => path), ['/requests']);
  await tab.close();
});

test('Turbo: to another page and back, and nothing is sent by Turbo', async () => {
  const app = await bundled(`import '/www/p2p-gate.js'; import '@hotwired/turbo';`);
  const form = `<p2p-gate endpoint="/requests"><form action="/leaked" method="post">${inputs({ ...CLEAN, appeal_filed: '' }).replace('<input name="appeal_filed" value="">', '')}<button>Send</button></form></p2p-gate>`;
  const page = (/** @type {string} */ body) => shell(body).replace('<script', '<script data-turbo-track="reload"');
  const tab = await host.open(page(`<a href="/form.html">Begin</a>`), { until: null, scripts: { '/app.js': app, '/form.html': page(`${form}<a href="/page.html">Away</a>`) } });
  await tab.waitForFunction(() => customElements.get('p2p-gate'));
  await tab.getByRole('link', { name: 'Begin' }).click();
  await tab.locator('[data-p2p-state=ready]').waitFor({ state: 'attached' });
  await tab.getByRole('group', { name: /an appeal of this denial/ }).getByLabel('No', { exact: true }).check();
  await headed(tab, /^Yes,/);
  await tab.getByRole('link', { name: 'Away' }).click();
  await tab.getByRole('link', { name: 'Begin' }).waitFor();
  await tab.goBack();
  await tab.waitForFunction(() => /** @type {any} */ (document.querySelector('p2p-gate'))?.gate?.state === 'ready');
  await settle(tab);
  assert.equal(await tab.locator('[data-p2p-headline]').count(), 1);
  if (!(await tab.getByRole('group', { name: /an appeal of this denial/ }).getByLabel('No', { exact: true }).isChecked())) await tab.getByRole('group', { name: /an appeal of this denial/ }).getByLabel('No', { exact: true }).check();
  await tab.getByRole('button', { name: 'Send' }).click();
  await headed(tab, 'Request sent');
  assert.deepEqual(host.arrived.map(({ path, body }) => [path, JSON.parse(body)]), [['/requests', ARRIVES]]);
  await tab.close();
});
