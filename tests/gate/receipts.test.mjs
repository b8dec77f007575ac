// What is said of a clock, in the answer and in the calendar file: by when, what is left, from which day it counts and what
// makes its last day. A table of every way in which the language lets a clock count, each as the engine reckons it; a way that
// the language gains and no row has fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pkg } from '../../scripts/lib/places.mjs';

// Whoever reads it sits two hours east of the payer.
process.env['TZ'] = 'America/New_York';

/**
 * @typedef {object} Said
 * @property {string} by
 * @property {string | null} left
 * @property {string} counted
 * @property {string | null} [why] none where it is left out
 * @property {{ start: string, last: string, mark: string, off?: string } | null} [picture] the mark of the first day, the last day, and its mark; null: there is none
 * @property {{ day: string, says: string, alarms: number } | null} [file] null: there is none
 */
/**
 * @typedef {object} Row
 * @property {string} name
 * @property {Record<string, any>} [policy] what the policy has beside its clocks
 * @property {Record<string, any>[]} [deadlines]
 * @property {Record<string, any>[]} [promises]
 * @property {Record<string, unknown>} request
 * @property {string} [now]
 * @property {string} [status]
 * @property {Said} [main]
 * @property {(Said & { label: string })[]} [further]
 * @property {string[]} [promised]
 */

const TUESDAY = '2026-03-03T18:00:00Z';
const LETTER = { denial_date: '2026-03-02' };
const DATED = 'The letter is dated Monday, March 2, 2026. That day does not count.';
const ENDS = 'end of day, Mountain time';
const FOUNDERS = { days: [{ id: 'founders-day', name: 'Founders’ Day', month: 3, day: 4 }] };
const SPRING = { denial_date: '2026-03-02', notified_at: '2026-03-02T10:00', discharge_date: '2026-03-11' };
const WINDOWS = [{ count: 10, unit: 'business-days', from: ['notified_at'] }, { count: 5, unit: 'business-days', from: ['discharge_date'] }];
const FALL = { count: 5, unit: 'business-days', from: ['denial_date'] };
const COLUMBUS = 'Columbus Day (October 12) may count as a business day. If not, the last day is Friday, October 16.';
const FALL_COUNTED = 'The letter is dated Thursday, October 8, 2026. That day does not count. The last of 5 business days is Friday, October 16, 2026.';

