// 1, 8 and 10: what a form says, what attributes say, and what people paste.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { readValue } from '../../www/gate/read-value.js';
import { ARRIVES, CLEAN, Host, headed, inputs, page, requestOf } from './host.mjs';

const host = new Host();
before(() => host.start());
after(() => host.stop());
beforeEach(() => host.reset());

/** @param {string} form what stands in it @param {string} [after] @param {string} [attributes] */
const gated = (form, after = '', attributes = 'payer="regence"') => page(`<p2p-gate ${attributes}><form id="f">${form}<button>Send</button></form></p2p-gate>${after}`);

/** @type {[name: string, markup: string, expected: Record<string, unknown>, after?: string][]} */
const SAYS = [
  ['a disabled input says nothing', '<input name="appeal_filed" value="true" disabled>', {}],
  ['nor one in a disabled fieldset', '<fieldset disabled><input name="appeal_filed" value="true"></fieldset>', {}],
  ['nor one without a name, nor a button', '<input value="true"><button name="appeal_filed" value="true" type="button">x</button>', {}],
  ['a disabled option says nothing', '<select name="service"><option value="medical" disabled selected>Choose</option></select>', {}],
  ['of a name the last counts', '<input name="denial_date" value="2026-01-05"><input name="denial_date" value="2026-02-05">', { denial_date: '2026-02-05' }],
  ['of radio buttons the checked one', '<input type="radio" name="service" value="medical"><input type="radio" name="service" value="behavioral-health" checked>', { service: 'behavioral-health' }],
  ['a hidden twin before an unticked box says no', '<input type="hidden" name="appeal_filed" value="0"><input type="checkbox" name="appeal_filed" value="1">', { appeal_filed: false }],
  ['and after it', '<input type="checkbox" name="appeal_filed" value="true"><input type="hidden" name="appeal_filed" value="false">', { appeal_filed: false }],
  ['a ticked box goes before its twin', '<input type="checkbox" name="appeal_filed" value="true" checked><input type="hidden" name="appeal_filed" value="false">', { appeal_filed: true }],
  ['and after it', '<input type="hidden" name="appeal_filed" value="0"><input type="checkbox" name="appeal_filed" value="1" checked>', { appeal_filed: true }],
  ['an empty twin is no answer', '<input type="hidden" name="appeal_filed" value=""><input type="checkbox" name="appeal_filed" value="1">', {}],
  ['a lone box can’t say no', '<input type="checkbox" name="appeal_filed">', {}],
  ['a box’s value counts', '<input type="checkbox" name="letter_received" value="false" checked>', { letter_received: false }],
  ['a box for a choice says its value', '<input type="checkbox" name="service" value="medical" checked>', { service: 'medical' }],
  ['none of these', '<fieldset><input type="checkbox" name="appeal_filed"><input type="checkbox" name="expedited_appeal" checked><input type="checkbox" data-p2p-none checked></fieldset>', { appeal_filed: false, expedited_appeal: true }],
  ['an input outside the form that names it', '', { appeal_filed: true }, '<input name="appeal_filed" value="yes" form="f">'],
  ['data-p2p-value on an option', '<select name="denial_timing"><option value="PRE" data-p2p-value="pre-service" selected>x</option></select>', { denial_timing: 'pre-service' }],
  ['a date and time where a date is asked for', '<input type="datetime-local" name="denial_date" value="2026-02-20T10:15:30">', { denial_date: '2026-02-20' }],
  ['times with seconds', '<input name="call_windows.date" value="3/5/2026"><input type="time" step="1" name="call_windows.start" value="09:00:15"><input type="time" step="1" name="call_windows.end" value="10:00:00">', { call_windows: [{ date: '2026-03-05', start: '09:00', end: '10:00' }] }],
  ['yes and no in words', '<input name="appeal_filed" value="Yes"><input name="expedited_appeal" value="NO">', { appeal_filed: true, expedited_appeal: false }],
  ['what is pasted: a phone number', '<input name="contact_phone" value="Phone: (503)\u00a0555\u20130142">', { contact_phone: '(503) 555-0142' }],
  ['an address of a phone number', '<input name="contact_phone" value="tel:+1-503-555-0142;ext=12">', { contact_phone: '+1-503-555-0142 ext. 12' }],
  ['an NPI with its name', '<input name="provider_npi" value="NPI: 1234-567\u2011893">', { provider_npi: '1234567893' }],
  ['a date with a time after it and marks of direction around', '<input name="denial_date" value="\u200e02/20/2026 10:15 AM\u200f">', { denial_date: '2026-02-20' }],
  ['what is only invisible', '<input name="member_name" value="\u200b\ufeff \u0085\u00ad">', {}],
  ['a name as it is written', '<input name="member_name" value="\u200bJo\u00a0Ann\u2011Lee ">', { member_name: 'Jo Ann-Lee' }],
];

