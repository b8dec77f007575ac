// Dates as people write them, and times across zones and daylight saving.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayIn, parseDate, wallTime } from '../../www/gate/dates.js';
import { PASTED, TYPED } from './date-forms.mjs';

test('a date is read month first, however it is written', () => {
  for (const text of [...TYPED, ...PASTED]) assert.equal(parseDate(text), '2026-11-18', JSON.stringify(text));
  assert.equal(parseDate('Sept 3 2026'), '2026-09-03');
  assert.equal(parseDate('2/29/2028'), '2028-02-29');
  assert.equal(parseDate('٣/٤/٢٠٢٦'), '2026-03-04');
});

test('what is no date is none', () => {
  for (const text of ['', '11/18', '2/30/2026', '13/45/2026', '18/11/2026', 'Nob 18 2026', 'Nov 31 2026', '2026-02-29', 'yesterday', '11/18/20266', '1118', 'Ma 5 2026', '11/18/026', '11/18/202', '503-555-0142', '1 1/18/2026', '11//18/2026', '2026-11', '2026', 'Nov 2026', 'Wednesday', 'on', '20261318', '11:18:2026', '+11/18/2026']) {
    assert.equal(parseDate(text), null, text);
  }
});

test('a time on the payer’s wall is the right instant on both sides of daylight saving', () => {
  const zone = 'America/Los_Angeles';
  assert.equal(wallTime('2026-03-06', '09:00', zone).toISOString(), '2026-03-06T17:00:00.000Z');
  assert.equal(wallTime('2026-03-09', '09:00', zone).toISOString(), '2026-03-09T16:00:00.000Z');
  assert.equal(wallTime('2026-11-01', '09:00', zone).toISOString(), '2026-11-01T17:00:00.000Z');
  assert.equal(wallTime('2026-11-01', '00:30', zone).toISOString(), '2026-11-01T07:30:00.000Z');
});

test('days are days of the calendar, whatever the zone', () => {
  assert.equal(addDays('2026-03-07', 1), '2026-03-08');
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(dayIn(new Date('2026-03-03T07:59:00Z'), 'America/Los_Angeles'), '2026-03-02');
});
