// The schema of policies against what load_policy takes and refuses: wherever the reader knows a key, so does the schema,
// and what the schema lets pass the reader refuses only for what no schema can see, such as a name that is not there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { load, pack } from '../../pkg/p2p_author.js';
import { pkg, root } from '../../scripts/lib/places.mjs';
import { readToml } from '../../scripts/lib/policy-files.mjs';
import { changed, values, wrongs } from './changes.mjs';

const schema = JSON.parse(readFileSync(join(root, 'policies/policy.schema.json'), 'utf8'));
const valid = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(schema);

await load();

/** @typedef {{ path: string, message: string }} Problem */
/** @typedef {import('./changes.mjs').Path} Path */

const payers = readdirSync(join(root, 'tests/payers')).filter((file) => file.endsWith('.json'));
const shipped = readdirSync(join(pkg, 'policies')).filter((file) => file.endsWith('.json') && !['decisions.json', 'policy.schema.json'].includes(file));
const written = readdirSync(join(root, 'policies')).filter((file) => file.endsWith('.toml') && !['calendars.toml', 'decisions.toml', 'facts.toml'].includes(file));

/** Every policy there is: between them they use every key. */
const policies = [
  ...payers.map((file) => read(join(root, 'tests/payers', file))),
  ...shipped.map((file) => read(join(pkg, 'policies', file))),
  read(join(root, 'tests/schema/every-key.json')),
];

for (const file of shipped) {
  test(`pkg/policies/${file} is valid`, () => assertValid(read(join(pkg, 'policies', file))));
}

for (const file of payers) {
  test(`tests/payers/${file} is valid, and names the schema`, () => {
    const policy = read(join(root, 'tests/payers', file));
    assertValid(policy);
    assert.equal(policy.$schema, '../../policies/policy.schema.json');
  });
}

for (const file of [...written, 'shared/pharmacy.toml']) {
  test(`policies/${file} is valid as it is written, and names the schema`, () => {
    const path = join(root, 'policies', file);
    assertValid(readToml(path));
    const [first] = readFileSync(path, 'utf8').split('\n');
    assert.equal(first, `#:schema ${file.includes('/') ? '..' : '.'}/policy.schema.json`);
  });
}

test('the package holds the schema', () => {
  assert.deepEqual(read(join(pkg, 'policies/policy.schema.json')), schema);
});

test('the schema knows the keys that the reader knows, in every table', () => {
  const seen = new Set();
  for (const policy of policies) {
    for (const [path, table] of tables(policy)) {
      const place = path.map((part) => (typeof part === 'number' ? '*' : part)).join('/');
      if (seen.has(place) || !('properties' in described(path))) continue;
      seen.add(place);
      const [problem] = problemsOf(changed(policy, path, { ...table, colour: 'red' }));
      const known = problem?.message.split('known names: ')[1]?.split(', ') ?? [];
      const properties = Object.keys(described(path).properties);
      assert.deepEqual(properties.sort(), known.sort(), place);
    }
  }
  assert.equal(seen.size, 21, [...seen].join(' '));
});

test('all keys are used somewhere, so that the next tests try them all', () => {
  const used = new Set(policies.flatMap((policy) => tables(policy).flatMap(([path, table]) => Object.keys(table).map((key) => keyOf([...path, key])))));
  const known = policies.flatMap((policy) => tables(policy)).flatMap(([path]) => Object.keys(described(path).properties ?? {}).map((key) => keyOf([...path, key])));
  const unused = [
    ...['cut_off', 'from_earliest', 'on', 'roll', 'until'].map((key) => `deadlines/earliest_of/${key}`),
    ...['offers/decided', 'outside_scope/services/decided', 'routes/steps/decided'],
  ];
  assert.deepEqual([...new Set(known)].filter((key) => !used.has(key)).sort(), unused);
});

test('what one refuses for its shape, so does the other', () => {
  /** @type {string[]} */
  const differences = [];
  let tried = 0;
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const policy of policies.filter(({ facts }) => facts)) {
    for (const [path, value] of values(policy)) {
      // Two of a sort are enough. Nothing at all may be a file that others include.
      const place = path.map((part) => (typeof part === 'number' ? '*' : part)).join('/');
      seen.set(place, (seen.get(place) ?? 0) + 1);
      if (path.length === 0 || (seen.get(place) ?? 0) > 2) continue;
      // The schema is that of files, which include others by name; `load_policy` takes none, and reads included tables itself.
      if (path[0] === 'include') continue;
      for (const wrong of wrongs(value)) {
        const other = changed(policy, path, wrong);
        const [passes, problems] = [valid(other), problemsOf(other)];
        const change = `${JSON.stringify(wrong)} at /${path.join('/')} of ${policy.id}`;
        tried += 1;
        if (!passes && problems.length === 0) differences.push(`the schema alone refuses ${change}`);
        if (passes && !unseen(problems, policy)) differences.push(`the reader alone refuses ${change}: ${JSON.stringify(problems)}`);
      }
    }
  }
  assert.deepEqual(differences.slice(0, 20), []);
  assert.ok(tried > 4_000, `${tried}`);
  console.log(`${tried} changed policies, judged alike`);
});

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @param {any} policy */
function assertValid(policy) {
  valid(policy);
  assert.deepEqual(valid.errors ?? [], []);
}

/**
 * @param {any} policy
 * @returns {Problem[]}
 */
function problemsOf(policy) {
  try {
    pack(policy);
    return [];
  } catch (error) {
    return /** @type {any} */ (error).problems;
  }
}

/** @param {any} policy @returns {[Path, any][]} */
function tables(policy) {
  return values(policy).filter(([path, value]) => value !== null && typeof value === 'object' && !Array.isArray(value) && !path.includes('when'));
}

/** @param {Path} path */
function keyOf(path) {
  return path.filter((part) => typeof part === 'string').join('/');
}

/** @param {Path} path @returns {any} the part of the schema about what stands there */
function described(path) {
  return path.reduce((part, key) => (typeof key === 'number' ? part.items : part.properties?.[key]) ?? {}, schema);
}

/** What the reader refuses and no schema can see: names that have to be there, days of a month, numbers of a phone. */
const UNSEEN = [/^there is no /, /appears twice$/, /^there are answers for which /, /^name in `field`/, /^this has to be a date, such as/, /^this has to be a North American number/, /has only the values: /, /^no condition can ask for /, /^only a holiday of this policy can be doubtful$/, /^the fact `\w+` isn't a date/, /in a circle/, /^this has to be the name of a clock/];

/** @param {Problem[]} problems @param {any} policy */
function unseen(problems, policy) {
  const own = policy.facts.map((/** @type {any} */ fact) => `\`${fact?.id}\` has only the values: `);
  // Of which kind a fact of the policy's own is, no schema can see.
  const ownTest = (/** @type {Problem} */ { path }) => policy.facts.some((/** @type {any} */ fact) => path.endsWith(`/when/${fact?.id}`));
  return problems.every((problem) => ownTest(problem) || isUnseen(problem));

  /** @param {Problem} problem */
  function isUnseen({ message }) {
    return UNSEEN.some((known) => known.test(message)) || own.some((/** @type {string} */ start) => message.startsWith(start));
  }
}
