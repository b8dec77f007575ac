// The workbench: what is wrong stands at its line, and each tab shows what the command says of the same files.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { filesIn } from '../../scripts/lib/files.mjs';
import { Benches, Folder, TABS } from './bench.mjs';

const stage = new Benches();
const folder = new Folder();
before(() => stage.start());
after(async () => {
  await stage.stop();
  folder.remove();
});

/** The page with the policy and the rows of the folder. @param {Parameters<Benches['bench']>[0]} [how] */
async function opened(how) {
  const analyst = await stage.bench(how);
  await analyst.ready();
  await analyst.choose(join(folder.path, 'acme.toml'), join(folder.path, 'acme.rows.toml'));
  await analyst.state.getByText('No problems found.').waitFor();
  return analyst;
}

test('it begins with the example of `new`, under the strict policy, and keeps and sends nothing', async () => {
  const analyst = await (await stage.bench()).ready();
  assert.equal(await analyst.state.innerText(), 'No problems found.');
  for (const tab of TABS) await analyst.tab(tab).click();
  await analyst.view.getByText('requests flip').waitFor();
  assert.notEqual(analyst.page.workers().length, 0);
  await analyst.visitor.assertPrivate();
  await analyst.close();
});

test('where no policy may be made for scripts, the command runs in the page', async () => {
  const { site } = stage;
  assert.ok(site);
  site.csp = `${site.csp}; trusted-types 'none'`;
  try {
    const analyst = await (await stage.bench()).ready();
    await analyst.look('Rows', '14 of 14 rows pass.');
    await analyst.look('Difference', 'requests flip');
    assert.deepEqual(analyst.page.workers(), []);
    await analyst.visitor.assertPrivate();
    await analyst.close();
  } finally {
    site.reset();
  }
});

describe('a mistake', () => {
  test('stands at its line and in the list, which leads there; mended, everything is anew', async () => {
    const analyst = await opened();
    await analyst.look('Rule book', 'Acme');
    await analyst.writeFirst('nmae = "Other"\n');
    const problem = analyst.problems.getByRole('button', { name: /Line 1: .*nmae/ });
    await problem.waitFor();
    assert.match(await analyst.state.innerText(), /1 error/);
    await analyst.page.locator('[data-editor] .cm-lint-marker-error').waitFor();
    await analyst.page.getByText('this shows it as it last could be loaded').waitFor();
    await analyst.page.keyboard.press('Control+End');
    await problem.click();
    assert.equal(await caretLine(analyst), 'nmae = "Other"');
    // Mended by going back, then another name for the plan.
    await analyst.page.keyboard.press('Control+z');
    await analyst.state.getByText('No problems found.').waitFor();
    const text = folder.read('acme.toml').replace('name      = "Acme"', 'name      = "Acme of Ohio"');
    await replaceAll(analyst, text);
    await analyst.look('Rule book', 'Acme of Ohio');
    await analyst.look('Rows', '14 of 14 rows pass.');
    await analyst.look('Answer', /Acme of Ohio, policy/);
    await analyst.close();
  });

  test('in the rows is told at its line', async () => {
    const analyst = await opened();
    await analyst.tab('acme.rows.toml').click();
    await analyst.writeFirst('nonsense\n');
    await analyst.problems.getByRole('button', { name: /Line 1 of acme\.rows\.toml: / }).waitFor();
    await analyst.page.locator('[data-editor] .cm-lint-marker-error').waitFor();
    await analyst.page.keyboard.press('Control+End');
    await analyst.tab('Rows').click();
    await analyst.view.getByRole('button', { name: /^Line 1: / }).click();
    assert.equal(await caretLine(analyst), 'nonsense');
    await analyst.close();
  });
});