describe('what a form says', () => {
  for (const [name, markup, expected, after] of SAYS) {
    test(name, async () => {
      const tab = await host.open(gated(markup, after));
      assert.deepEqual(await requestOf(tab), { payer: 'regence', ...expected });
      await tab.close();
    });
  }

  test('names with dots, and one name for two facts', async () => {
    const names = 'denial_date=letter.date member_name=person contact_name=person';
    const tab = await host.open(gated('<input name="letter.date" value="2026-02-20"><input name="letter.start" value="x"><input name="person" value="Rosa">', '', `payer="regence" names="${names}"`));
    assert.deepEqual(await requestOf(tab), { payer: 'regence', denial_date: '2026-02-20', member_name: 'Rosa', ...(await facts(tab)).includes('contact_name') ? { contact_name: 'Rosa' } : {} });
    await tab.close();
  });

  test('an element of the page’s own that takes part in forms', async () => {
    const tab = await host.open(gated('<own-input name="member_id"></own-input>', `<script type="module" src="/own.js"></script>`), { scripts: {
      '/own.js': `customElements.define('own-input', class extends HTMLElement { static formAssociated = true; #in = this.attachInternals(); connectedCallback() { this.#in.setFormValue('ZRG 7'); } });`,
    } });
    await tab.waitForFunction(() => customElements.get('own-input'));
    assert.deepEqual(await requestOf(tab), { payer: 'regence', member_id: 'ZRG 7' });
    await tab.close();
  });

  test('a step that comes later, inputs that a script fills, inputs that are enabled: noticed without an event', async () => {
    const tab = await host.open(gated('<input name="member_name"><fieldset disabled><input name="appeal_filed" value="true"></fieldset>', '', 'payer="pacificsource"'));
    await tab.evaluate(() => {
      const form = /** @type {HTMLFormElement} */ (document.querySelector('#f'));
      form.insertAdjacentElement('afterbegin', Object.assign(document.createElement('input'), { name: 'denial_date', value: '2026-02-20' }));
      /** @type {HTMLInputElement} */ (form.querySelector('[name=member_name]')).value = 'Rosa';
    });
    await tab.waitForFunction(() => {
      const { request } = /** @type {any} */ (document.querySelector('p2p-gate')).gate;
      return request.member_name === 'Rosa' && request.denial_date === '2026-02-20';
    });
    await tab.evaluate(() => document.querySelector('fieldset')?.removeAttribute('disabled'));
    await headed(tab, /^No, this can’t be requested/);
    await tab.close();
  });

  test('30 February in a date input is wrong, not missing, and keeps a request back', async () => {
    const tab = await host.open(gated(`${inputs({ ...CLEAN, denial_date: '' }).replace('name="denial_date"', 'type="date" name="denial_date"')}`, '', 'endpoint="/requests"'));
    await tab.locator('[name=denial_date]').pressSequentially('02302026');
    await tab.getByRole('button', { name: 'Send' }).click();
    await headed(tab, 'There is a problem');
    assert.match(await tab.locator('.p2p-summary').innerText(), /does not exist/);
    assert.deepEqual(host.arrived, []);
    await tab.close();
  });
});

/** @type {[kind: string, read: string, pasted: string[]][]} */
const PASTED = [
  ['phone', '503-555-0142', ['５０３－５５５－０１４２', '٥٠٣-٥٥٥-٠١٤٢', '\u202d503-555-0142\u202c', 'Tel.: 503-555-0142', 'Phone #: 503-555-0142', 'Mobile 503-555-0142', '503\u2011555\u20110142', '503-555-0142 (office)']],
  ['npi', '1234567893', ['NPI: 1234567893', 'NPI#1234567893', '1234 567 893', '１２３４５６７８９３', '#1234567893', '1234567893.', '1234567893\u200b']],
  ['text', 'ZRG100', ['ID: ZRG100', 'Member ID: ZRG100', 'Member #: ZRG100', 'Member ID No.: ZRG100', 'ID# ZRG100', '\u2060ZRG100\ufeff', '\u0085ZRG100']],
  ['email', 'a@b.org', ['mailto:a@b.org', 'Ann <a@b.org>', 'a@b.org;', 'a＠b.org', 'Email: a@b.org?subject=x']],
];
for (const [kind, read, all] of PASTED) {
  test(`what is pasted as ${kind} is read as a person would`, () => {
    for (const text of all) assert.equal(readValue(text, kind), read, JSON.stringify(text));
  });
}

