// Calendar files (RFC 5545): the deadline, and the times offered for the call. They name no member: calendars are shared.

import { addDays, weekday } from '../gate/dates.js';
import { h } from '../gate/dom.js';
import { formTexts, gateTexts } from '../gate/texts.js';
import { byWhen, lastDay, whySafe } from '../gate/view-deadline.js';
import { instantsOf, timeInWords } from './times.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */

/** A line's most octets; what follows stands on the next, after a space. */
const LONGEST = 75;

/**
 * @param {Decision} decision
 * @param {Date} stamp
 * @returns {string | null} the day to go by; null where it is over
 */
export function deadlineFile({ deadline, policy }, stamp) {
  if (!deadline || deadline.status === 'closed') return null;
  const inHours = deadline.unit === 'hours';
  const title = formTexts.lastDayTo(policy?.name ?? formTexts.thePayer, inHours);
  const last = lastDay(deadline);
  const why = whySafe(deadline, gateTexts);
  return calendar([event(stamp, [policy?.id, deadline.id, deadline.start, inHours ? deadline.due_at : last], [
    ...(inHours
      // An instant: the calendar shows it in its reader's own time.
      ? [`DTSTART:${utc(new Date(deadline.due_at))}`]
      // A day, whole: in another zone than the payer's it is still that day.
      : [`DTSTART;VALUE=DATE:${day(last)}`, `DTEND;VALUE=DATE:${day(addDays(last, 1))}`]),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped([formTexts.hasToBeThere(byWhen(deadline, gateTexts)), why].filter(Boolean).join(' '))}`,
    'TRANSP:TRANSPARENT',
    ...(inHours ? ['-PT4H'] : mornings(deadline, last)).flatMap((trigger) => ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:${trigger}`, `DESCRIPTION:${escaped(title)}`, 'END:VALARM']),
  ])]);
}

/**
 * @param {Record<string, unknown>} request
 * @param {Decision} decision
 * @param {Date} stamp
 * @returns {string | null} the times for the call; null where none was offered
 */
export function windowsFile(request, decision, stamp) {
  const windows = /** @type {import('./times.js').Window[]} */ (request['call_windows'] ?? []);
  const zone = decision.deadline?.time_zone;
  if (!zone || windows.length === 0) return null;
  return calendar(windows.map((window) => ({ window, ...instantsOf(window, zone) })).map(({ window, from, to }) => event(stamp, [decision.policy?.id, 'call', utc(from), utc(to)], [
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(to)}`,
    `SUMMARY:${escaped(formTexts.offered(decision.policy?.name ?? formTexts.thePayer))}`,
    `DESCRIPTION:${escaped(formTexts.offeredNote(timeInWords(window, zone)))}`,
    'STATUS:TENTATIVE',
  ])));
}

/**
 * A button that hands the file over.
 * @param {string} words
 * @param {string} name
 * @param {() => string | null} file
 */
export function calendarButton(words, name, file) {
  const button = h('button', { type: 'button', class: 'ds-c-button p2p-button no-print' }, words);
  button.addEventListener('click', () => {
    const text = file();
    if (text) save(text, name);
  });
  return button;
}

/** @param {string} text @param {string} name */
function save(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {string[][]} events */
function calendar(events) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//p2p-review//form//EN', ...events.flat(), 'END:VCALENDAR'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/**
 * Nine in the morning of the working day before: fifteen hours before that midnight, and the days off between. Nothing but a
 * count of business days tells which days are holidays: else the working day before that one too.
 * @param {import('../../pkg/p2p_review.js').Deadline} deadline
 * @param {string} last
 */
function mornings({ days, unit }, last) {
  const off = new Set((days ?? []).filter(({ skipped }) => skipped !== null).map(({ date }) => date));
  const triggers = [];
  for (let ahead = 0; ahead < 9 && triggers.length < (unit === 'business-days' ? 1 : 2); ahead++) {
    const day = addDays(last, -1 - ahead);
    if (weekday(day) % 6 !== 0 && !off.has(day)) triggers.push(`-P${ahead ? `${ahead}D` : ''}T15H`);
  }
  return triggers;
}

/**
 * @param {Date} stamp
 * @param {(string | undefined)[]} same what makes it the same event: taken over anew, it replaces the earlier one
 * @param {string[]} lines
 */
function event(stamp, same, lines) {
  return ['BEGIN:VEVENT', `UID:${same.join('-').replaceAll(/[^\w-]/g, '')}@p2p-review`, `DTSTAMP:${utc(stamp)}`, ...lines, 'END:VEVENT'];
}

/** @param {string} iso */
function day(iso) {
  return iso.replaceAll('-', '');
}

/** @param {Date} instant */
function utc(instant) {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|\r|\n/g, '\\n').replaceAll(/\p{Cc}/gu, ' ');
}

/** @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LONGEST) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
