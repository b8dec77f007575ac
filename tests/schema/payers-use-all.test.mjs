// The made-up payers together use every construct of the language: each key of each table, each word that can stand under one,
// and each form of a condition. The list is the schema's own, so that a new construct fails here until a payer has it.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { readToml } from '../../scripts/lib/policy-files.mjs';

/** @typedef {Record<string, any>} Schema */

const schema = read('policies/policy.schema.json');
const folder = 'tests/payers';
const vocabulary = /** @type {{ facts: { id: string, kind: string }[] }} */ (readToml(join(root, 'policies/facts.toml'))).facts;
const payers = readdirSync(join(root, folder))
  .filter((file) => /\.(json|toml)$/.test(file))
  .flatMap((file) => (file.endsWith('.json') ? [read(`${folder}/${file}`)] : withShared(readToml(join(root, folder, file)))));

/** Words that are data, such as the values of a choice, rather than constructs. */
const DATA = new Set(['time_zone', 'lines_of_business', 'services', 'fact', 'date', 'nth', 'weekday']);

test('the made-up payers together use every construct of the language', () => {
  const known = constructs();
  const used = new Set(payers.flatMap((payer) => [...usedBy(payer)]));
  assert.deepEqual([...known].filter((construct) => !used.has(construct)), []);
  assert.deepEqual([...used].filter((construct) => !known.has(construct)), []);
  console.log(`${known.size} constructs, all used by ${payers.length} payers`);
});

test('a construct that no payer uses is found', () => {
  const before = constructs();
  schema.properties.rules.items.properties.colour = { enum: ['red', 'blue'] };
  const added = [...constructs()].filter((construct) => !before.has(construct));
  delete schema.properties.rules.items.properties.colour;
  assert.deepEqual(added, ['rules/colour', 'rules/colour = red', 'rules/colour = blue']);
});

/** @returns {Set<string>} */
function constructs() {
  /** @type {Set<string>} */
  const all = new Set();
  describe(schema, '', all);
  describeCondition(all);
  return all;
}

/** @param {Schema} part @param {string} place @param {Set<string>} all */
function describe(part, place, all) {
  if (place !== '') all.add(place);
  if (isCondition(part)) return;
  if (part.enum && !isData(place)) for (const word of part.enum) all.add(wordAt(place, word));
  for (const form of formsOf(part)) describe(form, `${place} (${formName(form)})`, all);
  if (part.items) describe(part.items, place, all);
  for (const [key, value] of Object.entries(part.properties ?? {})) if (value !== false) describe(value, place === '' ? key : `${place}/${key}`, all);
}

/** Facts of one kind are asked alike: a condition's constructs are those of the kinds. @param {Set<string>} all */
function describeCondition(all) {
  const { properties } = schema.definitions.condition;
  for (const word of ['today', 'deadline', 'due_day', 'clocks', 'any', 'all', 'none']) {
    describe(properties[word], `when/${word}`, all);
    if (word === 'clocks') describe(properties[word].additionalProperties, 'when/clocks/*', all);
  }
  for (const kind of Object.keys(KINDS)) describe(testOf(kind), asked(kind), all);
}

/** The place of a kind's test in what the schema says of a policy's own facts. @type {Record<string, number>} */
const KINDS = { boolean: 0, choice: 1, date: 2, number: 3, text: 4, windows: 5 };
/** @type {Record<string, string>} */
const ASKED_LIKE = { datetime: 'date', phone: 'text', npi: 'text', email: 'text' };

/** @param {string} kind @returns {Schema} */
function testOf(kind) {
  return schema.definitions.condition.additionalProperties.anyOf[/** @type {number} */ (KINDS[kind])];
}

/** @param {any} policy @returns {Set<string>} */
function usedBy(policy) {
  /** @type {Map<string, string>} */
  const kinds = new Map([...vocabulary, ...(policy.facts ?? [])].map(({ id, kind }) => [id, ASKED_LIKE[kind] ?? kind]));
  /** @type {Set<string>} */
  const used = new Set();
  walk(schema, policy, '');
  return used;

  /** @param {Schema} part @param {any} value @param {string} place */
  function walk(part, value, place) {
    if (place !== '') used.add(place);
    if (isCondition(part)) return condition(value);
    if (part.enum && !isData(place)) used.add(wordAt(place, value));
    for (const form of formsOf(part)) if (fits(form, value)) walk(form, value, `${place} (${formName(form)})`);
    if (part.items && Array.isArray(value)) for (const item of value) walk(part.items, item, place);
    if (part.properties && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) if (part.properties[key]) walk(part.properties[key], inner, place === '' ? key : `${place}/${key}`);
    }
  }

  /** @param {Record<string, any>} table */
  function condition(table) {
    for (const [key, value] of Object.entries(table)) {
      const kind = kinds.get(key);
      if (kind) walk(testOf(kind), value, asked(kind));
      else walk(schema.definitions.condition.properties[key], value, `when/${key}`);
      if (!kind && key === 'clocks') for (const statuses of Object.values(value)) walk(schema.definitions.condition.properties.clocks.additionalProperties, statuses, 'when/clocks/*');
    }
  }
}

/** @param {Schema} part */
function isCondition(part) {
  return part.$ref === '#/definitions/condition';
}

/** A boolean is asked as a choice is. @param {string} kind */
function asked(kind) {
  return `when/<${kind === 'boolean' ? 'choice' : kind}>`;
}

/** A word is the same whether it stands alone or in a list. @param {string} place @param {string} word */
function wordAt(place, word) {
  return `${place.replace(/ \((one|several)\)$/, '')} = ${word}`;
}

/** @param {string} place */
function isData(place) {
  return place.split('/').some((key) => DATA.has(key.split(' ')[0] ?? ''));
}

/** Different forms of one value; not the combinations of keys that a table can have. @param {Schema} part @returns {Schema[]} */
function formsOf(part) {
  return (part.anyOf ?? []).filter((/** @type {Schema} */ form) => form.type || form.enum || form.pattern);
}

/** @param {Schema} form @returns {string} */
function formName(form) {
  if (form.enum) return 'one';
  if (form.type === 'array') return 'several';
  if (form.type === 'object') return Object.keys(form.properties ?? {}).join(' or ') || 'table';
  return form.pattern?.startsWith('^20') ? 'day' : (form.pattern ? 'name' : 'one');
}

/** @param {Schema} form @param {any} value */
function fits(form, value) {
  if (form.type === 'array') return Array.isArray(value);
  if (form.type === 'object') return typeof value === 'object' && !Array.isArray(value) && (form.required ?? []).every((/** @type {string} */ key) => key in value);
  if (typeof value === 'object') return false;
  if (form.enum) return form.enum.includes(value);
  return form.pattern ? new RegExp(form.pattern).test(value) : typeof value === form.type;
}

/** A payer's file, and those that it includes. @param {any} payer */
function withShared(payer) {
  return [payer, ...(payer.include ?? []).map((/** @type {string} */ name) => readToml(join(root, folder, `shared/${name}.toml`)))];
}

/** @param {string} file */
function read(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
