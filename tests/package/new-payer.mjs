// A payer is one file: adds a made-up one to a copy of the tree, regenerates what depends on the policies, and runs the
// checks.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { run, script } from '../../scripts/lib/run.mjs';

/** Checks that no policy affects: code style, and tests with payers of their own. */
const UNTOUCHED = ['rust-format', 'rust-lint', 'js-lint', 'edge', 'gate', 'hosts'];

await script(() =>
  withTemporaryFolder((copy) => {
    for (const file of `${execFileSync('git', ['ls-files', '-z'], { cwd: root })}`.split('\0').filter(Boolean)) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      cpSync(join(root, file), join(copy, file));
    }
    // Some checks ask git which documents there are.
    for (const command of [['init', '--quiet'], ['add', '.']]) run('git', ['-C', copy, ...command]);
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const policy = readFileSync(join(root, 'tests/package/cascadia.toml'), 'utf8');
    writeFileSync(join(copy, 'policies/cascadia.toml'), policy.replace('#:schema ../../policies/', '#:schema ./'));
    const inCopy = (/** @type {string[]} */ ...args) =>
      run('env', ['--chdir', copy, 'node', ...args], { CARGO_TARGET_DIR: join(root, 'target', 'new-payer') });
    for (const command of ['build-pkg', 'form-html', 'rules-html', 'conformance']) inCopy(`scripts/commands/${command}.mjs`);
    // Its budget is what it weighs.
    inCopy('bench/size.mjs', '--set');
    inCopy('scripts/commands/test.mjs', '--without', ...UNTOUCHED);
    console.log('One file more, and every check passes.');
  }),
);
