// The run that docs/accessibility.md describes, key by key: from the page's loading to the confirmation without a mouse.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());

/** @returns {{ presses: string[], focus: string }[]} the rows of the table: `Tab` is a key, “text” is typed */
function described() {
  const page = readFileSync(join(root, 'docs/accessibility.md'), 'utf8');
  const [, table = ''] = page.split('## With the keyboard alone');
  return [...table.matchAll(/^\| ([`“].*?) +\| (.*?) +\|$/gm)].map(([, presses = '', focus = '']) => ({ presses: presses.match(/`[^`]+`|“[^”]+”/g) ?? [], focus }));
}

/** @param {import('./form.mjs').Visitor} visitor */
function focused({ page }) {
  return page.evaluate(() => {
    const element = /** @type {HTMLElement} */ (document.activeElement);
    const label = /** @type {HTMLInputElement} */ (element).labels?.[0];
    const named = label?.querySelector('[data-p2p-label]') ?? label ?? element;
    const texts = document.createTreeWalker(named, NodeFilter.SHOW_TEXT);
    let words = '';
    while (texts.nextNode()) words += ` ${texts.currentNode.textContent}`;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // Whatever lies over its middle would hide it.
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      // What can't be operated, such as a heading, takes the focus to be read, and needs no ring.
      operable: element.tabIndex >= 0,
      ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      inView: box.top >= 0 && box.bottom <= innerHeight && top !== null && (element.contains(top) || top.contains(element) || label === top),
      place: `${box.top} to ${box.bottom} of ${innerHeight}, under ${top?.tagName} ${top?.className}`,
      words: element.tagName === 'MAIN' ? 'The form' : words.replaceAll(/\s+/g, ' ').trim(),
    };
  });
}

test('every key of the description leads where it says, the focus can be seen, and the request arrives', async () => {
  const rows = described();
  assert.ok(rows.length > 30, 'the description');
  const visitor = await stage.open();
  const { page } = visitor;
  for (const [i, { presses, focus }] of rows.entries()) {
    for (const press of presses) {
      if (press.startsWith('`')) await page.keyboard.press(press.slice(1, -1));
      else await page.keyboard.type(press.slice(1, -1));
      await visitor.settle();
    }
    if (presses.every((press) => press === '`ArrowDown`')) {
      for (let more = await visitor.furtherPayers(); more > 0 && (await focused(visitor)).words !== focus; more--) await page.keyboard.press('ArrowDown');
    }
    if (focus === 'Request sent') await page.getByRole('heading', { name: 'Request sent' }).waitFor();
    let now = await focused(visitor);
    // Browsers take a moment to scroll, on a busy machine a long one.
    for (const end = Date.now() + 30_000; !now.inView && Date.now() < end; ) {
      await page.waitForTimeout(50);
      now = await focused(visitor);
    }
    const at = `row ${i + 1}, ${presses.join(' ')}`;
    assert.equal(now.words, focus, at);
    if (!now.operable) continue;
    assert.ok(now.ring, `${at}: no ring around ${focus}`);
    assert.ok(now.inView, `${at}: ${focus} is out of sight: ${now.place}`);
  }
  assert.deepEqual(stage.site?.arrived.map(({ body }) => body.payer), ['regence']);
  await visitor.assertPrivate();
  await visitor.close();
});