describe('each tab shows what the command says', () => {
  test('the form asks what the policy asks, and answers', async () => {
    const analyst = await opened();
    await analyst.tab('Form').click();
    const gate = analyst.view.locator('p2p-gate');
    await gate.locator('[name=appeal_filed][value=true]').check();
    await gate.getByText('An appeal has been filed').first().waitFor();
    await replaceAll(analyst, folder.read('acme.toml').replace('An appeal has been filed', 'An appeal is on its way'));
    // What was answered is still answered.
    await gate.getByText('An appeal is on its way').first().waitFor();
    assert.ok(await gate.locator('[name=appeal_filed][value=true]').isChecked());
    await analyst.close();
  });

  test('the rule book', async () => {
    const analyst = await opened();
    await analyst.look('Rule book', 'ACME-01');
    const shown = (await analyst.view.innerText()).replaceAll(/\s+/g, ' ');
    const printed = folder.command('rules', 'acme.toml').split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' ').replace(/^next step: /, 'next step ')).filter(Boolean);
    assert.ok(printed.length > 10);
    let at = 0;
    for (const line of printed) {
      const found = shown.indexOf(line.split(', in effect')[0] ?? '', at);
      assert.ok(found >= 0, `${line}: not there, or not in this order`);
      at = found;
    }
    await analyst.view.getByRole('button', { name: 'ACME-02' }).click();
    assert.equal(await caretLine(analyst), '[[statements]]');
    await analyst.close();
  });

  test('the answer: the decision, with the sentences it rests on', async () => {
    const analyst = await opened();
    await analyst.tab('Answer').click();
    await analyst.view.getByLabel('The request of a row').selectOption('an appeal has been filed');
    await analyst.view.getByText('Ineligible: it can’t be made, whatever else is answered.').waitFor();
    const request = JSON.parse(await analyst.view.getByLabel('Request, as JSON').inputValue());
    const now = await analyst.view.getByLabel(/^Asked at/).inputValue();
    folder.write('request.jsonl', JSON.stringify(request));
    const args = ['request.jsonl', '--policy', 'acme.toml', '--now', now];
    await analyst.view.getByText('What `explain` prints').click();
    assert.equal(await analyst.view.getByLabel('What explain prints').innerText(), folder.command('explain', ...args));
    await analyst.view.getByText('The decision as JSON').click();
    const { line: _, ...decision } = JSON.parse(folder.command('check', ...args));
    assert.deepEqual(JSON.parse(await analyst.view.getByLabel('The decision as JSON').innerText()), decision);
    const [{ message, citation }] = decision.findings;
    for (const words of [message, citation.title, citation.statements[0]]) await analyst.view.getByText(words).first().waitFor();
    await analyst.view.getByLabel('Request, as JSON').fill('{ "payer": "acme", ');
    await analyst.view.getByText("The request isn't JSON").waitFor();
    await analyst.view.getByLabel('Request, as JSON').fill('{ "payer": "acme" }');
    await analyst.view.getByRole('heading', { name: 'Still to be answered' }).waitFor();
    await analyst.close();
  });

  test('the rows: whether they pass, what they touch, and the spoilt versions that none notices', async () => {
    const analyst = await opened();
    await analyst.look('Rows', '14 of 14 rows pass.');
    const whole = JSON.parse(folder.command('test', 'acme.toml', '--format', 'json'));
    await analyst.view.getByText(`${whole.spoilt.total} of ${whole.spoilt.total} noticed, ${whole.spoilt.refused} of them by the check alone`).waitFor();
    const rows = folder.read('acme.rows.toml');
    const fewer = rows.replace('attendee = "staff"', 'attendee = "other-clinician"').replace(/^warnings = ."attendee.*\n/m, '');
    assert.notEqual(fewer, rows);
    await analyst.tab('acme.rows.toml').click();
    await replaceAll(analyst, fewer);
    const spoilt = analyst.view.getByRole('button', { name: 'rule `attendee-staff` dropped' });
    await spoilt.waitFor();
    folder.write('fewer.toml', fewer);
    const report = JSON.parse(folder.command('test', 'acme.toml', '--rows', 'fewer.toml', '--format', 'json'));
    const missed = report.spoilt.unnoticed.map((/** @type {{ what: string }} */ { what }) => what);
    for (const what of missed) assert.equal(await analyst.view.getByRole('button', { name: what, exact: true }).count() > 0, true, what);
    const { touched, total } = { touched: report.coverage.rules.total - report.coverage.rules.untouched.length, total: report.coverage.rules.total };
    await analyst.view.getByText(`${touched} of ${total} touched`).waitFor();
    await spoilt.click();
    assert.equal(await caretLine(analyst), '[[rules]]');
    await replaceAll(analyst, folder.read('acme.toml').replace('An appeal has been filed', 'An appeal is on its way').replace('{ appeal_filed = true }', '{ appeal_filed = false }'));
    await analyst.view.getByText('fails').first().waitFor();
    await analyst.close();
  });

  test('the difference to the version that was opened, over the rows', async () => {
    const analyst = await opened();
    await analyst.look('Difference', '0 of 14 requests flip');
    const changed = folder.read('acme.toml').replace(/^count *= 5$/m, 'count = 1');
    assert.notEqual(changed, folder.read('acme.toml'));
    await replaceAll(analyst, changed);
    folder.write('one-day.toml', changed);
    const { rows } = JSON.parse(folder.command('test', 'acme.toml', '--format', 'json', '--quick'));
    folder.write('samples.jsonl', rows.map((/** @type {any} */ { request, now }) => JSON.stringify({ asked_at: now, ...request })).join('\n'));
    const { changes, sums } = JSON.parse(folder.command('diff', 'acme.toml', 'one-day.toml', 'samples.jsonl', '--now-from', 'asked_at', '--format', 'json'));
    assert.ok(changes.length > 0);
    await analyst.view.getByText(`${changes.length} of ${sums.requests} requests flip`).waitFor();
    for (const { line, was, is } of changes) await analyst.view.getByRole('row', { name: rows[line - 1].name }).getByText(`${was} → ${is}`).waitFor();
    await analyst.close();
  });
});

