// pkg/ as a payer gets it: packed, installed by name, loaded in Node and type-checked.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesIn } from '../scripts/pkg/files.mjs';
import { pkg, root } from '../scripts/places.mjs';

const project = mkdtempSync(join(tmpdir(), 'p2p-review-package-'));

before(() => {
  const [{ filename }] = JSON.parse(execute('npm', ['pack', '--json', pkg]));
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  execute('npm', ['install', '--offline', '--no-audit', '--no-fund', filename]);
});

after(() => rmSync(project, { recursive: true, force: true }));

test('the tarball holds every file of pkg/', () => {
  assert.deepEqual(filesIn(join(project, 'node_modules/p2p-review')), filesIn(pkg));
});

test('Node imports it by name, and every policy that it knows is there as JSON', () => {
  writeFileSync(
    join(project, 'server.js'),
    `import { readFileSync } from 'node:fs';
     import { initSync, policies, validate_request } from 'p2p-review';
     const wasm = new URL(import.meta.resolve('p2p-review/p2p_review_bg.wasm'));
     initSync({ module: readFileSync(wasm) });
     const { outcome, engine } = validate_request({});
     const files = policies().map(({ id }) => import.meta.resolve(\`p2p-review/policies/\${id}.json\`));
     const ids = files.map((file) => JSON.parse(readFileSync(new URL(file), 'utf8')).id);
     console.log(JSON.stringify({ outcome, engine, ids }));`,
  );
  const { outcome, engine, ids } = JSON.parse(execute('node', ['server.js']));
  const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'));
  assert.deepEqual([outcome, engine], ['incomplete', version]);
  assert.ok(ids.length > 0);
});

for (const resolution of ['bundler', 'nodenext']) {
  test(`its types are found and hold (${resolution})`, () => {
    writeFileSync(
      join(project, 'consumer.ts'),
      `import init, { compute_deadline, initSync, load_policy, policies, validate_request } from 'p2p-review';
       import { attach } from 'p2p-review/p2p-gate.js';
       const decision = validate_request({ payer: 'regence', denial_date: '2026-03-02' }, new Date());
       export const outcome: 'eligible' | 'ineligible' | 'incomplete' = decision.outcome;
       export const due: string = compute_deadline({ payer: 'regence' }, '2026-03-02T00:00:00Z').due;
       export const names: string[] = policies().map(({ name }) => name);
       export { attach, init, initSync, load_policy };
       // @ts-expect-error a request is a plain object
       validate_request('regence');`,
    );
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
    execute(join(root, 'node_modules/.bin/tsc'), [
      ...[
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--lib',
        'es2022,dom',
        '--types',
        '',
      ],
      ...['--module', module, '--moduleResolution', resolution, 'consumer.ts'],
    ]);
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function execute(command, args) {
  try {
    return execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    assert.fail(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  }
}