/** @type {Row[]} */
const TABLE = [
  {
    name: 'calendar days from the letter', deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'] }], request: LETTER, status: 'open',
    main: { by: `Send it by Tuesday, March 17, 2026, ${ENDS}`, left: '14 calendar days left', counted: `${DATED} The last of 15 calendar days is Tuesday, March 17, 2026.`, picture: { start: 'letter', last: '17', mark: '15' }, file: { day: '20260317', says: `by Tuesday, March 17, 2026, ${ENDS}.`, alarms: 2 } },
  },
  {
    name: 'business days with a holiday of doubt', deadlines: [FALL], request: { denial_date: '2026-10-08' }, now: '2026-10-09T18:00:00Z', status: 'open',
    main: { by: `Send it by Thursday, October 15, 2026, ${ENDS}`, why: COLUMBUS, left: '4 business days left', counted: FALL_COUNTED, picture: { start: 'letter', last: '15', mark: '4', off: 'October 12: Columbus Day, not counted.' }, file: { day: '20261015', says: COLUMBUS, alarms: 1 } },
  },
  {
    name: 'the safe last day', deadlines: [FALL], request: { denial_date: '2026-10-08' }, now: '2026-10-15T18:00:00Z', status: 'last-day',
    main: { by: `Send it by Thursday, October 15, 2026, ${ENDS}`, why: COLUMBUS, left: 'Today is the safe last day', counted: FALL_COUNTED, file: { day: '20261015', says: COLUMBUS, alarms: 1 } },
  },
  {
    name: 'after the safe day', deadlines: [FALL], request: { denial_date: '2026-10-08' }, now: '2026-10-16T18:00:00Z', status: 'past-safe',
    main: { by: `Send it by Friday, October 16, 2026, ${ENDS}`, why: COLUMBUS, left: 'The safe day, Thursday, October 15, has passed: send it now.', counted: FALL_COUNTED, picture: { start: 'letter', last: '16', mark: '5', off: 'October 12: Columbus Day, not counted.' }, file: { day: '20261016', says: `by Friday, October 16, 2026, ${ENDS}.`, alarms: 1 } },
  },
  {
    name: 'after the last day, where the payer may have been closed', policy: { may_be_closed: ['day-after-thanksgiving'] }, deadlines: [FALL], request: { denial_date: '2026-11-25' }, now: '2026-12-04T18:00:00Z', status: 'past-due',
    main: { by: `Send it by Friday, December 4, 2026, ${ENDS}`, left: 'The last day, Thursday, December 3, has passed: send it now.', counted: 'The letter is dated Wednesday, November 25, 2026. That day does not count. The last of 5 business days is Thursday, December 3, 2026.', picture: { start: 'letter', last: '3', mark: '5', off: 'November 26: Thanksgiving Day, not counted.' }, file: { day: '20261204', says: `by Friday, December 4, 2026, ${ENDS}.`, alarms: 1 } },
  },
  {
    name: 'the last day', deadlines: [{ label: 'Call by', count: 15, unit: 'calendar-days', from: ['denial_date'] }], request: LETTER, now: '2026-03-17T18:00:00Z', status: 'last-day',
    main: { by: `Send it by Tuesday, March 17, 2026, ${ENDS}`, left: 'Today is the last day', counted: `${DATED} The last of 15 calendar days is Tuesday, March 17, 2026.`, file: { day: '20260317', says: `by Tuesday, March 17, 2026, ${ENDS}.`, alarms: 2 } },
  },
  {
    name: 'over', deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'] }], request: LETTER, now: '2026-03-20T18:00:00Z', status: 'closed',
    main: { by: 'Ended Tuesday, March 17, 3 days ago', left: null, counted: `${DATED} The last of 15 calendar days is Tuesday, March 17, 2026.`, file: null },
  },
  {
    name: 'hours from an instant', deadlines: [{ count: 48, unit: 'hours', from: ['notified_at'] }], request: { notified_at: '2026-03-03T14:30' }, now: '2026-03-03T22:00:00Z', status: 'open',
    main: { by: 'Send it by Thursday, March 5, 4:30 PM EST', left: null, counted: '48 hours from Tuesday, March 3, 2026, 2:30 PM, Mountain time (notified at).', picture: null, file: { day: '20260305T213000Z', says: 'by Thursday, March 5, 4:30 PM EST.', alarms: 1 } },
  },
  {
    name: 'hours over a change of the clocks', deadlines: [{ count: 48, unit: 'hours', from: ['notified_at'] }], request: { notified_at: '2026-03-07T09:00' }, now: '2026-03-07T18:00:00Z',
    main: { by: 'Send it by Monday, March 9, 12:00 PM EDT', left: null, counted: '48 hours from Saturday, March 7, 2026, 9:00 AM, Mountain time (notified at).', picture: null },
  },
  {
    name: 'hours from a day', deadlines: [{ count: 24, unit: 'hours', from: ['denial_date'] }], request: LETTER, now: '2026-03-03T18:00:00Z',
    main: { by: 'Send it by Wednesday, March 4, 2:00 AM EST', left: 'Today is the last day', counted: '24 hours from the end of Monday, March 2, 2026 (denial date).', picture: null },
  },
  {
    name: 'hours that another date cuts short', deadlines: [{ count: 48, unit: 'hours', from: ['notified_at'], until: ['discharge_date'] }], request: { notified_at: '2026-03-03T14:30', discharge_date: '2026-03-04' }, now: '2026-03-03T22:00:00Z',
    main: { by: 'Send it by Thursday, March 5, 2:00 AM EST', left: null, counted: '48 hours from Tuesday, March 3, 2026 (notified at). The time ends with Wednesday, March 4, 2026.', picture: null },
  },
  {
    name: 'hours from a day that another date cuts short before they begin', deadlines: [{ count: 48, unit: 'hours', from: ['denial_date'], until: ['discharge_date'] }], request: { ...LETTER, discharge_date: '2026-03-03' },
    main: { by: 'Send it by Wednesday, March 4, 2:00 AM EST', left: 'Today is the last day', counted: '48 hours from Monday, March 2, 2026 (denial date). The time ends with Tuesday, March 3, 2026.', picture: null },
  },
  {
    name: 'from the later of two days', deadlines: [{ count: 3, unit: 'calendar-days', from: ['denial_date', 'notified_at'] }], request: { ...LETTER, notified_at: '2026-03-04T09:00' }, now: '2026-03-04T18:00:00Z',
    main: { by: `Send it by Saturday, March 7, 2026, ${ENDS}`, left: '3 calendar days left', counted: 'The days count from Wednesday, March 4, 2026 (notified at). That day does not count. The last of 3 calendar days is Saturday, March 7, 2026.', picture: { start: 'start', last: '7', mark: '3' } },
  },
  {
    name: 'from the earlier of two days', deadlines: [{ count: 3, unit: 'calendar-days', from_earliest: ['denial_date', 'notified_at'] }], request: { ...LETTER, notified_at: '2026-03-04T09:00' }, now: '2026-03-04T18:00:00Z',
    main: { by: `Send it by Thursday, March 5, 2026, ${ENDS}`, left: '1 calendar day left', counted: `${DATED} The last of 3 calendar days is Thursday, March 5, 2026.`, picture: { start: 'letter', last: '5', mark: '3' } },
  },
  {
    name: 'a day that the letter names', deadlines: [{ on: ['reply_by'] }], request: { reply_by: '2026-03-12' }, status: 'open',
    main: { by: `Send it by Thursday, March 12, 2026, ${ENDS}`, left: null, counted: 'The day is named: Thursday, March 12, 2026 (reply by).', picture: null, file: { day: '20260312', says: `by Thursday, March 12, 2026, ${ENDS}.`, alarms: 2 } },
  },
  {
    name: 'before the decision: the day is that of the decision', deadlines: [{ label: 'Talk before', on: ['decision_by'], cut_off: '12:00', when: { determination_issued: false } }], request: { determination_issued: false, decision_by: '2026-03-06' },
    main: { by: 'Send it by Friday, March 6, 2026, 12:00 PM, Mountain time', left: null, counted: 'The day is named: Friday, March 6, 2026 (decision by).', picture: null },
  },
  {
    name: 'a named day that moves', deadlines: [{ on: ['reply_by'], roll: 'next-business-day' }], request: { reply_by: '2026-03-14' },
    main: { by: `Send it by Monday, March 16, 2026, ${ENDS}`, left: null, counted: 'The day is named: Saturday, March 14, 2026 (reply by). That isn’t a business day, so the time ends on Monday, March 16, 2026.', picture: null },
  },
  {
    name: 'a named day that another date cuts short', deadlines: [{ on: ['reply_by'], until: ['discharge_date'] }], request: { reply_by: '2026-03-12', discharge_date: '2026-03-10' },
    main: { by: `Send it by Tuesday, March 10, 2026, ${ENDS}`, left: null, counted: 'The day is named: Thursday, March 12, 2026 (reply by). The time ends with Tuesday, March 10, 2026.', picture: null },
  },
  {
    name: 'business days that another date cuts short', deadlines: [{ count: 10, unit: 'business-days', from: ['denial_date'], until: ['discharge_date'] }], request: { ...LETTER, discharge_date: '2026-03-06' },
    main: { by: `Send it by Friday, March 6, 2026, ${ENDS}`, left: '3 business days left', counted: `${DATED} Of 10 business days only 4 can be used: the time ends on Friday, March 6, 2026.`, picture: { start: 'letter', last: '6', mark: '4' } },
  },
  {
    name: 'cut short before it began', deadlines: [{ count: 10, unit: 'business-days', from: ['denial_date'], until: ['discharge_date'] }], request: { ...LETTER, discharge_date: '2026-02-27' }, status: 'closed',
    main: { by: 'Ended Friday, February 27, 4 days ago', left: null, counted: `${DATED} Of 10 business days none can be used: the time ends on Friday, February 27, 2026.`, picture: null, file: null },
  },
  {
    name: 'calendar days whose last is none to work on', deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'], roll: 'next-business-day' }], request: { denial_date: '2026-06-12' }, now: '2026-06-15T18:00:00Z',
    main: { by: `Send it by Monday, June 29, 2026, ${ENDS}`, left: '12 calendar days left', counted: 'The letter is dated Friday, June 12, 2026. That day does not count. The last of 15 calendar days isn’t a business day, so the time ends on Monday, June 29, 2026.', picture: { start: 'letter', last: '29', mark: '15' } },
  },
  {
    name: 'a cut-off hour', deadlines: [{ count: 2, unit: 'business-days', from: ['denial_date'], cut_off: '17:00' }], request: LETTER, status: 'open',
    main: { by: 'Send it by Wednesday, March 4, 2026, 5:00 PM, Mountain time', left: '1 business day left', counted: `${DATED} The last of 2 business days is Wednesday, March 4, 2026.`, picture: { start: 'letter', last: '4', mark: '2' }, file: { day: '20260304', says: 'by Wednesday, March 4, 2026, 5:00 PM, Mountain time.', alarms: 1 } },
  },
  {
    name: 'after the cut-off hour, on the same day', deadlines: [{ count: 2, unit: 'business-days', from: ['denial_date'], cut_off: '17:00' }], request: LETTER, now: '2026-03-05T00:30:00Z', status: 'closed',
    main: { by: 'Ended Wednesday, March 4, 5:00 PM', left: null, counted: `${DATED} The last of 2 business days is Wednesday, March 4, 2026.`, file: null },
  },
  {
    name: 'the later of two windows', deadlines: [{ latest_of: WINDOWS }], request: SPRING, now: '2026-03-12T18:00:00Z',
    main: { by: `Send it by Wednesday, March 18, 2026, ${ENDS}`, left: '4 business days left', counted: 'The days count from Wednesday, March 11, 2026 (discharge date). That day does not count. The last of 5 business days is Wednesday, March 18, 2026.', picture: { start: 'start', last: '18', mark: '5' } },
  },
  {
    name: 'the earlier of two windows', deadlines: [{ earliest_of: WINDOWS }], request: SPRING, now: '2026-03-12T18:00:00Z',
    main: { by: `Send it by Monday, March 16, 2026, ${ENDS}`, left: '2 business days left', counted: 'The days count from Monday, March 2, 2026 (notified at). That day does not count. The last of 10 business days is Monday, March 16, 2026.', picture: { start: 'start', last: '16', mark: '10' } },
  },
  {
    name: 'the earlier of hours and of a named day', deadlines: [{ earliest_of: [{ count: 72, unit: 'hours', from: ['notified_at'] }, { on: ['reply_by'], cut_off: '16:00' }] }], request: { notified_at: '2026-03-02T10:00', reply_by: '2026-03-04' },
    main: { by: 'Send it by Wednesday, March 4, 2026, 4:00 PM, Mountain time', left: null, counted: 'The day is named: Wednesday, March 4, 2026 (reply by).', picture: null },
  },
  {
    name: 'not open yet', deadlines: [{ opens: ['reply_by'], count: 5, unit: 'business-days', from: ['denial_date'] }], request: { ...LETTER, reply_by: '2026-03-05' }, status: 'not-open',
    main: { by: 'It can be requested from Thursday, March 5, 2026 on', left: null, counted: `${DATED} The last of 5 business days is Monday, March 9, 2026.`, picture: { start: 'letter', last: '9', mark: '5' }, file: { day: '20260309', says: `by Monday, March 9, 2026, ${ENDS}.`, alarms: 1 } },
  },
  {
    name: 'the first of several that hold', deadlines: [{ id: 'longer', when: { line_of_business: 'medicare' }, count: 30, unit: 'calendar-days', from: ['denial_date'] }, { id: 'usual', count: 15, unit: 'calendar-days', from: ['denial_date'] }], request: { ...LETTER, line_of_business: 'medicare' },
    main: { by: `Send it by Wednesday, April 1, 2026, ${ENDS}`, left: '29 calendar days left', counted: `${DATED} The last of 30 calendar days is Wednesday, April 1, 2026.`, picture: { start: 'letter', last: 'Apr 1', mark: '30' } },
  },
  {
    name: 'too long for a picture', deadlines: [{ count: 366, unit: 'calendar-days', from: ['denial_date'] }], request: LETTER,
    main: { by: `Send it by Wednesday, March 3, 2027, ${ENDS}`, left: '365 calendar days left', counted: `${DATED} The last of 366 calendar days is Wednesday, March 3, 2027.`, picture: null },
  },
  {
    name: 'a day off of the plan’s own', policy: { ...FOUNDERS, holidays: ['founders-day'] }, deadlines: [{ count: 2, unit: 'business-days', from: ['denial_date'] }], request: LETTER,
    main: { by: `Send it by Thursday, March 5, 2026, ${ENDS}`, left: '1 business day left', counted: `${DATED} The last of 2 business days is Thursday, March 5, 2026.`, picture: { start: 'letter', last: '5', mark: '2', off: 'March 4: Founders’ Day, not counted.' } },
  },
  {
    name: 'several clocks, each by its name', request: { ...LETTER, notified_at: '2026-03-03T14:30', reply_by: '2026-03-05', discharge_date: '2026-03-02' }, now: '2026-03-03T22:00:00Z',
    deadlines: [
      { count: 15, unit: 'calendar-days', from: ['denial_date'] },
      { clock: 'call-back', label: 'Call back by', count: 1, unit: 'business-days', from: ['notified_at'] },
      { clock: 'talk', label: 'The talk', opens: ['reply_by'], count: 7, unit: 'calendar-days', from: ['notified_at'] },
      { clock: 'notes', label: 'Notes by', count: 24, unit: 'hours', from: ['notified_at'] },
      { clock: 'forms', label: 'Forms by', on: ['discharge_date'] },
    ],
    main: { by: `Send it by Tuesday, March 17, 2026, ${ENDS}`, left: '14 calendar days left', counted: `${DATED} The last of 15 calendar days is Tuesday, March 17, 2026.` },
    further: [
      { label: 'Call back by', by: `By Wednesday, March 4, 2026, ${ENDS}`, left: '1 business day left', counted: 'The days count from Tuesday, March 3, 2026 (notified at). That day does not count. The one business day is Wednesday, March 4, 2026.' },
      { label: 'The talk', by: 'From Thursday, March 5, 2026 on', left: null, counted: 'The days count from Tuesday, March 3, 2026 (notified at). That day does not count. The last of 7 calendar days is Tuesday, March 10, 2026.' },
      { label: 'Notes by', by: 'By Wednesday, March 4, 4:30 PM EST', left: null, counted: '24 hours from Tuesday, March 3, 2026, 2:30 PM, Mountain time (notified at).' },
      { label: 'Forms by', by: 'Ended Monday, March 2, yesterday', left: null, counted: 'The day is named: Monday, March 2, 2026 (discharge date).' },
    ],
  },
  {
    name: 'a further clock after its safe day', deadlines: [{ clock: 'talk', label: 'The talk', ...FALL }], request: { denial_date: '2026-10-08' }, now: '2026-10-16T18:00:00Z',
    further: [{ label: 'The talk', by: `By Friday, October 16, 2026, ${ENDS}`, why: COLUMBUS, left: 'The safe day, Thursday, October 15, has passed.', counted: FALL_COUNTED }],
  },
  {
    name: 'promises in hours, and in days', request: LETTER, deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'] }],
    promises: [{ count: 24, unit: 'hours' }, { count: 2, unit: 'business-days' }, { count: 5, unit: 'calendar-days' }],
    promised: ['A call: by Wednesday, March 4, 1:00 PM EST', 'A call: by the end of Thursday, March 5', 'A call: by the end of Sunday, March 8'],
  },
  {
    name: 'a promise in hours of business days, over a weekend and a change of the clocks', request: LETTER, now: '2026-03-06T18:00:00Z', deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'] }],
    promises: [{ count: 48, unit: 'business-hours' }], promised: ['A call: by Tuesday, March 10, 1:00 PM EDT'],
  },
  {
    name: 'a promise from another fact’s day, and one with days off of its own', policy: FOUNDERS, request: { ...LETTER, discharge_date: '2026-03-09' }, deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'] }],
    promises: [{ count: 2, unit: 'business-days', from: ['discharge_date'] }, { count: 1, unit: 'business-days', holidays: ['founders-day'], when: { line_of_business: { not: 'medicare' } } }], promised: ['A call: by the end of Wednesday, March 11'],
  },
  {
    name: 'a promise with days off of its own', policy: FOUNDERS, request: { ...LETTER, line_of_business: 'commercial' }, deadlines: [{ count: 15, unit: 'calendar-days', from: ['denial_date'] }],
    promises: [{ count: 1, unit: 'business-days', holidays: ['founders-day'], when: { line_of_business: 'commercial' } }], promised: ['A call: by the end of Thursday, March 5'],
  },
  {
    name: 'a promise where nothing tells the payer’s zone: as an instant', request: LETTER,
    promises: [{ count: 2, unit: 'business-days' }], promised: ['A call: by Friday, March 6, 2:00 AM EST'],
  },
];