test('the difference to another file, over a file of requests', async () => {
  const analyst = await opened();
  const older = folder.read('acme.toml').replace(/^count *= 5$/m, 'count = 1');
  folder.write('older.toml', older);
  const header = 'payer,line_of_business,service,denial_date,appeal_filed\n';
  // As Excel saves “Unicode text”.
  writeFileSync(join(folder.path, 'past.csv'), Buffer.from(`\ufeff${header}acme,commercial,medical,2026-02-25,false\nacme,commercial,medical,2026-03-02,false\nacme,commercial\n`, 'utf16le'));
  await analyst.tab('Difference').click();
  for (const [label, option, file] of [['Compared with', 'Another version …', 'older.toml'], ['Over these requests', 'A file of requests …', 'past.csv']]) {
    const chooser = analyst.page.waitForEvent('filechooser');
    await analyst.view.getByLabel(String(label)).selectOption({ label: String(option) });
    await (await chooser).setFiles(join(folder.path, String(file)));
  }
  await analyst.view.getByLabel(/^Asked at/).fill('2026-03-03T18:00:00Z');
  const { sums, changes } = JSON.parse(folder.command('diff', 'older.toml', 'acme.toml', 'past.csv', '--now', '2026-03-03T18:00:00Z', '--format', 'json'));
  assert.equal(changes.length, 1);
  await analyst.view.getByText(`1 of ${sums.requests} requests flip; 1 keep their outcome and get another last day; 1 lines could not be read`).waitFor();
  await analyst.view.getByRole('row', { name: 'Line 2' }).getByText(`${changes[0].was} → ${changes[0].is}`).waitFor();
  await analyst.close();
});

test('a shipped policy, with what it includes, against the one that is shipped', async () => {
  const analyst = await (await stage.bench()).ready();
  await analyst.page.getByLabel('Begin with').selectOption({ label: 'regence.toml' });
  await analyst.tab('shared/pharmacy.toml').waitFor();
  await analyst.look('Rule book', 'RX-01');
  await analyst.look('Rows', 'regence.rows.toml is not open.');
  await analyst.page.getByRole('button', { name: 'Begin regence.rows.toml' }).click();
  await analyst.look('Rows', '1 of 1 rows pass.');
  await analyst.tab('Difference').click();
  await analyst.view.getByLabel('Compared with').selectOption({ label: 'The shipped policy' });
  await analyst.view.getByText('0 of 1 requests flip').waitFor();
  await analyst.close();
});

