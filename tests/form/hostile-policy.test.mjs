// A policy that means harm, loaded at run time: all of it shows as text, nothing of it runs, and it takes no more room than there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { CLEAN, Stage } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

const MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>&lt;b&gt; {{7*7}} javascript:window.hacked=1';
/** What turns the text after it around, and words that no line holds. */
const HOSTILE = `${MARKUP} \u202Etxet\u2066 ${'W'.repeat(300)}`;
/** As it should show. */
const HARMLESS = HOSTILE.replaceAll(/[\u202E\u2066]/g, '');

const shipped = JSON.parse(readFileSync(join(root, 'pkg/policies/regence.json'), 'utf8'));
const WORDS = new Set(['name', 'title', 'section', 'gist', 'question', 'hint', 'message', 'label', 'note']);

/** Every text of a policy that a person may come to read, replaced. @param {any} part @param {string} [key] @returns {any} */
function spoiled(part, key = '') {
  if (Array.isArray(part)) return part.map((entry) => spoiled(entry));
  if (part === null || typeof part !== 'object') return WORDS.has(key) ? HOSTILE : part;
  // The check of a policy lets only what is a number stand as a number.
  const free = ['mail', 'form', 'portal', 'letter'].includes(part.kind) && part.value;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, free && name === 'value' ? HOSTILE : spoiled(value, name)]));
}

const kept = spoiled(shipped);
const hostile = {
  ...kept,
  facts: [{ id: 'own_question', stage: 'gate', kind: 'choice', question: HOSTILE, hint: HOSTILE, values: [{ value: 'one', label: HOSTILE }, { value: 'two', label: HOSTILE }] }],
  questions: [...new Set([...Object.keys(CLEAN['regence'] ?? {}), 'plan_state'])].filter((fact) => fact !== 'payer').map((fact) => ({ fact, question: HOSTILE, hint: HOSTILE, says: ['REG-01'] })),
  needs: [...kept.needs, { fact: 'own_question', says: ['REG-01'] }],
};

/** @param {import('./form.mjs').Visitor} visitor */
async function load({ page }) {
  await page.locator('p2p-gate').evaluate((element, policy) => /** @type {any} */ (element).gate.loadPolicy(policy), hostile);
}

/** Questions can't be told by their words here. @param {import('./form.mjs').Visitor} visitor @param {Record<string, unknown>} answers */
async function answer(visitor, answers) {
  // In the page's order: on a phone a part opens when the one before it is answered.
  const order = await visitor.page.evaluate(() => [...document.querySelectorAll('form [name]')].map((control) => control.getAttribute('name')));
  for (const [fact, value] of Object.entries(answers).sort(([a], [b]) => placeIn(order, a) - placeIn(order, b))) {
    if (value === false && !(await visitor.page.locator(`[name=${fact}][value=false]`).count())) continue;
    const choice = visitor.page.locator(`[name=${fact}][value="${value}"]`);
    if (await choice.count()) await choice.check();
    else await visitor.page.locator(`[name=${fact}]`).fill(String(value));
    await visitor.settle();
  }
}

/** What the gate is still to add comes last. @param {(string | null)[]} order @param {string} fact */
function placeIn(order, fact) {
  return order.includes(fact) ? order.indexOf(fact) : order.length;
}

/** @param {import('./form.mjs').Visitor} visitor @param {string} state */
async function assertHarmless(visitor, state) {
  const { page } = visitor;
  const found = await page.evaluate(() => ({
    ran: 'hacked' in window,
    elements: [...document.querySelectorAll('main img, main script, main b, [onerror]')].length,
    links: [...document.querySelectorAll('a')].map((link) => link.href).filter((href) => !/^(tel|https?|mailto):/.test(href)),
    turned: /[\u202A-\u202E\u2066-\u2069]/.test(document.body.textContent ?? ''),
    text: document.body.innerText,
    // Wider than the window, though what is around it may hide that.
    wide: [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(element).position !== 'absolute').map((element) => `${element.tagName} ${element.className} ${element.id}`),
  }));
  assert.equal(found.ran, false, state);
  assert.equal(found.elements, 0, state);
  assert.deepEqual(found.links, [], state);
  assert.equal(found.turned, false, state);
  assert.ok(found.text.replaceAll(/\s+/g, ' ').includes(HARMLESS.replaceAll(/\s+/g, ' ')), state);
  assert.deepEqual(found.wide, [], state);
  assert.deepEqual(await visitor.flaws(), [], state);
}

const clean = { ...CLEAN['regence'], own_question: 'one' };
const yes = Object.fromEntries(Object.entries(clean).filter(([fact]) => !['member_name', 'member_id', 'provider_name', 'contact_phone'].includes(fact)));
const details = Object.fromEntries(Object.entries(clean).filter(([fact]) => !(fact in yes)));

test('in the questions, in a yes, in the check and on the record', async () => {
  const visitor = await stage.open({ size: { width: 320, height: 640 } });
  const { page } = visitor;
  await load(visitor);
  await answer(visitor, { payer: 'regence' });
  await assertHarmless(visitor, 'questions');
  await answer(visitor, yes);
  await page.getByLabel(/^None of/).check();
  await visitor.settle();
  assert.equal(await visitor.headline(), 'Yes, this can be requested');
  for (const summary of await visitor.answer.locator('summary').all()) await summary.click();
  await assertHarmless(visitor, 'yes');
  await visitor.press('Continue');
  await visitor.press('Continue');
  await assertHarmless(visitor, 'errors');
  await answer(visitor, details);
  await visitor.press('Continue');
  await page.getByRole('heading', { name: 'Check and send' }).waitFor();
  await assertHarmless(visitor, 'check');
  await visitor.press('Send request');
  await page.getByRole('heading', { name: 'Request sent' }).waitFor();
  await assertHarmless(visitor, 'sent');
  assert.equal(stage.site?.arrived.length, 1);
  await visitor.assertPrivate();
  await visitor.close();
});

test('in a no', async () => {
  const visitor = await stage.open({ size: { width: 320, height: 640 } });
  await load(visitor);
  const { appeal_filed: _, ...before } = yes;
  await answer(visitor, before);
  await answer(visitor, { appeal_filed: true });
  assert.equal(await visitor.headline(), 'No, this can’t be requested here');
  for (const summary of await visitor.answer.locator('summary').all()) await summary.click();
  await assertHarmless(visitor, 'no');
  await visitor.assertPrivate();
  await visitor.close();
});

test('a link that would run something is not loaded at all, and the page stays as it was', async () => {
  const visitor = await stage.open();
  const problems = await visitor.page.locator('p2p-gate').evaluate((element, policy) => {
    for (const route of policy.routes) for (const step of route.steps) step.href = 'javascript:window.hacked=1';
    return /** @type {any} */ (element).gate.loadPolicy(policy).then(() => [], (/** @type {any} */ reason) => reason.problems.map((/** @type {any} */ problem) => problem.path));
  }, structuredClone(hostile));
  assert.ok(problems.length > 0 && problems.every((/** @type {string} */ path) => path.endsWith('/href')), problems.join('\n'));
  await visitor.fill(CLEAN['regence'] ?? {});
  assert.equal(await visitor.headline(), 'Yes, this can be requested');
  await visitor.assertPrivate();
  await visitor.close();
});