/** @type {{ rules: typeof import('../../pkg/p2p_review.js'), view: typeof import('../../www/gate/view-deadline.js'), promisesOf: typeof import('../../www/gate/view.js').promisesOf, deadlineFile: typeof import('../../www/form/calendar-file.js').deadlineFile, texts: import('../../www/gate/texts.js').Texts }} */
let page;

before(async () => {
  const rules = await import('../../pkg/p2p_review.js');
  rules.initSync({ module: readFileSync(join(pkg, 'p2p_review_bg.wasm')) });
  const [view, { promisesOf }, { deadlineFile }, { gateTexts: texts }] = await Promise.all([import('../../www/gate/view-deadline.js'), import('../../www/gate/view.js'), import('../../www/form/calendar-file.js'), import('../../www/gate/texts.js')]);
  page = { rules, view, promisesOf, deadlineFile, texts };
});

for (const row of TABLE) {
  test(row.name, async () => {
    const decision = await decisionOf(row);
    if (row.status) assert.equal(decision.deadline?.status, row.status);
    if (row.main) assertSaid(decision.deadline, decision, row.main, false);
    assert.equal(decision.clocks.length, row.further?.length ?? 0);
    for (const [index, said] of (row.further ?? []).entries()) {
      const clock = decision.clocks[index];
      assert.equal(clock?.label, said.label);
      assertSaid(clock ?? null, decision, said, true);
    }
    if (row.main?.file !== undefined) assertFile(decision, row.main.file);
    if (row.promised) assert.deepEqual(page.promisesOf(decision, page.texts).map(plain), row.promised);
  });
}

