// The calendar files, read by a calendar's own parser, and held against the standard's book (RFC 5545).
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { CLEAN, Stage, rules } from './form.mjs';

const stage = new Stage();
before(() => stage.start());
after(() => stage.stop());
beforeEach(() => stage.site?.reset());

const pacificsource = CLEAN['pacificsource'] ?? {};
const NAMES = /\.ics$/;

/** Downloads a file and reads it. @param {import('./form.mjs').Visitor} visitor @param {string} button */
async function download({ page }, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  assert.match(file.suggestedFilename(), NAMES);
  const text = Buffer.concat(await (await file.createReadStream()).toArray()).toString();
  assertByTheBook(text);
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { text, events: calendar.getAllSubcomponents('vevent') };
}

/** @param {string} text */
function assertByTheBook(text) {
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /\p{Cc}/u);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const count = (/** @type {RegExp} */ pattern) => lines.filter((line) => pattern.test(line)).length;
  const events = count(/^BEGIN:VEVENT$/);
  assert.equal(count(/^VERSION:2\.0$/), 1);
  assert.equal(count(/^PRODID:.+/), 1);
  assert.equal(new Set(lines.filter((line) => line.startsWith('UID:'))).size, events);
  assert.equal(count(/^DTSTAMP:\d{8}T\d{6}Z$/), events);
}

/** @param {ICAL.Component | undefined} event @param {string} name */
const value = (event, name) => event?.getFirstPropertyValue(name)?.toString();

test('with a yes, the deadline: the whole last day, in any zone, with a reminder the day before', async () => {
  const visitor = await stage.open({ zone: 'America/New_York' });
  await visitor.fill({ ...pacificsource, member_name: undefined });
  const { text, events: [event, ...more] } = await download(visitor, 'Add the deadline to a calendar');
  assert.deepEqual(more, []);
  assert.equal(value(event, 'dtstart'), '2026-03-09');
  assert.equal(value(event, 'dtend'), '2026-03-10');
  assert.equal(value(event, 'dtstamp'), '2026-03-03T18:00:00Z');
  assert.equal(value(event, 'summary'), 'Last day to request a peer-to-peer: PacificSource');
  assert.equal(value(event, 'description'), 'The request has to be there by Monday, March 9, 2026, end of day, Pacific time.');
  // Friday at nine: the last day is a Monday.
  const alarm = event?.getFirstSubcomponent('valarm');
  assert.deepEqual([value(alarm ?? undefined, 'action'), value(alarm ?? undefined, 'trigger')], ['DISPLAY', '-P2DT15H']);
  assert.doesNotMatch(text, /Rosa|Okafor|PSX/);
  await visitor.assertPrivate();
  await visitor.close();
});

test('without a yes there is no deadline to note', async () => {
  const visitor = await stage.open();
  const button = visitor.page.getByRole('button', { name: 'Add the deadline to a calendar' });
  await visitor.fill({ payer: 'pacificsource', line_of_business: 'commercial', service: 'medical', denial_date: '2026-03-02' });
  assert.match(await visitor.answer.innerText(), /If it can be requested: by Monday, March 9, 2026/);
  assert.equal(await button.count(), 0);
  await visitor.fill({ ...pacificsource, appeal_filed: true });
  assert.equal(await visitor.headline(), 'No, this can’t be requested here');
  assert.equal(await button.count(), 0);
  await visitor.close();
});

test('the same deadline keeps its UID, another has another; the alarm skips days off; the safe day and its reason', async () => {
  const { deadlineFile } = await theModule();
  const fall = { id: 'window', unit: 'business-days', status: 'open', start: '2026-10-08', safe: '2026-10-15', due: '2026-10-16', due_at: '2026-10-17T07:00:00Z', time_zone: 'America/Los_Angeles', days: [{ date: '2026-10-12', counts: null, skipped: 'Columbus Day', doubtful: 'Columbus Day' }] };
  const read = async (/** @type {object} */ deadline) => new ICAL.Component(ICAL.parse(await deadlineFile(deadline, 'Plan'))).getFirstSubcomponent('vevent') ?? undefined;
  const [first, again, other] = [await read(fall), await read(fall), await read({ ...fall, start: '2026-10-07', safe: '2026-10-14' })];
  assert.equal(value(first, 'uid'), value(again, 'uid'));
  assert.notEqual(value(first, 'uid'), value(other, 'uid'));
  assert.equal(value(first, 'dtstart'), '2026-10-15');
  assert.match(value(first, 'description') ?? '', /Columbus Day \(October 12\) may count as a business day\. If not, the last day is Friday, October 16\./);
  const afterHoliday = await read({ ...fall, safe: '2026-10-13', due: '2026-10-13' });
  assert.equal(value(afterHoliday?.getFirstSubcomponent('valarm') ?? undefined, 'trigger'), '-P3DT15H');
});

