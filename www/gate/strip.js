// The deadline as a small calendar: which days counted, which did not and why. The same in words below it.

import { h } from './dom.js';
import { addDays, dayIn, longDate, monthAndYear, monthDay, monthName, shortDate, weekday } from './dates.js';
import { now } from './engine.js';

/** @typedef {import('../../pkg/p2p_review.js').Deadline} Deadline */
/** @typedef {{ classes: string[], mark: string }} Cell */

const DAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];

/**
 * @param {Deadline} deadline
 * @returns {HTMLElement | null} null where the time runs in hours
 */
export function deadlineStrip(deadline) {
  if (deadline.days.length === 0) return null;
  return h('div', { class: 'p2p-strip' }, calendar(deadline), holidays(deadline), inWords(deadline));
}

/** @param {Deadline} deadline */
function calendar(deadline) {
  const cells = new Map(deadline.days.map((day) => [day.date, cellOf(day, deadline)]));
  cells.set(deadline.start, { classes: ['p2p-day-start'], mark: 'letter' });
  const today = dayIn(now(), deadline.time_zone);
  const weeks = [];
  for (let sunday = addDays(deadline.start, -weekday(deadline.start)); sunday <= deadline.due; sunday = addDays(sunday, 7)) {
    weeks.push(h('tr', {}, ...DAYS.map((_, i) => drawCell(addDays(sunday, i), cells, today))));
  }
  const months = [...new Set([deadline.start, deadline.due].map(monthAndYear))].join(' to ');
  return h('div', { 'aria-hidden': 'true' },
    h('table', { class: 'p2p-calendar' },
      h('caption', {}, months),
      h('thead', {}, h('tr', {}, ...DAYS.map((name) => h('th', {}, name)))),
      h('tbody', {}, ...weeks)),
    h('p', { class: 'p2p-legend' },
      ...[['p2p-day-counts', 'counted'], ['p2p-day-weekend', 'not counted'], ['p2p-day-due', 'last day'], ['p2p-day-today', 'today']].map(([look, words]) =>
        h('span', {}, h('i', { class: look }), words ?? ''))));
}

/**
 * @param {Deadline['days'][number]} day
 * @param {Deadline} deadline
 * @returns {Cell}
 */
function cellOf(day, deadline) {
  if (day.counts === null) return { classes: [day.skipped === 'weekend' ? 'p2p-day-weekend' : 'p2p-day-holiday'], mark: day.skipped === 'weekend' ? '' : 'holiday' };
  return { classes: day.date === deadline.due ? ['p2p-day-counts', 'p2p-day-due'] : ['p2p-day-counts'], mark: String(day.counts) };
}

/**
 * @param {string} date
 * @param {Map<string, Cell>} cells
 * @param {string} today
 */
function drawCell(date, cells, today) {
  const cell = cells.get(date);
  const day = Number(date.slice(8));
  const classes = [...(cell?.classes ?? ['p2p-day-outside']), ...(date === today ? ['p2p-day-today'] : [])];
  return h('td', { class: classes.join(' ') },
    h('span', { class: 'p2p-day-number' }, day === 1 ? `${monthName(date)} 1` : String(day)),
    h('span', { class: 'p2p-day-mark' }, cell?.mark ?? ''));
}

/** @param {Deadline} deadline */
function holidays(deadline) {
  const named = deadline.days.filter((day) => day.skipped !== null && day.skipped !== 'weekend');
  if (named.length === 0) return null;
  return h('p', { class: 'p2p-small' }, named.map((day) => `${monthDay(day.date)}: ${day.skipped}, not counted`).join('. '));
}

/** @param {Deadline} deadline */
function inWords(deadline) {
  const unit = deadline.unit === 'business-days' ? 'business' : 'calendar';
  return h('details', { class: 'p2p-details', 'data-p2p-keep': 'count' },
    h('summary', {}, 'How the days were counted'),
    h('p', { class: 'p2p-small' }, `The letter is dated ${longDate(deadline.start)}. That day does not count. The last of ${deadline.count} ${unit} days is ${longDate(deadline.due)}.`),
    h('ol', { class: 'p2p-count' }, ...deadline.days.map((day) =>
      h('li', {}, `${shortDate(day.date)}: `, day.counts === null ? `not counted, ${day.skipped}` : `day ${day.counts}`))));
}