/** What the language has of clocks, by its schema: each key, and each value of those that are names. */
test('no way of counting goes without a row', () => {
  const schema = JSON.parse(readFileSync(join(pkg, 'policies/policy.schema.json'), 'utf8'));
  const [deadline, promise] = [schema.properties.deadlines.items.properties, schema.properties.response_times.items.properties];
  const named = (/** @type {string} */ of, /** @type {Record<string, any>} */ keys) => Object.entries(keys).flatMap(([key, { enum: values }]) => (values ?? ['']).map((/** @type {string} */ value) => `${of} ${key} ${value}`.trim()));
  const wanted = [...named('clock', deadline), ...named('clock', deadline.latest_of.items.properties), ...named('promise', promise)].filter((way) => !/ (?:says|decided)$/.test(way));
  const used = (/** @type {string} */ of, /** @type {Record<string, any>} */ part) => Object.entries(part).map(([key, value]) => `${of} ${key} ${typeof value === 'string' && ['unit', 'roll'].includes(key) ? value : ''}`.trim());
  const windows = (/** @type {Record<string, any>} */ part) => [part, ...(part['latest_of'] ?? []), ...(part['earliest_of'] ?? [])];
  const had = new Set(TABLE.flatMap(({ deadlines = [], promises = [] }) => [...deadlines.flatMap(windows).flatMap((part) => used('clock', part)), ...promises.flatMap((part) => used('promise', { id: '', label: '', ...part }))]));
  assert.deepEqual([...new Set(wanted)].filter((way) => !had.has(way)), []);
  assert.ok(wanted.length > 25, `${wanted.length} ways`);
  const statuses = schema.definitions.condition.properties.deadline.anyOf[0].enum;
  assert.deepEqual(statuses.filter((/** @type {string} */ status) => !TABLE.some((row) => row.status === status)), []);
});

