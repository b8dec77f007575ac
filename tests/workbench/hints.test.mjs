// Which place of a TOML document a position is, however far it is written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { root } from '../../scripts/lib/places.mjs';
import { placeInToml } from '../../www/workbench/toml-place.js';

/** The place of `|` in a text, as `kind path/key`. @param {string} marked */
function place(marked) {
  const at = marked.indexOf('|');
  const found = placeInToml(marked.replace('|', ''), at);
  return found && `${found.kind} ${[...found.path, found.key].join('/')}`;
}

/** @type {[string, string | null][]} */
const PLACES = [
  ['|', 'key '],
  ['na|', 'key na'],
  ['id = "a"\n|', 'key '],
  ['id = |', 'value id'],
  ['id = "a|"', 'value id'],
  ['id =\n|', 'key '],
  ['# a | comment', null],
  ['[[ru|', 'header ru'],
  ['[[routes.st|', 'header routes/st'],
  ['[[rules]]\noutcome = "re|', 'value rules/outcome'],
  ['[[rules]]\nwhen = { ser|', 'key rules/when/ser'],
  ['[[rules]]\nwhen = { service = ["medical", "|', 'value rules/when/service'],
  ['[[rules]]\nwhen = { service = ["medical"], |', 'key rules/when/'],
  ['[[rules]]\nwhen = { any = [{ service = |', 'value rules/when/any/service'],
  ['says = [\n  "A", # [[not]]\n  |', 'value says'],
  ['text = """\n[[not]]\n"""\n[outside_scope.services]\nout|', 'key outside_scope/services/out'],
  ['text = \'\'\'\n[[not]]\n\'\'\'\n|', 'key '],
  ['a.b.c|', 'key a/b/c'],
  ['a.b = |', 'value a/b'],
  ['"quoted key" = |', 'value quoted key'],
  ['nonsense here\nid = |', 'value id'],
  ['] = }\nid = |', 'value id'],
];

for (const [marked, expected] of PLACES) {
  test(JSON.stringify(marked), () => assert.equal(place(marked), expected));
}

test('every position of every policy has a place, and each value one under its own keys', () => {
  for (const file of ['policies/asuris.toml', 'policies/pacificsource.toml', 'policies/regence.toml']) {
    const text = readFileSync(join(root, file), 'utf8');
    const keys = new Set(keysOf(parse(text)));
    for (let at = 0; at <= text.length; at += 7) {
      const found = placeInToml(text, at);
      if (found?.kind === 'value') assert.ok(keys.has([...found.path, found.key].join('/')), `${file} at ${at}: ${JSON.stringify(found)}`);
    }
  }
});

/** Paths of keys, without the places in lists. @param {unknown} value @param {string} [path] @returns {string[]} */
function keysOf(value, path = '') {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, path));
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, below]) => [path + key, ...keysOf(below, `${path}${key}/`)]);
}
