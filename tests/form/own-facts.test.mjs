// Policies loaded at run time, with facts that the vocabulary lacks: the page asks for them, goes by them, and sends them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { root } from '../../scripts/lib/places.mjs';
import { readToml } from '../../scripts/lib/policy-files.mjs';
import { Stage, rules } from './form.mjs';


const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

const NOW = '2026-03-03T18:00:00Z';

/** A payer that nobody ships, and a request that its rules take. @param {string} id @param {string} base */
async function payer(id, base) {
  const policy = JSON.parse(readFileSync(join(root, 'tests/payers', `${id}.json`), 'utf8'));
  await rules.load_policy(policy);
  /** @type {Record<string, any>} */
  const request = { payer: id, ...readToml(join(root, 'tests/payers/cases', `${id}.toml`)).base[base] };
  assert.equal(rules.validate_request(request, NOW).outcome, 'eligible', id);
  /** @type {string[]} */
  const own = policy.facts.map((/** @type {{ id: string }} */ fact) => fact.id).filter((/** @type {string} */ fact) => fact in request);
  assert.ok(own.length > 0, id);
  return { policy, request, own };
}

for (const [id, base] of Object.entries({ harborline: 'inpatient', 'gulf-mutual': 'clean', 'mesa-community': 'planned' })) {
  test(`${id}: the reference form asks for its own facts, shows them on the check, and sends them`, async () => {
    assert.ok(stage.site);
    const { policy, request, own } = await payer(id, base);
    // As the payer's page would: the payer in the tag, the policy from a script.
    stage.site.altered = (text, file) => (file.endsWith('index.html') ? text.replace('<p2p-gate ', `<p2p-gate payer="${id}" `) : text);
    const visitor = await stage.open({ now: NOW, policy });
    const { page } = visitor;
    await visitor.fill(request);
    await visitor.press('Continue');
    await visitor.fill(request);
    await visitor.press('Continue');
    await page.getByRole('heading', { name: 'Check and send' }).waitFor();
    const fields = rules.policies().find((loaded) => loaded.id === id)?.fields ?? [];
    for (const fact of own) {
      const { question = '?' } = fields.find(({ field }) => field === fact) ?? {};
      assert.ok(await page.locator('[data-review] dt', { hasText: question }).isVisible(), question);
      const step = policy.facts.find((/** @type {{ id: string }} */ one) => one.id === fact).stage === 'details' ? 'details' : 'decide';
      assert.equal(await page.locator(`[data-step=${step}] [data-p2p-question="${fact}"]`).count(), 1, `${fact} is asked for with what ${step}s`);
    }
    assert.deepEqual(stage.site.arrived, []);
    await visitor.press('Send request');
    await page.getByRole('heading', { name: 'Request sent' }).waitFor();
    assert.deepEqual(stage.site.arrived.map(({ body }) => body), [request]);
    await visitor.assertPrivate();
    await visitor.close();
  });
}

test('a fact of its own rules a request out: it says so in the payer’s words, and sends nothing', async () => {
  assert.ok(stage.site);
  const { policy, request } = await payer('harborline', 'inpatient');
  /** @type {Record<string, any>} */
  const refused = { ...request, peer_credential: 'np' };
  const decision = rules.validate_request(refused, NOW);
  assert.equal(decision.outcome, 'ineligible');
  stage.site.altered = (text, file) => (file.endsWith('index.html') ? text.replace('<p2p-gate ', '<p2p-gate payer="harborline" ') : text);
  const visitor = await stage.open({ now: NOW, policy });
  await visitor.fill(refused);
  await visitor.answer.getByText('No, this can’t be requested here').waitFor();
  assert.ok((await visitor.answer.innerText()).includes(decision.findings[0]?.message ?? '?'));
  await visitor.page.locator('form').first().evaluate((form) => /** @type {HTMLFormElement} */ (form).requestSubmit());
  await visitor.settle();
  assert.deepEqual(stage.site.arrived, []);
  await visitor.close();
});

test('a payer’s own form that knows none of them: the gate adds the questions, and sends what they say', async () => {
  assert.ok(stage.site);
  const { policy, request, own } = await payer('harborline', 'inpatient');
  stage.site.altered = (text, file) => (file.endsWith('embed.html') ? text.replace('payer="regence" line-of-business="commercial" service="medical"', 'payer="harborline"') : text);
  const visitor = await stage.open({ now: NOW, page: '/embed.html', until: null, policy });
  const { page } = visitor;
  const form = page.locator('#medical');
  const given = { letterDate: request['denial_date'], patient: request['member_name'], patientNo: request['member_id'], doctor: request['provider_name'], phone: request['contact_phone'] };
  for (const [name, value] of Object.entries(given)) await form.locator(`[name=${name}]`).fill(value);
  await visitor.settle();
  for (const fact of ['member_discharged', ...own]) {
    const [field] = rules.policies().find(({ id }) => id === 'harborline')?.fields.filter((info) => info.field === fact) ?? [];
    assert.ok(field, fact);
    await visitor.reply(field, request[fact]);
    await visitor.settle();
  }
  await form.getByRole('button', { name: 'Request the call' }).click();
  await form.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.deepEqual(stage.site.arrived.map(({ body }) => body), [request]);
  assert.deepEqual(await visitor.flaws(), []);
  await visitor.assertPrivate();
  await visitor.close();
});
