// 2, 3 and 4: no form is ever open by accident, a gate comes and goes without a trace, and the page's own buttons stay its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { ARRIVES, CLEAN, Host, headed, inputs, mountTimes, page, requestOf, settle } from './host.mjs';

const host = new Host();
before(() => host.start());
after(() => host.stop());
beforeEach(() => host.reset());

const FORM = `<form id="f" action="/leaked" method="get">${inputs({ ...CLEAN, appeal_filed: 'true' })}<button>Send</button></form>`;
const TAG = '<p2p-gate endpoint="/requests"></p2p-gate>';

describe('a form is gated from the moment it is there', () => {
  /** @type {Record<string, () => HTMLFormElement>} */
  const ways = {
    'that comes late': () => {
      const form = /** @type {HTMLTemplateElement} */ (document.querySelector('template')).content.cloneNode(true);
      document.querySelector('p2p-gate')?.append(form);
      return /** @type {HTMLFormElement} */ (document.querySelector('p2p-gate form'));
    },
    'that stands around the tag': () => {
      const form = /** @type {HTMLFormElement} */ (/** @type {HTMLTemplateElement} */ (document.querySelector('template')).content.firstElementChild?.cloneNode(true));
      form.append(/** @type {Element} */ (document.querySelector('p2p-gate')));
      document.body.append(form);
      return form;
    },
    'in a shadow tree': () => {
      const holder = document.createElement('div');
      const shadow = holder.attachShadow({ mode: 'open' });
      shadow.append(/** @type {HTMLTemplateElement} */ (document.querySelector('template')).content.cloneNode(true));
      document.querySelector('p2p-gate')?.append(holder);
      return /** @type {HTMLFormElement} */ (shadow.querySelector('form'));
    },
    'that replaces another': () => {
      const tag = /** @type {Element} */ (document.querySelector('p2p-gate'));
      const { content } = /** @type {HTMLTemplateElement} */ (document.querySelector('template'));
      tag.append(content.cloneNode(true));
      tag.replaceChildren(content.cloneNode(true));
      return /** @type {HTMLFormElement} */ (tag.querySelector('form'));
    },
    'that is the second in the tag': () => {
      const tag = /** @type {Element} */ (document.querySelector('p2p-gate'));
      const { content } = /** @type {HTMLTemplateElement} */ (document.querySelector('template'));
      tag.append(content.cloneNode(true), content.cloneNode(true));
      return /** @type {HTMLFormElement} */ (tag.querySelectorAll('form')[1]);
    },
  };
  for (const [name, make] of Object.entries(ways)) {
    test(name, async () => {
      const tab = await host.open(page(`${TAG}<template>${FORM}</template>`), { until: null });
      await tab.waitForFunction(() => customElements.get('p2p-gate'));
      // Put there and submitted at once, by the same script; and once more, a little later.
      await tab.evaluate(`window.made = (${make})(); ${name.includes('shadow') ? '' : 'window.made.requestSubmit()'}`);
      await tab.waitForFunction(() => /** @type {any} */ (window).made.getAttribute('data-p2p-state') === 'ready');
      await tab.evaluate(() => /** @type {any} */ (window).made.requestSubmit());
      await settle(tab);
      assert.equal(await tab.evaluate(() => /** @type {any} */ (window).made.getAttribute('method')), 'dialog');
      assert.deepEqual(host.arrived, []);
      assert.ok(tab.url().endsWith('/page.html'), tab.url());
      await tab.close();
    });
  }

  test('form.submit() sends nothing, and the console says so', async () => {
    const tab = await host.open(page(`<p2p-gate endpoint="/requests">${FORM}</p2p-gate>`));
    await tab.evaluate(() => {
      const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
      form.submit();
      HTMLFormElement.prototype.submit.call(form);
    });
    await settle(tab);
    assert.deepEqual(host.arrived, []);
    assert.ok(tab.url().endsWith('/page.html'), tab.url());
    assert.match(tab.said.join('\n'), /form\.submit\(\) passes by the rules/);
    await tab.close();
  });

  test('a script that sends the form’s data itself does not hear of the submission', async () => {
    const tab = await host.open(page(`<p2p-gate endpoint="/requests">${FORM}</p2p-gate>`));
    await tab.evaluate(() => document.querySelector('form')?.addEventListener('submit', () => void fetch('/leaked', { method: 'POST' }), { capture: true }));
    await tab.getByRole('button', { name: 'Send' }).click();
    await settle(tab);
    assert.deepEqual(host.arrived, []);
    await tab.close();
  });

  test('in a dialog it does not close', async () => {
    const tab = await host.open(page(`<dialog open><p2p-gate endpoint="/requests">${FORM}</p2p-gate></dialog>`));
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.evaluate(() => document.querySelector('form')?.submit());
    assert.ok(await tab.locator('dialog').isVisible());
    await tab.close();
  });
});

