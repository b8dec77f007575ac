// What is said of a clock: from which day it counts, which day is its last, and which of the days that is. A table of every
// way in which the language lets a clock count.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateTexts } from '../../www/gate/texts.js';
import { viewDeadline } from '../../www/gate/view-deadline.js';

const ZONE = 'America/Denver';
const NOW = '2026-03-03T18:00:00Z';

/** @param {string} from @param {number} count @returns {any[]} calendar days, counted from 1 */
function counted(from, count) {
  const day = (/** @type {number} */ at) => new Date(Date.parse(from) + at * 864e5).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, at) => ({ date: day(at + 1), counts: at + 1, skipped: null, doubtful: null }));
}

/** A clock of three calendar days from the letter. */
const usual = {
  id: 'usual', label: 'Ask by', start: '2026-03-02', start_field: 'denial_date', count: 3, unit: 'calendar-days', opens: null,
  safe: '2026-03-05', due: '2026-03-05', closes: '2026-03-05', due_at: '2026-03-06T07:00:00Z', closes_at: '2026-03-06T07:00:00Z',
  time_zone: ZONE, status: 'open', days_left: 2, days: counted('2026-03-02', 3), citation: null,
};
const monday = { date: '2026-03-05', counts: null, skipped: 'Founders’ Day', doubtful: 'Founders’ Day' };

/** @type {[string, any, { by?: RegExp, left?: RegExp | null, counted?: RegExp | null, mark?: string, label?: string }][]} */
const TABLE = [
  ['days from the letter', {}, { by: /by Thursday, March 5, 2026, end of day/, left: /2 calendar days left/, counted: /The letter is dated Monday, March 2, 2026\..* The last of 3 calendar days is Thursday, March 5, 2026\./, mark: 'letter', label: 'Ask by' }],
  ['days from another fact', { start_field: 'discharge_date', label: 'Call by' }, { counted: /^The days count from Monday, March 2, 2026 \(discharge date\)\./, mark: 'start', label: 'Call by' }],
  ['a time cut short by another date', { count: 10 }, { counted: /Of 10 calendar days only 3 can be used: the time ends on Thursday, March 5, 2026\./ }],
  ['business days', { unit: 'business-days' }, { left: /2 business days left/, counted: /The last of 3 business days/ }],
  ['a cut-off hour', { due_at: '2026-03-06T00:00:00Z' }, { by: /by Thursday, March 5, 2026, 5:00\sPM, Mountain time/ }],
  ['hours', { unit: 'hours', count: 48, days: [], days_left: null }, { by: /by Thursday, March 5|by Friday, March 6/, left: null, counted: null }],
  ['a day that is named', { unit: 'date', count: null, days: [], days_left: null, start: '2026-03-05', start_field: 'reply_by' }, { by: /by Thursday, March 5, 2026, end of day/, left: null, counted: null }],
  ['a clock that is not open', { status: 'not-open', opens: '2026-03-04' }, { by: /from Wednesday, March 4, 2026 on/, left: null }],
  ['the last day', { status: 'last-day', days_left: 0 }, { left: /^Today is the last day$/ }],
  ['the safe last day', { status: 'last-day', days_left: 0, safe: '2026-03-04', days: [...counted('2026-03-02', 2), monday, { date: '2026-03-06', counts: 3, skipped: null, doubtful: null }], due: '2026-03-06', due_at: '2026-03-07T07:00:00Z' }, { by: /by Wednesday, March 4, 2026/, left: /^Today is the safe last day$/, counted: /The last of 3 calendar days is Friday, March 6, 2026\./ }],
];

for (const [name, change, expected] of TABLE) {
  test(name, () => {
    const view = viewDeadline({ ...usual, ...change }, NOW, gateTexts, { isSure: true });
    if (expected.by) assert.match(view.by, expected.by);
    if (expected.left === null) assert.equal(view.left, null);
    else if (expected.left) assert.match(view.left ?? '', expected.left);
    if (expected.counted === null) assert.equal(view.calendar, null);
    else if (expected.counted) assert.match(view.calendar?.counted ?? '', expected.counted);
    const cells = view.calendar?.weeks.flat() ?? [];
    if (expected.mark) assert.equal(cells.find(({ classes }) => classes.includes('p2p-day-start'))?.mark, expected.mark);
    if (expected.label) assert.equal(view.label, expected.label);
  });
}
