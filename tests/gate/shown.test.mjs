// 9, 11 and 13: nothing moves under a pointer, what can't load says why, and the page's styles and frames.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { CLEAN, Host, headed, inputs, page, settle } from './host.mjs';

const host = new Host();
before(() => host.start());
after(() => host.stop());
beforeEach(() => host.reset());

const STYLES = '<link rel="stylesheet" href="/www/gate.css">';

describe('no click is lost', () => {
  for (const way of ['by hand', 'by a script']) {
    test(`an error that comes ${way} waits until the pointer is up again`, async () => {
      const form = `${inputs({ ...CLEAN, contact_phone: '' })}<button>Continue</button>`;
      const tab = await host.open(page(`<p2p-gate payer="regence" endpoint="/requests"><form>${form}</form></p2p-gate>`, `${STYLES}<style>* { overflow-anchor: none } input { display: block }</style>`));
      const phone = tab.locator('[name=contact_phone]');
      await phone.click();
      await phone.pressSequentially('12');
      await settle(tab);
      const box = await tab.getByRole('button', { name: 'Continue' }).boundingBox();
      assert.ok(box);
      await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await tab.mouse.down();
      if (way === 'by a script') await tab.evaluate(() => /** @type {any} */ (document.querySelector('p2p-gate')).gate.evaluate());
      await tab.waitForTimeout(1500);
      assert.deepEqual(await tab.getByRole('button', { name: 'Continue' }).boundingBox(), box);
      assert.equal(await tab.locator('[data-p2p-error]').count(), 0);
      await tab.mouse.up();
      await headed(tab, 'There is a problem');
      assert.equal(await tab.locator('[data-p2p-error]').count(), 1);
      await tab.close();
    });
  }

  test('let go elsewhere, the error comes all the same', async () => {
    const tab = await host.open(page(`<p2p-gate payer="regence"><form>${inputs({ ...CLEAN, contact_phone: '' })}<button>Continue</button></form></p2p-gate><p>Elsewhere</p>`));
    await tab.locator('[name=contact_phone]').fill('12');
    const box = await tab.getByText('Elsewhere').boundingBox();
    assert.ok(box);
    await tab.mouse.move(box.x + 5, box.y + 5);
    await tab.mouse.down();
    await tab.mouse.move(box.x + 50, box.y + 5);
    await tab.mouse.up();
    await tab.locator('[data-p2p-error]').waitFor();
    await tab.close();
  });
});

describe('where it can’t load, the state event and the console say why', () => {
  /** @type {Record<string, { fault: string, words: RegExp, init?: () => void, attributes?: string, csp?: string, again: boolean }>} */
  const ways = {
    'no WebAssembly': { fault: 'no-webassembly', words: /has no WebAssembly/, init: () => void Reflect.deleteProperty(globalThis, 'WebAssembly'), again: false },
    'a content policy': { fault: 'blocked', words: /wasm-unsafe-eval/, csp: "script-src 'self'", again: true },
    'no such file': { fault: 'unreachable', words: /answers 404/, attributes: 'module="/nowhere.wasm"', again: true },
    'another file': { fault: 'broken', words: /not the rules' module/, attributes: 'module="/www/gate.css"', again: true },
  };
  for (const [name, { fault, words, init, attributes = '', csp, again }] of Object.entries(ways)) {
    test(name, async () => {
      if (csp) host.headers = { 'content-security-policy': csp };
      const listen = '<script src="/listen.js"></script>';
      const tab = await host.open(page(`<p2p-gate ${attributes}><form>${inputs()}<button>Send</button></form></p2p-gate>`, listen), { until: '[data-p2p-state=missing]', ...(init ? { init } : {}), scripts: {
        '/listen.js': "window.states = []; document.addEventListener('p2p-state', ({ detail }) => states.push(detail));",
      } });
      const told = await tab.evaluate(() => /** @type {any} */ (window).states.at(-1));
      assert.equal(told.fault, fault);
      assert.match(told.reason, words);
      assert.match(tab.said.join('\n'), words);
      assert.equal(await tab.getByRole('button', { name: 'Try again' }).count(), again ? 1 : 0);
      await tab.getByRole('button', { name: 'Send' }).click();
      await settle(tab);
      assert.deepEqual(host.arrived, []);
      await tab.close();
    });
  }
});

describe('where the module is', () => {
  test('by an attribute, and found where the page has loaded it itself', async () => {
    const tab = await host.open(page(`<p2p-gate module="/rules.wasm" payer="regence"><form></form></p2p-gate>`), { scripts: { '/rules.wasm': /** @type {any} */ (readFileSync(join(root, 'pkg/p2p_review_bg.wasm'))) } });
    assert.equal(await tab.locator('form').getAttribute('data-p2p-state'), 'ready');
    await tab.close();
    const own = `import init from '/pkg/p2p_review.js'; await init({ module_or_path: '/pkg/p2p_review_bg.wasm' }); await import('/www/p2p-gate.js');`;
    const other = await host.open(`<!doctype html><link rel="icon" href="data:,"><p2p-gate module="/nowhere.wasm"><form></form></p2p-gate><script type="module" src="/own.js"></script>`, { scripts: { '/own.js': own } });
    assert.deepEqual(other.said, []);
    await other.close();
  });
});

describe('the page’s styles and frames', () => {
  test('what is hidden stays hidden under display: flex on everything', async () => {
    const tab = await host.open(page(`<p2p-gate payer="regence"><form><div data-p2p-question="prior_p2p">Never asked here</div><button>Send</button></form></p2p-gate>`, `${STYLES}<style>* { display: flex !important }</style>`));
    assert.equal(await tab.getByText('Never asked here').isVisible(), false);
    await tab.close();
  });

  test('what stands folded is on paper, and folded again afterwards', async () => {
    const tab = await host.open(page(`<p2p-gate payer="pacificsource" line-of-business="commercial" service="medical"><form></form></p2p-gate>`, STYLES));
    const folded = tab.locator('[data-p2p-keep=contacts] .p2p-steps').first();
    assert.equal(await folded.isVisible(), false);
    await tab.emulateMedia({ media: 'print' });
    await folded.waitFor({ state: 'visible' });
    assert.match(await folded.innerText(), /\d{3}-\d{3}-\d{4}/);
    await tab.emulateMedia({ media: 'screen' });
    await folded.waitFor({ state: 'hidden' });
    await tab.close();
  });

  test('in a frame without an origin it works where the server allows it, and else says why', async () => {
    const inner = page(`<p2p-gate payer="regence" endpoint="/requests"><form>${inputs()}<button>Send</button></form></p2p-gate>`);
    const outer = '<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts allow-forms" src="/inner.html"></iframe>';
    for (const shared of [/./, /js$/]) {
      host.shared = shared;
      const tab = await host.open(outer, { until: null, scripts: { '/inner.html': inner } });
      const frame = tab.frameLocator('iframe');
      if (shared.test('any')) {
        await frame.locator('[data-p2p-state=ready]').waitFor();
        await frame.getByRole('button', { name: 'Send' }).click();
        await frame.getByRole('heading', { name: 'Request sent' }).waitFor();
      } else {
        await frame.locator('[data-p2p-state=missing]').waitFor();
        assert.match(tab.said.join('\n'), /this frame has no origin of its own.*Access-Control-Allow-Origin/);
      }
      await tab.close();
    }
  });
});