describe('life cycle', () => {
  test('a hundred mounts leave nothing: no forms, no listeners, no memory', async () => {
    const tab = await host.open(page(`<main></main><template><p2p-gate payer="regence">${FORM}</p2p-gate></template>`), { until: null });
    await tab.waitForFunction(() => customElements.get('p2p-gate'));
    const before = await mountTimes(tab, 10);
    const after = await mountTimes(tab, 100);
    assert.ok(after.nodes - before.nodes < 100, `${after.nodes - before.nodes} nodes`);
    assert.ok(after.listeners - before.listeners < 20, `${after.listeners - before.listeners} listeners`);
    assert.ok(after.heap - before.heap < 500_000, `${after.heap - before.heap} bytes`);
    await tab.close();
  });

  test('destroy() gives the form back as it was', async () => {
    const tab = await host.open(page(`<div id="d"><form id="f" action="/taken" method="post"><input name="payer" value="regence"><button>Send</button></form></div>`, ''), { until: null });
    const [before, after] = await tab.evaluate(async () => {
      // @ts-expect-error: an address of the page's
      const { attach } = await import('/www/p2p-gate.js');
      const holder = /** @type {Element} */ (document.querySelector('#d'));
      const before = new XMLSerializer().serializeToString(holder);
      const gate = attach(document.querySelector('form'), { endpoint: '/requests' });
      await gate.ready;
      await gate.submit();
      gate.destroy();
      return [before, new XMLSerializer().serializeToString(holder)];
    });
    assert.equal(after, before);
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.waitForURL(/taken/);
    assert.deepEqual(host.arrived.map(({ path }) => path), ['/taken']);
    await tab.close();
  });

  test('moved, it goes on; cloned, it works and shares no id; two copies of the script do no harm', async () => {
    const copy = readFileSync(join(root, 'www/p2p-gate.js'), 'utf8').replaceAll('./gate/', '/www/gate/');
    const tab = await host.open(page(`<main></main><p2p-gate payer="regence" endpoint="/requests"><form><button>Send</button></form></p2p-gate>`, '<script type="module" src="/copy.js"></script>'), { scripts: { '/copy.js': copy } });
    const first = tab.locator('p2p-gate').first();
    await first.getByLabel('Commercial').check();
    await tab.evaluate(() => document.querySelector('main')?.append(/** @type {Element} */ (document.querySelector('p2p-gate'))));
    assert.equal((await requestOf(tab)).line_of_business, 'commercial');
    await tab.evaluate(() => document.body.append(/** @type {Element} */ (document.querySelector('p2p-gate')).cloneNode(true)));
    const second = tab.locator('p2p-gate').nth(1);
    await tab.waitForFunction(() => /** @type {any} */ (document.querySelectorAll('p2p-gate')[1]).gate?.state === 'ready');
    await settle(tab);
    assert.equal(await second.locator('[data-p2p-headline]').count(), 1);
    assert.equal(await second.getByLabel('Commercial').isChecked(), true);
    const repeated = await tab.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, i) => ids.indexOf(id) !== i);
    });
    assert.deepEqual(repeated, []);
    await second.getByLabel('A stay', { exact: false }).count();
    await second.getByRole('button', { name: 'Send' }).click();
    await second.getByRole('heading', { name: 'There is a problem' }).waitFor();
    assert.equal(await first.locator('.p2p-summary, [data-p2p-error]').count(), 0);
    await tab.close();
  });

  test('two gates and one title: each takes away only what it has set', async () => {
    const two = ['one', 'two'].map((id) => `<p2p-gate payer="regence"><form id="${id}"><input name="member_name"><button>Send ${id}</button></form></p2p-gate>`).join('');
    const tab = await host.open(page(two));
    await tab.evaluate(() => void (document.title = 'Error: codes and what they mean'));
    const show = (/** @type {number} */ nth, /** @type {boolean} */ on) => tab.evaluate(([nth, on]) => {
      const { gate } = /** @type {any} */ (document.querySelectorAll('p2p-gate')[Number(nth)]);
      gate.show(on ? gate.problems() : []);
    }, [nth, on]);
    await show(0, true);
    await show(0, true);
    assert.equal(await tab.title(), 'Error: Error: codes and what they mean');
    await show(1, false);
    assert.equal(await tab.title(), 'Error: Error: codes and what they mean');
    await show(0, false);
    await show(0, false);
    assert.equal(await tab.title(), 'Error: codes and what they mean');
    await tab.close();
  });

  test('back from the back/forward cache the answer is for now; events leave a shadow tree', async () => {
    const tab = await host.open(page(`<div id="host"></div>`), { until: null });
    await tab.evaluate((markup) => {
      const told = /** @type {any} */ (window).told = /** @type {string[]} */ ([]);
      document.addEventListener('p2p-decision', (event) => told.push(event.type));
      const shadow = /** @type {Element} */ (document.querySelector('#host')).attachShadow({ mode: 'open' });
      const tag = document.createElement('p2p-gate');
      tag.append(new DOMParser().parseFromString(markup, 'text/html').body.firstElementChild ?? '');
      shadow.append(tag);
    }, FORM);
    await tab.waitForFunction(() => /** @type {any} */ (window).told?.length > 0);
    host.now = '2026-08-03T18:00:00Z';
    await tab.clock.setFixedTime(host.now);
    await tab.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await settle(tab);
    const checked = await tab.evaluate(() => /** @type {any} */ (document.querySelector('#host')?.shadowRoot?.querySelector('p2p-gate'))?.gate.decision.checked_at);
    assert.match(checked, /^2026-08-03/);
    await tab.close();
  });

  test('reset forgets', async () => {
    const tab = await host.open(page(`<p2p-gate payer="regence"><form><input name="member_name"><button>Send</button><button type="reset">Clear</button></form></p2p-gate>`));
    await tab.getByLabel('Commercial').check();
    await tab.getByRole('button', { name: 'Send' }).click();
    await headed(tab, 'There is a problem');
    await tab.getByRole('button', { name: 'Clear' }).click();
    await tab.waitForFunction(() => document.querySelector('.p2p-summary, [data-p2p-error]') === null);
    assert.deepEqual(await requestOf(tab), { payer: 'regence' });
    await tab.close();
  });
});