/** @param {Row} row */
async function decisionOf({ policy, deadlines = [], promises = [], request, now = TUESDAY }) {
  const says = ['S-1'];
  await page.rules.load_policy(/** @type {any} */ ({
    id: 'clocks', name: 'Clocks', time_zone: 'America/Denver', ...policy,
    sources: [{ id: 'S', title: 'Guide' }], statements: [{ id: 'S-1', gist: 'By when' }],
    facts: ['reply_by', 'decision_by'].map((id) => ({ id, kind: 'date', question: 'By when?' })),
    deadlines: deadlines.map((deadline) => ({ says, ...deadline })),
    response_times: promises.map((promise, index) => ({ id: `promise-${index}`, label: 'A call', says, ...promise })),
  }));
  return page.rules.validate_request({ payer: 'clocks', ...request }, now);
}

/** @param {import('../../pkg/p2p_review.js').Deadline | null} deadline @param {import('../../pkg/p2p_review.js').Decision} decision @param {Said} said @param {boolean} isFurther */
function assertSaid(deadline, decision, said, isFurther) {
  assert.ok(deadline);
  const view = page.view.viewDeadline(deadline, decision.checked_at, page.texts, { isSure: true, isFurther });
  assert.deepEqual([view.by, view.why, view.left, view.counted].map((words) => words && plain(words)), [said.by, said.why ?? null, said.left, said.counted]);
  if (said.picture === undefined) return;
  const cells = view.calendar?.weeks.flat() ?? [];
  const [start, last] = ['p2p-day-start', 'p2p-day-due'].map((look) => cells.find(({ classes }) => classes.includes(look)));
  const drawn = view.calendar && { start: start?.mark, last: last?.number, mark: last?.mark, ...(view.calendar.daysOff ? { off: view.calendar.daysOff } : {}) };
  assert.deepEqual(drawn, said.picture);
}

/** @param {import('../../pkg/p2p_review.js').Decision} decision @param {Said['file']} file */
function assertFile(decision, file) {
  const lines = plain(page.deadlineFile(decision, new Date(decision.checked_at)) ?? '').replaceAll('\r\n ', '').split('\r\n');
  if (!file) return assert.deepEqual(lines, ['']);
  assert.equal(lines.find((line) => line.startsWith('DTSTART'))?.split(':')[1], file.day);
  const description = lines.find((line) => line.startsWith('DESCRIPTION:'))?.replaceAll('\\,', ',') ?? '';
  assert.ok(description.includes(file.says), description);
  assert.equal(lines.filter((line) => line.startsWith('TRIGGER')).length, file.alarms);
}

/** With spaces as they are typed, and what stands between day and time as one edition of the locale has it. @param {string} words */
function plain(words) {
  return words.replaceAll(/[\u00A0\u202F]/g, ' ').replaceAll(/(\d) at (?=\d)/g, '$1, ');
}
