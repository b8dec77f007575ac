// The same policies, good and bad, to the native command line, to the package's and to the module, which gets them as objects
// and as text: they take the same ones, and say the same of the others, with the same lines.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { load, pack } from '../../pkg/p2p_author.js';
import { pkg, root, withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { MISTAKES } from './mistakes.mjs';
import { changed, values, wrongs } from './changes.mjs';

/** @typedef {{ severity: string, path: string, rule?: string | null, line?: number | null, message: string }[]} Said */

const sources = [
  ...readdirSync(join(root, 'tests/payers')).filter((file) => file.endsWith('.json')).map((file) => join(root, 'tests/payers', file)),
  ...['regence', 'asuris', 'pacificsource'].map((id) => join(pkg, 'policies', `${id}.json`)),
  join(root, 'tests/schema/every-key.json'),
].map((file) => readFileSync(file, 'utf8'));

/** What no object of JavaScript can be, and so no module is ever asked about. */
const NO_JSON = ['', '{', '{"id":"a",}', '{"id":"a"} {}', '{"id":\'a\'}', '{"id":"\\x"}', '{"id":01}', '[1', 'null,', '{"id":"a"', '{"id":"a\nb', '{"id":"a",,}', '{"id":"a" // b\n}', '{"id": /* b */ "a"}', "{'id':1}", '{“id”:1}', '{"id":"a"}\n# b'];

let native = '';

before(async () => {
  run('cargo', ['build', '--locked', '--quiet', '-p', 'p2p-review-cli']);
  const { stdout } = spawnSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  native = join(JSON.parse(stdout).target_directory, 'debug', 'p2p-review');
  await load();
});

test('each kind of problem is said alike by all three, of objects and of text', async () => {
  const policies = [...sources, ...wrongPolicies(), '[]', '{}', '7', 'null', `{"id":${'['.repeat(100)}${']'.repeat(100)}}`];
  await withTemporaryFolder(async (folder) => {
    const files = write(folder, policies);
    const [byNative, byPackage] = [native, 'npx'].map((which) => saidBy(which, folder, files));
    const kinds = new Set();
    for (const [index, file] of files.entries()) {
      const text = policies[index] ?? '';
      const expected = saidByModule(text);
      const [native, npx] = [byNative?.get(file) ?? [], byPackage?.get(file) ?? []];
      assert.deepEqual(native.map(withoutPlace), expected, `native: ${text.slice(0, 300)}`);
      assert.deepEqual(npx, native, `npx: ${text.slice(0, 300)}`);
      // What is no object is no policy's text, but most likely TOML.
      if (text.startsWith('{')) assert.deepEqual(await saidOfText(text), native, `text: ${text.slice(0, 300)}`);
      for (const { message } of expected) kinds.add(message.replaceAll(/`[^`]*`|\d+/g, '…'));
    }
    assert.ok(kinds.size > 60, `${kinds.size} kinds`);
    console.log(`${files.length} policies with ${kinds.size} kinds of problem, judged alike by native, npx and load_policy`);
  });
});

test('what is no JSON is refused by both command lines, with its place; as text with the same words and line', () =>
  withTemporaryFolder(async (folder) => {
    const files = write(folder, NO_JSON);
    for (const text of NO_JSON) assert.throws(() => JSON.parse(text), SyntaxError);
    const [byNative, byPackage] = [native, 'npx'].map((which) => saidBy(which, folder, files));
    for (const file of files) assert.equal(byNative?.get(file)?.length, 1, file);
    assert.deepEqual(byPackage, byNative);
    for (const [index, text] of NO_JSON.entries()) if (text.startsWith('{')) assert.deepEqual(await saidOfText(text), byNative?.get(files[index] ?? ''), text);
  }));

test('TOML, and mistakes by hand: what is wrong is told with the same words and lines', () =>
  withTemporaryFolder(async (folder) => {
    const texts = [...MISTAKES.map(({ text }) => text), ...tomls()];
    const files = write(folder, texts, (text) => (text.startsWith('{') ? 'json' : 'toml'));
    const [byNative, byPackage] = [native, 'npx'].map((which) => saidBy(which, folder, files));
    assert.deepEqual(byPackage, byNative);
    let lines = 0;
    for (const [index, text] of texts.entries()) {
      const expected = byNative?.get(files[index] ?? '') ?? [];
      const said = await saidOfText(text);
      // What keeps a text from being TOML each reader says in its own words, and finds where it wants something else.
      const isRead = expected[0]?.path !== '' || expected.length > 1;
      if (isRead) assert.deepEqual(said, expected, text.slice(0, 2000));
      else assert.deepEqual(said.map(({ severity, line }) => [severity, typeof line]), [['error', 'number']], text.slice(0, 2000));
      lines += said.filter(({ line }) => (line ?? 0) > 1).length;
    }
    assert.ok(lines > 150, `${lines} lines`);
    console.log(`${texts.length} policies by hand and in TOML with ${lines} problems that have a line, told alike by native, npx and load_policy`);
  }));

test('each mistake by hand is told in words that help, where it is, and once', async () => {
  for (const { name, text, line, says, part = null } of MISTAKES) {
    const said = await saidOfText(text);
    const [first, ...more] = said;
    assert.ok(first, name);
    assert.deepEqual(more, [], name);
    assert.deepEqual([first.line, first.rule], [line, part], `${name}: ${JSON.stringify(first)}`);
    for (const words of says) assert.ok(first.message.includes(words), `${name}: ${first.message}`);
  }
});

test('a key that stands there twice is refused by both command lines, and as text: a module never sees the first of an object', () =>
  withTemporaryFolder(async (folder) => {
    const texts = sources.map((text) => text.replace('{', '{ "id": "first",'));
    const files = write(folder, texts);
    for (const which of [native, 'npx']) {
      const said = saidBy(which, folder, files);
      for (const [index, file] of files.entries()) {
        assert.match(said.get(file)?.[0]?.message ?? '', /`id` appears twice in this object/, `${which} ${file}`);
        assert.deepEqual((await saidOfText(texts[index] ?? ''))[0], said.get(file)?.[0], file);
      }
    }
  }));

/** The policies in TOML, whole, and each with one line less, or one that is spoilt. */
function tomls() {
  const sources = ['cedar-ridge', 'summit-valley', 'lakeshore'].map((id) => readFileSync(join(root, `tests/payers/${id}.toml`), 'utf8').replace(/^include.*$/m, ''));
  return sources.flatMap((text) => {
    const lines = text.split('\n');
    const spoilt = lines.flatMap((line, at) => {
      const others = [null, line.replace(/=.*/, '= 7'), line.replace(/^(\w+)/, '$1x'), line.replace(/"([a-z])/, '"q$1')];
      const other = others[at % others.length];
      return other === line ? [] : [lines.toSpliced(at, 1, ...(other === null || other === undefined ? [] : [other])).join('\n')];
    });
    return [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`, ...spoilt];
  });
}

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

/** @param {string} folder @param {string[]} texts @param {(text: string) => string} ending @returns {string[]} their names */
function write(folder, texts, ending = () => 'json') {
  return texts.map((text, index) => {
    const name = `${String(index).padStart(5, '0')}.${ending(text)}`;
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
  for (const { file, severity, path, rule, line, message } of JSON.parse(stdout)) said.set(file, [...(said.get(file) ?? []), { severity, path, rule, line, message }]);
  return said;
}

/** @param {Said[number]} said */
function withoutPlace({ severity, path, message }) {
  return { severity, path, message };
}

/** @param {string} text @returns {Promise<Said>} what the module says of it as text */
async function saidOfText(text) {
  try {
    return (await pack(text)).warnings.map((problem) => ({ severity: 'warning', ...problem }));
  } catch (error) {
    const { problems } = /** @type {{ problems?: Omit<Said[number], 'severity'>[] }} */ (error);
    if (!problems) throw error;
    return problems.map((problem) => ({ severity: 'error', ...problem }));
  }
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