describe('whose button it is', () => {
  /** @type {[string, string, string, boolean][]} the button pressed, and whether it is the gate's */
  const cases = [
    ['formaction is the page’s', '<button>Send</button><button formaction="/draft" formmethod="post">Draft</button>', 'Draft', false],
    ['formnovalidate is the page’s', '<button formnovalidate name="draft" value="1">Draft</button><button>Send</button>', 'Draft', false],
    ['of several, a named one is the page’s', '<button name="save" value="1">Draft</button><button>Send</button>', 'Draft', false],
    ['and the nameless one is the gate’s', '<button name="save" value="1">Draft</button><button>Send</button>', 'Send', true],
    ['a lone button with a name is the gate’s', '<button name="commit" value="1">Send</button>', 'Send', true],
    ['all with names: the gate’s', '<button name="a" value="1">Send</button><button name="b">Other</button>', 'Other', true],
    ['data-p2p-submit marks the gate’s', '<button>Draft</button><button name="go" data-p2p-submit>Send</button>', 'Draft', false],
    ['also with a name', '<button>Draft</button><button name="go" data-p2p-submit>Send</button>', 'Send', true],
  ];
  for (const [name, buttons, press, isOwn] of cases) {
    test(name, async () => {
      const tab = await host.open(page(`<p2p-gate endpoint="/requests"><form action="/draft" method="post">${inputs()}${buttons}</form></p2p-gate>`));
      await tab.getByRole('button', { name: press, exact: true }).click();
      if (isOwn) await headed(tab, 'Request sent');
      else await tab.waitForURL(/\/draft/);
      assert.deepEqual(host.arrived.map(({ method, path }) => `${method} ${path}`), [`POST ${isOwn ? '/requests' : '/draft'}`]);
      if (isOwn) assert.deepEqual(JSON.parse(host.arrived[0]?.body ?? ''), ARRIVES);
      else assert.match(host.arrived[0]?.body ?? '', /member_id=ZRG100/);
      const told = tab.said.filter((line) => line.includes('data-p2p-submit'));
      assert.equal(told.length, buttons.includes('data-p2p-submit') || !buttons.includes('</button><') ? 0 : 1, tab.said.join('\n'));
      await tab.close();
    });
  }
});