describe('what it ships is what the command ships', () => {
  test('the pack, byte for byte', async () => {
    const analyst = await opened();
    const pack = await analyst.download('Download the pack');
    folder.succeed('pack', 'acme.toml', '--out', 'acme.p2p');
    assert.equal(pack.toString('hex'), folder.read('acme.p2p', 'hex'));
    await analyst.close();
  });

  test('the bundle, file for file', async () => {
    const analyst = await opened();
    const zip = unzipSync(new Uint8Array(await analyst.download('Download the bundle')));
    folder.succeed('bundle', 'acme.toml', '--out', 'p2p');
    assert.deepEqual(Object.keys(zip).sort(), filesIn(join(folder.path, 'p2p')).map((file) => `p2p/${file}`));
    for (const [file, bytes] of Object.entries(zip)) assert.ok(Buffer.from(bytes).toString('hex') === folder.read(file, 'hex'), `${file} differs`);
    assert.match(strFromU8(zip['p2p/README.md'] ?? new Uint8Array()), /## Headers/);
    await analyst.close();
  });

  test('a policy with errors is not shipped', async () => {
    const analyst = await opened();
    await analyst.writeFirst('nmae = "Other"\n');
    await analyst.page.getByRole('button', { name: 'Download the pack' }).click();
    await analyst.notice.getByText('the policy has errors').waitFor();
    await analyst.close();
  });
});

describe('files', () => {
  test('a new one, as `new` writes it', async () => {
    const analyst = await (await stage.bench()).ready();
    await analyst.page.getByRole('button', { name: 'New …' }).click();
    const dialog = analyst.page.getByRole('dialog', { name: 'A new policy' });
    await dialog.getByLabel('Id').fill('zenith');
    await dialog.getByLabel('Time zone').selectOption('America/Chicago');
    await dialog.getByLabel('Days after the letter').fill('15');
    await dialog.getByLabel('Counted as').selectOption('calendar-days');
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await analyst.tab('zenith.rows.toml').waitFor();
    await analyst.look('Rule book', 'Zenith');
    folder.succeed('new', 'zenith', '--zone', 'America/Chicago', '--days', '15', '--unit', 'calendar-days');
    assert.equal(await textOf(analyst), folder.read('zenith.toml'));
    await analyst.close();
  });

  test('a file is saved where it came from', async () => {
    const analyst = await (await stage.bench()).ready();
    const text = folder.read('acme.toml');
    // As Windows writes it. The page's private folder has the same handles as the dialogs of the browser give.
    await analyst.page.evaluate(async (content) => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('acme.toml', { create: true });
      const writable = await handle.createWritable();
      await writable.write(content);
      await writable.close();
      Object.assign(window, { showOpenFilePicker: async () => [handle], kept: handle });
    }, text.replaceAll('\n', '\r\n'));
    await analyst.page.getByRole('button', { name: 'Open …' }).click();
    await analyst.tab('acme.rows.toml').waitFor({ state: 'detached' });
    await analyst.writeFirst('# Mine\n');
    await analyst.tab('acme.toml (not saved)').waitFor();
    await analyst.page.keyboard.press('Control+s');
    await analyst.notice.getByText('acme.toml is saved.').waitFor();
    const saved = await analyst.page.evaluate(async () => (await /** @type {any} */ (window).kept.getFile()).text());
    assert.equal(saved, `# Mine\n${text}`.replaceAll('\n', '\r\n'));
    await analyst.close();
  });

  test('dropped on the page, a file is opened, and not written into the editor', async () => {
    const analyst = await (await stage.bench()).ready();
    const text = folder.read('acme.toml').replace('name      = "Acme"', 'name      = "Acme of Ohio"');
    const dropped = await analyst.page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'ohio.toml'));
      return transfer;
    }, text);
    await analyst.editor.dispatchEvent('drop', { dataTransfer: dropped });
    await analyst.tab('ohio.toml').waitFor();
    await analyst.state.getByText('No problems found.').waitFor();
    assert.equal(await textOf(analyst), text);
    await analyst.close();
  });

  test('with the mark and the line ends of Windows', async () => {
    const analyst = await (await stage.bench()).ready();
    folder.write('marked.toml', `\ufeff${folder.read('acme.toml').replaceAll('\n', '\r\n')}`);
    await analyst.choose(join(folder.path, 'marked.toml'));
    await analyst.tab('marked.toml').waitFor();
    await analyst.state.getByText('No problems found.').waitFor();
    assert.equal(await textOf(analyst), folder.read('acme.toml'));
    await analyst.close();
  });

  test('what can’t be edited is told, and what is open stays', async () => {
    const analyst = await (await stage.bench()).ready();
    folder.succeed('pack', 'acme.toml', '--out', 'packed.p2p');
    folder.write('past.csv', 'payer\nacme\n');
    writeFileSync(join(folder.path, 'latin.toml'), Buffer.from(folder.read('acme.toml').replace('"Acme"', '"Acm\u00e9"'), 'latin1'));
    for (const [file, told] of [['packed.p2p', 'packed.p2p is a packed policy'], ['past.csv', 'past.csv is neither .toml nor .json'], ['latin.toml', 'latin.toml is not UTF-8']]) {
      await analyst.choose(join(folder.path, String(file)));
      await analyst.notice.getByText(String(told)).waitFor();
      await analyst.tab('acme.toml').waitFor();
    }
    await analyst.close();
  });

  test('JSON too, with its problems in place', async () => {
    const analyst = await (await stage.bench()).ready();
    folder.succeed('pack', 'acme.toml', '--out', 'acme.json', '--as', 'json');
    await analyst.choose(join(folder.path, 'acme.json'));
    await analyst.tab('acme.json').waitFor();
    await analyst.state.getByText('No problems found.').waitFor();
    await replaceAll(analyst, folder.read('acme.json').replace('"denial_date"', '"denial_dat"'));
    await analyst.problems.getByText(/Line \d+: .*denial_dat/).first().waitFor();
    await analyst.close();
  });
});

