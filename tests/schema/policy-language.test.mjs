// The reference of the policy language names every key that the schema knows, and its examples are parts of policies that the
// tests load and decide by.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';

const page = readFileSync(join(root, 'docs/policy-language.md'), 'utf8');
const schema = JSON.parse(readFileSync(join(root, 'policies/policy.schema.json'), 'utf8'));
const payers = join(root, 'tests/payers');
const written = readdirSync(payers).filter((file) => file.endsWith('.toml')).map((file) => readFileSync(join(payers, file), 'utf8'));

test('the reference names every key', () => {
  const named = new Set([...page.matchAll(/[`{\s]([$a-z_]+)(?:`|\s*=)/g)].map(([, key]) => key));
  assert.deepEqual([...keysOf(schema)].filter((key) => !named.has(key)), []);
});

test('its examples are parts of policies that are tested', () => {
  const examples = [...page.matchAll(/```toml\n([^`]*)```/g)].map(([, example]) => example ?? '');
  assert.ok(examples.length >= 10, `${examples.length}`);
  assert.deepEqual(examples.filter((example) => !written.some((policy) => policy.includes(example))), []);
});

/** @param {any} part @returns {Set<string>} the keys of every table that the schema describes */
function keysOf(part) {
  const own = Object.keys(part.properties ?? {});
  const parts = [...Object.values(part.properties ?? {}), part.items].filter((inner) => inner !== undefined && inner !== null);
  return new Set([...own, ...parts.flatMap((inner) => [...keysOf(inner)])]);
}
