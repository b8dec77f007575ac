// An audit record contains nothing personal, and replaying it gives the same decision: for every row of the case
// tables.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { policies, validate_request } from '../../pkg/node.js';
import { root } from '../../scripts/lib/places.mjs';
import { Intake, eligible } from './intake.mjs';

const { record } = await import('../../edge/audit.js');
const folder = join(root, 'tests/cases');
const PERSONAL = new Set(['text', 'phone', 'npi', 'email']);
const fields = policies().flatMap((policy) => policy.fields);
const personal = [...new Set(fields.filter(({ kind }) => PERSONAL.has(kind)).map(({ field }) => field))];

for (const file of readdirSync(folder)) {
  /** @type {any} */
  const { now, base, case: rows = [] } = parse(readFileSync(join(folder, file), 'utf8'));
  if (rows.length === 0) continue;
  test(`${file}: ${rows.length} rows`, () => {
    for (const row of rows) {
      const request = { ...base?.[row.on], ...row.with };
      for (const fact of row.without ?? []) delete request[fact];
      check(row.name, request, row.now ?? now);
    }
  });
}

test('unknown keys', () => {
  const leaks = ['Ana Ruiz', { name: 'Ana Ruiz' }, ['Ana Ruiz'], 'x'.repeat(5000), 7, true, '  '];
  for (const field of new Set(fields.map(({ field }) => field))) {
    for (const value of leaks) check(field, { ...eligible(), [field]: value }, '2026-03-03T18:00:00Z');
  }
  const windows = [{ date: 'Ana Ruiz', start: '09:00', end: 'Ana Ruiz' }, 'Ana Ruiz', null, { date: '2026-03-09', start: '09:00', end: '10:00', name: 'Ana Ruiz' }];
  check('windows', { ...eligible(), call_windows: windows }, '2026-03-03T18:00:00Z');
});

test('the records that the intake stored', async () => {
  const intake = new Intake();
  await intake.start();
  for (const more of [{}, { appeal_filed: true }, { member_id: '' }, { contact_phone: '12' }]) await intake.send({ ...eligible(), ...more });
  const records = await intake.stored('SELECT record FROM audit');
  await intake.remove();
  const outcomes = records.map(({ record }) => replayed(JSON.parse(record)).outcome);
  assert.deepEqual(outcomes, ['eligible', 'ineligible', 'incomplete', 'incomplete']);
});

/**
 * @param {string} name
 * @param {Record<string, any>} request
 * @param {string} now
 */
function check(name, request, now) {
  const decision = validate_request(request, now);
  const audit = JSON.parse(JSON.stringify(record(request, decision)));
  replayed(audit, name);
  const text = JSON.stringify(audit);
  for (const field of personal) {
    const value = typeof request[field] === 'string' ? request[field].trim() : '';
    // The tables' valid NPI happens to be the record's placeholder.
    if (value === '1234567893') continue;
    assert.ok(value.length < 4 || value.startsWith('xxxx') || !text.includes(value), `${name}: the record holds ${field}`);
  }
  assert.ok(!text.includes('Ana Ruiz'), `${name}: the record holds a name`);
}

/**
 * @param {import('../../edge/audit.js').AuditRecord} audit
 * @param {string} [name]
 */
function replayed(audit, name) {
  const again = validate_request(audit.facts, audit.now);
  assert.deepEqual(record(audit.facts, again), audit, name);
  assert.deepEqual([again.outcome, again.deadline?.due ?? null], [audit.outcome, audit.due], name);
  return again;
}
