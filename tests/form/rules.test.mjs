// The rule book, without JavaScript: complete, without a fault that axe finds, on a desk, on a phone and on paper.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pkg } from '../../scripts/lib/places.mjs';
import { PHONE, Stage, WIDE, rules } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());

/** Where to keep a picture, for whoever wants to look at one. */
const pictures = process.env['P2P_PICTURES'];
if (pictures) mkdirSync(pictures, { recursive: true });

const shipped = rules.policies().map(({ id }) => JSON.parse(readFileSync(join(pkg, 'policies', `${id}.json`), 'utf8')));

/** @param {{ width: number, height: number }} size @param {boolean} [scripts] */
function open(size, scripts = true) {
  return stage.open({ size, scripts, page: '/rules.html', until: null });
}

describe('without JavaScript it is complete', () => {
  /** @type {string} */
  let said = '';
  /** @type {Set<string>} */
  let anchors = new Set();
  before(async () => {
    const { page } = await open(WIDE, false);
    said = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    anchors = new Set(await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id)));
    await page.context().close();
  });

  for (const policy of shipped) {
    test(`every rule, statement, step and promise of ${policy.name}`, () => {
      /** @param {string | undefined} words */
      const says = (words) => assert.ok(!words || said.includes(words.replace(/\s+/g, ' ')), words);
      for (const { id, message } of policy.rules) {
        says(message);
        assert.ok(anchors.has(`${policy.id}-rules-${id}`), id);
      }
      for (const { id, gist, section, meta } of policy.statements) {
        [gist, section, meta].forEach(says);
        assert.ok(anchors.has(`${policy.id}-${id}`), id);
      }
      for (const { steps } of policy.routes) {
        for (const { label, value, note } of steps) [label, value, note].forEach(says);
      }
      for (const { title } of policy.sources) says(title);
      for (const { label, count } of policy.response_times ?? []) says(`${label}: ${count} `);
      for (const { count } of policy.deadlines) says(`${count} `);
      says(rules.policies().find(({ id }) => id === policy.id)?.version);
    });
  }

  test('every decision', () => {
    for (const { id, gist } of JSON.parse(readFileSync(join(pkg, 'policies/decisions.json'), 'utf8')).decisions) {
      assert.ok(said.includes(gist), id);
      assert.ok(anchors.has(id), id);
    }
  });
});

test('every link within the page leads somewhere, and no place has two names', async () => {
  const { page } = await open(WIDE);
  const lost = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const twice = ids.filter((id, place) => ids.indexOf(id) < place);
    const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => `${link.getAttribute('href')}`.slice(1));
    return [...twice, ...links.filter((id) => !document.getElementById(id))];
  });
  assert.deepEqual(lost, []);
  await page.context().close();
});

for (const [name, size] of Object.entries({ desk: WIDE, phone: PHONE })) {
  test(`on a ${name}: axe finds nothing, nothing scrolls sideways, the strict policy holds`, async () => {
    const visitor = await open(size);
    const { page } = visitor;
    assert.deepEqual(await visitor.flaws(), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), size.width);
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).violations), []);
    assert.equal(await page.locator('script').count(), 0);
    if (pictures) await page.screenshot({ path: join(pictures, `rules-${name}.png`) });
    await page.context().close();
  });
}

test('on paper: the payers side by side, no navigation, each payer on a page of its own', async () => {
  const { page } = await open({ width: 816, height: 1056 });
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.contents').isVisible(), false);
  assert.equal(await page.locator('.compare thead').isVisible(), true);
  const tops = await page.locator('.compare tbody tr:first-child td').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top));
  assert.equal(new Set(tops).size, 1);
  assert.equal(tops.length, shipped.length);
  assert.equal(await page.locator('#regence').evaluate((section) => getComputedStyle(section).breakBefore), 'page');
  if (pictures) await page.screenshot({ path: join(pictures, 'rules-paper.png') });
  await page.context().close();
});

test('each shipped policy has its section', async () => {
  const { page } = await open(WIDE);
  const files = readdirSync(join(pkg, 'policies')).filter((file) => file.endsWith('.json') && !['decisions.json', 'policy.schema.json'].includes(file));
  for (const file of files) assert.equal(await page.locator(`section#${file.replace('.json', '')}`).count(), 1, file);
  await page.context().close();
});