describe('the schema’s hints', () => {
  test('a key, and a value, with what they mean', async () => {
    const analyst = await opened();
    await analyst.writeFirst('time_z');
    await analyst.page.keyboard.press('Control+Space');
    await analyst.page.getByText("The payer's clock").waitFor();
    await analyst.page.getByRole('option', { name: 'time_zone' }).click();
    await analyst.page.keyboard.press('Control+Space');
    await analyst.page.getByRole('option', { name: '"America/Chicago"' }).click();
    assert.match(await caretLine(analyst), /^time_zone = "America\/Chicago"/);
    await analyst.close();
  });

  test('at the pointer', async () => {
    const analyst = await opened();
    await analyst.page.locator('[data-editor] .cm-line span', { hasText: /^time_zone$/ }).hover();
    await analyst.page.locator('.cm-hint').getByText('America/New_York').waitFor();
    await analyst.close();
  });
});

/** The text of the line with the cursor. @param {import('./bench.mjs').Analyst} analyst */
async function caretLine({ page }) {
  return page.locator('[data-editor] .cm-activeLine').first().innerText();
}

/** @param {import('./bench.mjs').Analyst} analyst @param {string} text */
async function replaceAll({ editor, page }, text) {
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** All that is in the editor, as its owner would copy it. @param {import('./bench.mjs').Analyst} analyst */
async function textOf({ editor, page }) {
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.evaluate(() => document.addEventListener('copy', (event) => Object.assign(window, { copied: event.clipboardData?.getData('text/plain') }), { once: true }));
  await page.keyboard.press('Control+c');
  return page.evaluate(() => /** @type {any} */ (window).copied);
}
