// The same JSON policies, good and bad, to the native command line, to the package's and to the module: they take the same
// ones, and say the same of the others.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { load, pack } from '../../pkg/p2p_author.js';
import { pkg, root, withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { changed, values, wrongs } from './changes.mjs';

/** @typedef {{ severity: string, path: string, message: string }[]} Said */

const sources = [
  ...readdirSync(join(root, 'tests/payers')).filter((file) => file.endsWith('.json')).map((file) => join(root, 'tests/payers', file)),
  ...['regence', 'asuris', 'pacificsource'].map((id) => join(pkg, 'policies', `${id}.json`)),
  join(root, 'tests/schema/every-key.json'),
].map((file) => readFileSync(file, 'utf8'));

/** What no object of JavaScript can be, and so no module is ever asked about. */
const NO_JSON = ['', '{', '{"id":"a",}', '{"id":"a"} {}', '{"id":\'a\'}', '{"id":"\\x"}', '{"id":01}', '[1', 'null,', '{"id":"a"', '{"id":"a\nb'];

let native = '';

before(async () => {
  run('cargo', ['build', '--locked', '--quiet', '-p', 'p2p-review-cli']);
  const { stdout } = spawnSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  native = join(JSON.parse(stdout).target_directory, 'debug', 'p2p-review');
  await load();
});

test('each kind of problem is said alike by all three', async () => {
  const policies = [...sources, ...wrongPolicies(), '[]', '{}', '7', 'null', '"id"', `{"id":${'['.repeat(100)}${']'.repeat(100)}}`];
  await withTemporaryFolder((folder) => {
    const files = write(folder, policies);
    const [byNative, byPackage] = [native, 'npx'].map((which) => saidBy(which, folder, files));
    const kinds = new Set();
    for (const [index, file] of files.entries()) {
      const expected = saidByModule(policies[index] ?? '');
      assert.deepEqual(byNative?.get(file) ?? [], expected, `native: ${policies[index]?.slice(0, 300)}`);
      assert.deepEqual(byPackage?.get(file) ?? [], expected, `npx: ${policies[index]?.slice(0, 300)}`);
      for (const { message } of expected) kinds.add(message.replaceAll(/`[^`]*`|\d+/g, '…'));
    }
    assert.ok(kinds.size > 60, `${kinds.size} kinds`);
    console.log(`${files.length} policies with ${kinds.size} kinds of problem, judged alike by native, npx and load_policy`);
  });
});

test('what is no JSON is refused by both command lines, with its place', () =>
  withTemporaryFolder((folder) => {
    const files = write(folder, NO_JSON);
    for (const text of NO_JSON) assert.throws(() => JSON.parse(text), SyntaxError);
    const [byNative, byPackage] = [native, 'npx'].map((which) => saidBy(which, folder, files));
    for (const file of files) assert.equal(byNative?.get(file)?.length, 1, file);
    assert.deepEqual(byPackage, byNative);
  }));

test('a key that stands there twice is refused by both command lines: a module never sees the first', () =>
  withTemporaryFolder((folder) => {
    const files = write(folder, sources.map((text) => text.replace('{', '{ "id": "first",')));
    for (const which of [native, 'npx']) {
      const said = saidBy(which, folder, files);
      for (const file of files) assert.match(said.get(file)?.[0]?.message ?? '', /`?id`?.*twice|duplicate/i, `${which} ${file}`);
    }
  }));

/** Two of each place, as in the schema's own test; of each a few ways to be wrong. */
function wrongPolicies() {
  /** @type {string[]} */
  const found = [];
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const policy of sources.map((text) => JSON.parse(text))) {
    for (const [path, value] of values(policy)) {
      const place = path.map((part) => (typeof part === 'number' ? '*' : part)).join('/');
      const times = seen.get(place) ?? 0;
      seen.set(place, times + 1);
      if (path.length === 0 || times > 0) continue;
      // Another few at each place, so that all come up without trying all at each.
      const others = wrongs(value);
      for (let index = found.length % 5; index < others.length; index += 5) found.push(JSON.stringify(changed(policy, path, others[index]), null, 1));
    }
  }
  return found;
}

/** @param {string} folder @param {string[]} texts @returns {string[]} their names */
function write(folder, texts) {
  return texts.map((text, index) => {
    const name = `${String(index).padStart(5, '0')}.json`;
    writeFileSync(join(folder, name), text);
    return name;
  });
}

/**
 * @param {string} which
 * @param {string} folder
 * @param {string[]} files
 * @returns {Map<string, Said>} what is said of each file
 */
function saidBy(which, folder, files) {
  const [command, ...first] = which === 'npx' ? [process.execPath, join(pkg, 'command/p2p-review.mjs')] : [which];
  const { stdout, stderr } = spawnSync(/** @type {string} */ (command), [...first, 'lint', '--format', 'json', ...files], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.notEqual(stdout, '', stderr);
  /** @type {Map<string, Said>} */
  const said = new Map();
  for (const { file, severity, path, message } of JSON.parse(stdout)) said.set(file, [...(said.get(file) ?? []), { severity, path, message }]);
  return said;
}

/** @param {string} text @returns {Said} */
function saidByModule(text) {
  /** @param {string} severity @param {{ path: string, message: string }[]} problems */
  const as = (severity, problems) => problems.map(({ path, message }) => ({ severity, path, message }));
  try {
    return as('warning', pack(JSON.parse(text)).warnings);
  } catch (error) {
    return as('error', /** @type {any} */ (error).problems);
  }
}
