// Every link of every document leads somewhere: to a file of the project, and where it names a heading, to that heading.
// Addresses on the web are not asked for: a test must not depend on them.
// The notices of what others wrote hold their texts as they are.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { output } from '../../scripts/lib/run.mjs';

const documents = (output('git', ['ls-files', '*.md']) ?? '').split('\n').filter((file) => !file.endsWith('THIRD-PARTY.md') && existsSync(join(root, file)));

/** Documents that are copied into the package: their links are those of the place where they are read. */
const READ_ELSEWHERE = new Map([['packaging/README.md', 'pkg/README.md']]);

test('every link of a document leads somewhere', () => {
  assert.ok(documents.length > 20, 'the documents are found');
  const broken = documents.flatMap((file) => brokenLinks(READ_ELSEWHERE.get(file) ?? file, readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(broken, []);
});

test('a link that leads nowhere is found', () => {
  const text = '# Some *Title*, here\n\n[a](missing.md) [b](../README.md) [c](#some-title-here) [d](#other) [e](deploy.md#headers "x") [f](deploy.md#nothing)\n\n`[g](code.md)`\n\n```\n[h](code.md)\n```\n\n[i]: gone.md\n![j](no.png)\n[k](https://example.com)\n';
  assert.deepEqual(brokenLinks('docs/example.md', text), [
    'docs/example.md: missing.md',
    'docs/example.md: #other',
    'docs/example.md: deploy.md#nothing',
    'docs/example.md: no.png',
    'docs/example.md: gone.md',
  ]);
});

/** @param {string} file @param {string} text */
function brokenLinks(file, text) {
  const words = withoutCode(text);
  const inline = [...words.matchAll(/\]\(\s*<?([^()\s<>]+(?:\([^()\s]*\)[^()\s]*)?)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...words.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm)];
  const targets = [...inline, ...references].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z][a-z+.-]*:/i.test(target) && !leads(file, text, target)).map((target) => `${file}: ${target}`);
}

/** @param {string} file @param {string} text @param {string} target */
function leads(file, text, target) {
  const [path = '', heading] = target.split('#');
  const aim = path === '' ? join(root, file) : join(root, dirname(file), decodeURIComponent(path));
  if (relative(root, aim).startsWith('..') || (path !== '' && !existsSync(aim))) return false;
  if (heading === undefined || !aim.endsWith('.md')) return true;
  return !statSync(path === '' ? root : aim).isFile() && path !== '' ? false : headings(path === '' ? text : readFileSync(aim, 'utf8')).has(heading);
}

/** @param {string} text @returns {Set<string>} the names under which GitHub finds its headings */
function headings(text) {
  const seen = new Map();
  return new Set(
    [...withoutFences(text).matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)].map(([, words = '']) => {
      const plain = words.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
      const name = plain.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-');
      const count = seen.get(name) ?? 0;
      seen.set(name, count + 1);
      return count === 0 ? name : `${name}-${count}`;
    }),
  );
}

/** @param {string} text */
function withoutFences(text) {
  return text.replaceAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[^]*?^ {0,3}\1[^\n]*$/gm, '');
}

/** @param {string} text */
function withoutCode(text) {
  return withoutFences(text).replaceAll(/(`+)[^`][^]*?\1/g, '');
}
