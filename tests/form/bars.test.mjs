// A request that a payer's policy bars is never sent, and the form says why, where it stands, and where to go instead.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { bars } from './bars.mjs';
import { CLEAN, NOW, Stage, rules } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());

const all = bars();

/** Where every refusal only means that another form is the way, the headline says so. @param {import('../../pkg/p2p_review.js').ReviewRequest} request */
function headline(request) {
  const rejects = rules.validate_request(request, NOW).findings.filter(({ kind }) => kind === 'reject');
  if (!rejects.every(({ elsewhere }) => elsewhere)) return 'No, this can’t be requested here';
  const byPhone = rejects.every(({ next_steps: steps }) => steps.every(({ kind }) => kind === 'phone'));
  return byPhone ? 'Another way: ask for this by phone' : 'Use another form to ask for this';
}

describe('a barred request is not sent, and says why and where to go', { concurrency: 3 }, () => {
  for (const { rule, request, finding } of all) {
    test(rule, async () => {
      const visitor = await stage.open();
      const { page, answer } = visitor;
      await visitor.fill(request);
      assert.equal(await visitor.headline(), headline(request));
      const told = (await answer.innerText()).replaceAll(/\s+/g, ' ');
      assert.ok(told.includes(finding.message), `the reason is missing in: ${told}`);
      assert.ok(finding.citation, 'a bar cites its source');
      assert.ok(told.includes(finding.citation.title), 'the source is named');
      if (finding.citation.section) assert.ok(told.includes(finding.citation.section), 'the section is named');
      assert.ok(finding.next_steps.length > 0);
      for (const step of finding.next_steps) {
        assert.ok(told.includes(step.label), `the way on is missing: ${step.label}`);
        if (step.value) assert.ok(told.includes(step.value), `its value is missing: ${step.value}`);
        if (step.kind === 'phone') assert.equal(await answer.locator(`a[href="${step.href}"]`).first().innerText(), step.value);
      }
      await tryToSend(page);
      assert.deepEqual(stage.site?.arrived, []);
      await visitor.assertPrivate();
      await visitor.close();
    });
  }
});

test('no bar is forgotten', () => {
  for (const { id } of rules.policies()) assert.ok(all.some(({ rule }) => rule.startsWith(`${id}/`)), id);
  const fields = new Set(all.map(({ finding }) => finding.field));
  for (const field of ['appeal_filed', 'expedited_appeal', 'denial_basis', 'denial_timing', 'service_rendered', 'denial_date', 'prior_p2p', 'member_discharged', 'requested_by', 'attendee', 'service', 'line_of_business', 'purpose', 'letter_received', 'member_liable', 'letter_offers_p2p', 'new_clinical_information']) {
    assert.ok(fields.has(field), `nothing bars by ${field}`);
  }
});

test('a bar that comes up at the last moment keeps a complete request back', async () => {
  const visitor = await stage.open();
  const { page } = visitor;
  await visitor.toCheck(CLEAN['regence'] ?? {});
  // The letter's last day ends while the page is open.
  const late = '2026-03-08T08:00:01Z';
  if (stage.site) stage.site.date = new Date(late).toUTCString();
  await page.clock.setFixedTime(late);
  await page.getByRole('button', { name: 'Send request' }).click();
  await visitor.settle();
  assert.equal(await visitor.headline(), 'No, this can’t be requested here');
  assert.deepEqual(stage.site?.arrived, []);
  assert.equal(await page.locator('#member_name').inputValue(), CLEAN['regence']?.member_name);
  await visitor.close();
});

/** By every door that a form has. @param {import('playwright-core').Page} page */
async function tryToSend(page) {
  await page.evaluate(() => {
    const form = document.querySelector('form');
    form?.requestSubmit();
    form?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
  });
  await page.locator('input[name=payer]:checked').press('Enter');
  await page.waitForTimeout(50);
}
