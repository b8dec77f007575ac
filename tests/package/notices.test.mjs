// The check of the notices detects an additional dependency, in a copy of the tree.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { root, withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { notAllowed } from '../../scripts/lib/third-parties.mjs';

/** A crate that the tests already use, so the lock file doesn't change, but that nothing shipped is linked with. */
const ANOTHER = 'proptest = "=1.12.0"';

/** Neither sources nor manifests are in these. */
const LEFT_OUT = /^(?:node_modules|target|pkg|dist|\.git)(?:\/|$)|\/(?:target|node_modules)$/;

test('an additional shipped dependency fails the check until the notices include it', () =>
  withTemporaryFolder((folder) => {
    cpSync(root, folder, { recursive: true, filter: (path) => !LEFT_OUT.test(relative(root, path)) });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const notices = (/** @type {string[]} */ ...args) => {
      const { status, stdout, stderr } = spawnSync('node', ['scripts/commands/notices.mjs', ...args], { cwd: folder, encoding: 'utf8' });
      return { status, said: stdout + stderr };
    };
    const unchanged = notices('--check');
    assert.equal(unchanged.status, 0, unchanged.said);

    const manifest = join(folder, 'Cargo.toml');
    const before = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, before.replace(/^\[dependencies\]$/m, `[dependencies]\n${ANOTHER}`));
    assert.notEqual(readFileSync(manifest, 'utf8'), before);
    const failed = notices('--check');
    assert.equal(failed.status, 1, failed.said);
    assert.match(failed.said, /packaging\/THIRD-PARTY\.md is not what the lock files give: run `npm run notices`/);

    assert.equal(notices().status, 0, 'they are made anew');
    assert.match(readFileSync(join(folder, 'packaging/THIRD-PARTY.md'), 'utf8'), /^- proptest 1\.12\.0 \(cargo\): MIT OR Apache-2\.0$/m);
    assert.equal(notices('--check').status, 0, 'after');
  }));

test('a license that is not allowed is refused, also as one of several', () => {
  const party = (/** @type {string} */ license) => ({ ecosystem: /** @type {const} */ ('cargo'), name: license, version: '1.0.0', license, texts: [], checksum: null });
  const licenses = ['MIT', 'MIT OR GPL-3.0-only', '(MIT OR Apache-2.0) AND Unicode-3.0', 'GPL-3.0-only', 'MIT AND MPL-2.0', 'NONE'];
  assert.deepEqual(notAllowed(licenses.map(party)), ['GPL-3.0-only', 'MIT AND MPL-2.0', 'NONE'].map((license) => `${license} 1.0.0: ${license}`));
});
