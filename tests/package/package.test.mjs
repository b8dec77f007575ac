// pkg/ as a payer gets it, packed and installed by name: whole, well-formed, and typed.
import assert from 'node:assert/strict';
import { join } from 'node:path';
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

test('publint has nothing to say', async () => {
  const { messages, pkg: manifest } = await publint({ pkgDir: project.package, pack: false, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), []);
});

test('the types are not wrong', () => {
  // A stylesheet has none.
  const styles = ['--exclude-entrypoints', './gate.css'];
  project.execute(join(root, 'node_modules/.bin/attw'), [project.tarball, '--profile', 'esm-only', ...styles]);
});

/** How projects are set up: their module resolution, and where their globals come from. */
const SETUPS = {
  'for bundlers': ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom', '--types', ''],
  'for Node, with the DOM': ['--module', 'nodenext', '--lib', 'es2022,dom', '--types', ''],
  // wasm-bindgen's declarations name a few types that only the DOM has.
  'for Node alone': ['--module', 'nodenext', '--lib', 'es2022', '--types', 'node', '--skipLibCheck'],
};

for (const [name, options] of Object.entries(SETUPS)) {
  test(`strict TypeScript ${name}`, () => {
    project.write(
      'consumer.ts',
      `import init, { compute_deadline, initSync, load_policy, policies, ready, validate_request } from 'p2p-review';
       import type { Decision, ReviewRequest } from 'p2p-review';
       import * as node from 'p2p-review/node';
       import * as edge from 'p2p-review/edge';
       import * as browser from 'p2p-review/browser';
       import wasm from 'p2p-review/p2p_review_bg.wasm';
       import regence from 'p2p-review/policies/regence.json' with { type: 'json' };
       await ready();
       await browser.ready(wasm);
       load_policy(regence);
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

test('strict TypeScript for the gate', () => {
  project.write(
    'gate.ts',
    `import { attach } from 'p2p-review/gate';
     const form = document.querySelector('form');
     if (form) attach(form, { endpoint: '/reviews' });`,
  );
  project.execute(join(root, 'node_modules/.bin/tsc'), [
    ...['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'],
    ...['--types', '', '--module', 'esnext', '--moduleResolution', 'bundler', 'gate.ts'],
  ]);
});