describe('attributes', () => {
  test('only what the policy knows becomes a fact', async () => {
    const tab = await host.open(gated('', '', 'payer="regence" ng-version="20" _ngcontent-c1 x-data="1" hx-boost="true" color="red" service="medical" onclick="1" data-x="1"'));
    assert.deepEqual(await requestOf(tab), { payer: 'regence', service: 'medical' });
    assert.deepEqual(tab.said, []);
    await tab.close();
  });

  test('without a value it says yes; empty and undefined say nothing', async () => {
    const tab = await host.open(gated('', '', 'payer="regence" letter-received appeal-filed="false" service="" line-of-business="undefined" expedited-appeal="expedited-appeal"'));
    assert.deepEqual(await requestOf(tab), { payer: 'regence', letter_received: true, appeal_filed: false, expedited_appeal: true });
    await tab.close();
  });

  test('a preset that can’t be right is reported, and its question asked', async () => {
    const tab = await host.open(gated('', '', 'payer="regence" service="medcial"'));
    assert.deepEqual(await requestOf(tab), { payer: 'regence' });
    assert.equal(tab.said.filter((line) => /^warning: .*service="medcial" can't be right/.test(line)).length, 1, tab.said.join('\n'));
    await tab.locator('[data-p2p-question=service]').waitFor();
    await tab.close();
  });

  test('a payer that there is not is reported, and asked for', async () => {
    const tab = await host.open(gated('', '', 'payer="regense"'));
    await tab.locator('[data-p2p-question=payer]').waitFor();
    assert.match(tab.said.join('\n'), /payer="regense"/);
    await tab.locator('[data-p2p-question=payer]').getByLabel('Regence').check();
    await tab.locator('[data-p2p-question=service]').waitFor();
    await tab.close();
  });

  test('they are observed', async () => {
    const tab = await host.open(gated('', '', 'payer="pacificsource" denial-date="2026-03-02"'));
    await tab.locator('p2p-gate').evaluate((element) => {
      element.setAttribute('appeal-filed', '');
      element.setAttribute('endpoint', '/elsewhere');
    });
    await headed(tab, /^No,/);
    assert.equal(await tab.locator('p2p-gate').evaluate((element) => /** @type {any} */ (element).gate.options.endpoint), '/elsewhere');
    await tab.close();
  });

  test('inputs named like a form’s own properties do no harm', async () => {
    const names = ['querySelector', 'append', 'elements', 'addEventListener', 'submit', 'reset', 'method', 'dispatchEvent', 'id', 'contains', 'setAttribute', 'getAttribute', 'children', 'isConnected', 'getRootNode', 'parentNode', 'noValidate', 'insertBefore', 'toggleAttribute'];
    const tab = await host.open(gated(names.map((name) => `<input name="${name}">`).join('') + inputs(), '', 'endpoint="/requests"'));
    await tab.evaluate(() => HTMLFormElement.prototype.requestSubmit.call(document.querySelector('#f')));
    // Playwright's own look-ups trip over such names.
    await tab.waitForFunction(() => document.querySelector('.p2p-sent'));
    assert.deepEqual(host.arrived.map(({ body }) => JSON.parse(body)), [ARRIVES]);
    assert.deepEqual(tab.said, []);
    await tab.close();
  });

  test('what the page has done to its prototypes changes neither what is asked nor what is sent', async () => {
    const tab = await host.open(gated(inputs({ ...CLEAN, appeal_filed: '' }), '', 'endpoint="/requests"'), {
      init: () => {
        // As Prototype.js 1.6 has it.
        Object.assign(Array.prototype, { toJSON: () => 'array' });
        Object.assign(Object.prototype, { appeal_filed: true, member_id: 'polluted', headers: 'x', toJSON: () => 'object' });
      },
    });
    await tab.getByRole('button', { name: 'Send' }).click();
    await headed(tab, 'There is a problem');
    await tab.locator('[name=appeal_filed]').first().fill('no');
    await tab.getByRole('button', { name: 'Send' }).click();
    await headed(tab, 'Request sent');
    assert.deepEqual(host.arrived.map(({ body }) => JSON.parse(body)), [ARRIVES]);
    await tab.close();
  });
});

/** @param {import('playwright-core').Page} tab @returns {Promise<string[]>} */
async function facts(tab) {
  return tab.locator('p2p-gate').evaluate((element) => {
    const { gate } = /** @type {any} */ (element);
    return ['contact_name'].filter((fact) => gate.fieldInfo(fact));
  });
}