test('counted in calendar days, which don’t tell holidays: a reminder on the working day before, and on the one before that', async () => {
  const { deadlineFile } = await theModule();
  const read = async (/** @type {string} */ denial_date) => {
    const deadline = rules.compute_deadline({ payer: 'regence', denial_date }, `${denial_date}T20:00:00Z`);
    const [event] = new ICAL.Component(ICAL.parse(await deadlineFile(deadline, 'Plan'))).getAllSubcomponents('vevent');
    return event?.getAllSubcomponents('valarm').map((alarm) => value(alarm, 'trigger'));
  };
  // A Tuesday after Labor Day; the Saturday after a Christmas Day that is a Friday; a Wednesday.
  assert.deepEqual(await read('2026-08-24'), ['-PT15H', '-P3DT15H']);
  assert.deepEqual(await read('2026-12-11'), ['-PT15H', '-P1DT15H']);
  assert.deepEqual(await read('2026-02-24'), ['-PT15H', '-P1DT15H']);
});

test('another reader reads the same: the day, the words, one event for one deadline, the reminder', async () => {
  const visitor = await stage.open({ zone: 'America/New_York' });
  await visitor.fill(pacificsource);
  const files = [await download(visitor, 'Add the deadline to a calendar'), await download(visitor, 'Add the deadline to a calendar')];
  const read = files.map(({ text }) => Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT'));
  const [[event] = [], [again] = []] = /** @type {any[][]} */ (read);
  assert.equal(event.uid, again.uid);
  assert.deepEqual(read.map((events) => events.length), [1, 1]);
  assert.equal(event.datetype, 'date');
  assert.deepEqual([dayOf(event.start), dayOf(event.end)], ['2026-03-09', '2026-03-10']);
  assert.equal(event.summary, 'Last day to request a peer-to-peer: PacificSource');
  assert.equal(event.description, 'The request has to be there by Monday, March 9, 2026, end of day, Pacific time.');
  assert.deepEqual(event.alarms.map((/** @type {any} */ { action, trigger }) => [action, trigger]), [['DISPLAY', '-P2DT15H']]);
  await visitor.close();
});

/** A day without a time is midnight of this machine to that reader. @param {Date} date */
function dayOf(date) {
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
}

test('a deadline of hours is an instant', async () => {
  const { deadlineFile } = await theModule();
  const text = await deadlineFile({ unit: 'hours', status: 'open', due: '2026-03-05', due_at: '2026-03-05T18:00:00Z', time_zone: 'America/Denver' }, 'Plan');
  assertByTheBook(text);
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined;
  assert.equal(value(event, 'dtstart'), '2026-03-05T18:00:00Z');
  assert.equal(value(event, 'dtend'), undefined);
});

test('a name of commas, semicolons, backslashes, line ends, control characters and long words comes out as it went in', async () => {
  const { deadlineFile } = await theModule();
  const name = `A, b; c\\n d\nEND:VCALENDAR\u0007 ${'Ünïcödé🩺'.repeat(30)}`;
  const text = await deadlineFile({ unit: 'calendar-days', status: 'last-day', due: '2026-12-31', due_at: '2027-01-01T08:00:00Z', time_zone: 'America/Los_Angeles' }, name);
  assertByTheBook(text);
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined;
  assert.equal(value(event, 'summary'), `Last day to request a peer-to-peer: ${name.replace('\u0007', ' ')}`);
  assert.equal(value(event, 'dtend'), '2027-01-01');
});

test('after sending, the times of the call alone, as instants', async () => {
  const visitor = await stage.open({ zone: 'America/New_York' });
  await visitor.toCheck({ ...pacificsource, call_windows: [{ date: '2026-03-06', start: '10:00', end: '11:30' }, { date: '2026-03-09', start: '10:00', end: '11:30' }] });
  await visitor.press('Send request');
  await visitor.page.getByRole('heading', { name: 'Request sent' }).waitFor();
  assert.equal(await visitor.page.getByRole('button', { name: 'Add the deadline to a calendar' }).count(), 0);
  const { text, events } = await download(visitor, 'Add the times to a calendar');
  // The clocks go forward between the two.
  assert.deepEqual(events.map((event) => [value(event, 'dtstart'), value(event, 'dtend')]), [
    ['2026-03-06T18:00:00Z', '2026-03-06T19:30:00Z'],
    ['2026-03-09T17:00:00Z', '2026-03-09T18:30:00Z'],
  ]);
  assert.doesNotMatch(text, /Rosa|Okafor|PSX/);
  await visitor.close();
});

/** The module itself; what it needs of a browser, Node has too. */
async function theModule() {
  const module = await import('../../www/form/calendar-file.js');
  return {
    /** @param {object} deadline @param {string} name */
    deadlineFile: async (deadline, name) => module.deadlineFile(/** @type {any} */ ({ deadline, policy: { name } }), new Date()) ?? '',
  };
}
