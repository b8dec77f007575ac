// The workbench for everyone: nothing for axe to find in any tab, and all of it with the keyboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { WIDE } from '../form/form.mjs';
import { Benches, TABS } from './bench.mjs';

const stage = new Benches();
before(() => stage.start());
after(() => stage.stop());

/** Where to keep a picture, for whoever wants to look at one. */
const pictures = process.env['P2P_PICTURES'];
if (pictures) mkdirSync(pictures, { recursive: true });

/** What each view shows once it is done. @type {Record<string, RegExp>} */
const DONE = { Form: /What was denied/, Answer: /as of/, 'Rule book': /ACME-01/, Rows: /noticed/, Difference: /requests flip/ };

for (const [name, size] of Object.entries({ desk: WIDE, phone: { width: 390, height: 844 } })) {
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    test(`on a ${name}, ${scheme}: each tab, and problems: nothing for axe to find, nothing to scroll sideways`, async () => {
      const analyst = await (await stage.bench({ size, scheme })).ready();
      const picture = async (/** @type {string} */ what) => pictures && analyst.page.screenshot({ path: join(pictures, `workbench-${name}-${scheme}-${what}.png`), fullPage: name === 'phone' });
      for (const tab of TABS) {
        await analyst.look(tab, DONE[tab] ?? '');
        await picture(tab.replace(' ', '-').toLowerCase());
        assert.deepEqual(await analyst.visitor.flaws(), [], tab);
      }
      await analyst.tab('acme.rows.toml').click();
      await analyst.editor.click();
      await analyst.page.keyboard.press('Control+a');
      await analyst.page.keyboard.insertText('now = "2026-03-03T17:00:00Z"\n[[row]]\nname = "wrong"\nwith = { payer = "acme" }\noutcome = "eligible"\n');
      await analyst.look('Rows', 'fails');
      await analyst.look('Difference', /requests flip/);
      await analyst.tab('acme.toml').click();
      await analyst.editor.click();
      await analyst.page.keyboard.press('Control+Home');
      await analyst.page.keyboard.insertText('nmae = "Other"\n');
      await analyst.problems.first().waitFor();
      await analyst.tab('Rows').click();
      await picture('problems');
      assert.deepEqual(await analyst.visitor.flaws(), [], 'problems');
      await analyst.page.getByRole('button', { name: 'New …' }).click();
      await picture('new');
      assert.deepEqual(await analyst.visitor.flaws(), [], 'the dialog');
      await analyst.close();
    });
  }
}

test('all with the keyboard: Tab leaves the editor, arrows go between tabs, a problem leads to its line', async () => {
  const analyst = await (await stage.bench()).ready();
  const { page } = analyst;
  /** @param {string} key @param {string} [to] name of what has to have the focus then */
  const press = async (key, to) => {
    await page.keyboard.press(key);
    if (to !== undefined) assert.match(await focused(), new RegExp(to));
  };
  const focused = () => page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    return inner?.getAttribute('aria-label') ?? inner?.textContent ?? '';
  });
  await page.locator('.ds-c-skip-nav').focus();
  await press('Enter');
  for (const name of ['New …', 'Open …', 'Begin|shipped', 'Save', 'Download the pack', 'Download the bundle', 'acme.toml']) await press('Tab', name);
  await press('ArrowRight', 'acme.rows.toml');
  await press('Home', 'acme.toml');
  await press('Tab', 'acme.toml');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('nmae = 1');
  await press('Enter');
  await analyst.problems.first().waitFor();
  await press('Tab', 'error Line 1');
  await press('Enter', 'acme.toml');
  await press('Tab', 'error Line 1');
  while (!/^Form$/.test(await focused())) await press('Tab');
  await press('ArrowRight', 'Answer');
  assert.equal(await analyst.tab('Answer').getAttribute('aria-selected'), 'true');
  await press('End', 'Difference');
  await press('ArrowRight', 'Form');
  await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'view-form');
  await analyst.close();
});
