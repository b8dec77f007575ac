// The package as a payer gets it, packed and installed by name: complete, well-formed and typed.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { filesIn } from '../../scripts/lib/files.mjs';
import { pkg, root } from '../../scripts/lib/places.mjs';
import { Project } from './installed.mjs';

const project = new Project();
before(() => project.install());
after(() => project.remove());

test('the tarball holds every file of pkg/', () => {
  assert.deepEqual(filesIn(project.package), filesIn(pkg));
});

test('it has the authors, the license and third-party notices', () => {
  const read = (/** @type {string} */ file) => readFileSync(join(project.package, file), 'utf8');
  const manifest = JSON.parse(read('package.json'));
  for (const key of ['version', 'description', 'license', 'keywords', 'engines']) assert.ok(manifest[key]?.length > 0 || manifest[key]?.node, key);
  // Whoever publishes the package adds where it is hosted.
  for (const key of ['repository', 'homepage', 'bugs', 'scripts', 'dependencies', 'private']) assert.ok(!(key in manifest), key);
  assert.match(read('LICENSE-MIT'), /Permission is hereby granted, free of charge/);
  assert.match(read('LICENSE-APACHE'), /Apache License\s+Version 2\.0/);
  const [notices, bill] = [read('THIRD-PARTY.md'), JSON.parse(read('sbom.cdx.json'))];
  assert.equal(bill.metadata.component.version, manifest.version);
  assert.ok(bill.components.length > 50);
  for (const { name, version } of bill.components) assert.ok(notices.includes(`\n- ${name} ${version} (`), name);
  // No tests, no sources, no leftovers. Only the workbench contains policy sources, to start from.
  assert.deepEqual(filesIn(project.package).filter((file) => !/^policies\/.*\.toml$/.test(file) && /\.(?:rs|ts\.map|map|test\.m?js|toml|log)$|(?:^|\/)\.|node_modules/.test(file)), []);
});

test('publint reports nothing', async () => {
  const { messages, pkg: manifest } = await publint({ pkgDir: project.package, pack: false, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), []);
});

test('the types are not wrong', () => {
  // A stylesheet has no types, and the types for frameworks have no code.
  const styles = ['--exclude-entrypoints', './gate.css', './integrity.json', './gate/react', './gate/vue', './gate/svelte'];
  project.execute(join(root, 'node_modules/.bin/attw'), [project.tarball, '--profile', 'esm-only', ...styles]);
});

/** Project setups: module resolution, and the source of global types. */
const SETUPS = {
  'for bundlers': ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom', '--types', ''],
  'for Node, with the DOM': ['--module', 'nodenext', '--lib', 'es2022,dom', '--types', ''],
  // wasm-bindgen's declarations use a few types that only the DOM has.
  'for Node alone': ['--module', 'nodenext', '--lib', 'es2022', '--types', 'node', '--skipLibCheck'],
};

for (const [name, options] of Object.entries(SETUPS)) {
  test(`strict TypeScript ${name}`, () => {
    project.write(
      'consumer.ts',
      `import init, { compute_deadline, initSync, load_policy, policies, ready, validate_request } from 'p2p-review';
       import type { Decision, OpenRequest, ReviewRequest } from 'p2p-review';
       import * as node from 'p2p-review/node';
       import * as edge from 'p2p-review/edge';
       import * as browser from 'p2p-review/browser';
       import wasm from 'p2p-review/p2p_review_bg.wasm';
       import regence from 'p2p-review/policies/regence.json' with { type: 'json' };
       await ready();
       await browser.ready(wasm);
       await load_policy(regence);
       await load_policy('id = "acme"');
       const open: OpenRequest = { payer: 'harborline', peer_credential: 'md' };
       validate_request(open);
       const request: ReviewRequest = { payer: 'regence', denial_date: '2026-03-02' };
       const decision: Decision = validate_request(request, new Date());
       export const outcome: 'eligible' | 'ineligible' | 'incomplete' = decision.outcome;
       export const due: string = compute_deadline({ payer: 'regence' }, '2026-03-02T00:00:00Z').due;
       export const names: string[] = policies().map(({ name }) => name);
       export { edge, init, initSync, node };
       // @ts-expect-error a request is a plain object
       validate_request('regence');
       // @ts-expect-error no such kind of plan
       validate_request({ line_of_business: 'dental' });`,
    );
    project.execute(join(root, 'node_modules/.bin/tsc'), [
      ...['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--resolveJsonModule'],
      ...['--typeRoots', join(root, 'node_modules/@types'), ...options, 'consumer.ts'],
    ]);
  });
}

test('strict TypeScript for the gate: the tag, its events, its options', () => {
  project.write(
    'gate.ts',
    `import { attach, P2PGate } from 'p2p-review/gate';
     import 'p2p-review/gate/inline';
     declare module 'p2p-review/p2p_review.js' { interface ReviewRequest { peer_credential?: 'md' | 'np' } }
     import { validate_request } from 'p2p-review';
     validate_request({ payer: 'harborline', peer_credential: 'np' });
     const form = document.querySelector('form');
     if (form) attach(form, { endpoint: '/reviews', headers: async () => ({ 'X-CSRFToken': 'x' }), credentials: 'include', module: '/p2p.wasm' }).destroy();
     const tag: P2PGate | null = document.querySelector('p2p-gate');
     tag?.addEventListener('p2p-outcome', ({ detail: { outcome } }) => outcome.kind === 'sent' && outcome.reference.length);
     document.addEventListener('p2p-submit', ({ detail }) => { detail.headers['X-Site'] = '1'; detail.request['own'] = true; });
     // @ts-expect-error no such outcome
     tag?.addEventListener('p2p-outcome', ({ detail: { outcome } }) => outcome.kind === 'lost');`,
  );
  project.execute(join(root, 'node_modules/.bin/tsc'), [
    ...['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'],
    ...['--types', '', '--module', 'esnext', '--moduleResolution', 'bundler', 'gate.ts'],
  ]);
});

test('strict TypeScript for the gate in JSX and in Vue and Svelte', () => {
  for (const name of ['react', '@types/react', 'csstype', 'vue', '@vue', 'svelte']) {
    const at = join(project.folder, 'node_modules', name);
    mkdirSync(dirname(at), { recursive: true });
    if (!existsSync(at)) symlinkSync(join(root, 'node_modules', name), at);
  }
  project.write(
    'page.tsx',
    `import type {} from 'p2p-review/gate/react';
     export const page = <p2p-gate payer="regence" line-of-business="commercial" appeal-filed endpoint="/r" headers={() => ({ a: 'b' })} className="x"><form /></p2p-gate>;
     // @ts-expect-error no such fallback
     export const wrong = <p2p-gate fallback="maybe" />;`,
  );
  project.write('vue.ts', `import type {} from 'p2p-review/gate/vue'; import type { GlobalComponents } from 'vue'; export type Tag = GlobalComponents['p2p-gate'];`);
  project.write('svelte.ts', `import type {} from 'p2p-review/gate/svelte'; import type { SvelteHTMLElements } from 'svelte/elements'; export const tag: SvelteHTMLElements['p2p-gate'] = { payer: 'regence', 'appeal-filed': true };`);
  project.execute(join(root, 'node_modules/.bin/tsc'), [
    ...['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--jsx', 'react-jsx', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'],
    ...['--types', '', '--module', 'esnext', '--moduleResolution', 'bundler', 'page.tsx', 'vue.ts', 'svelte.ts'],
  ]);
});
