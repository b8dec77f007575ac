// The documents as pages: every link of theirs leads to a page or a heading of the site, and none holds script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { site } from '../../scripts/vite/documents.mjs';

const files = site();
const pages = [...files].flatMap(([name, source]) => (name.endsWith('.html') ? [{ name, html: String(source) }] : []));
/** Of the form's own build. */
const BESIDE = new Set(['../index.html', '../rules.html', '../workbench.html']);

test('every document is a page', () => {
  assert.ok(pages.length > 10);
  for (const { name, html } of pages) {
    assert.equal(html.match(/<h1 /g)?.length, 1, `${name} has one title`);
    assert.match(html, /<html lang="en-US">/);
  }
});

test('every link leads somewhere', () => {
  for (const { name, html } of pages) {
    for (const [, target = ''] of html.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^(?:https:|http:\/\/127|mailto:)/.test(target) || BESIDE.has(target)) continue;
      const [file = '', heading] = target.split('#');
      const aim = files.get(file === '' ? name : file);
      assert.ok(aim !== undefined, `${name}: ${target}`);
      if (heading) assert.ok(String(aim).includes(` id="${decodeURIComponent(heading)}"`), `${name}: ${target}`);
    }
  }
});

test('no page holds script, style or markup of its own document', () => {
  for (const { name, html } of pages) assert.doesNotMatch(html, /<script|<style|<[^>]* (?:on\w+|style)=|href="javascript:/, name);
});
