// The deadline as a small calendar: which days counted, which did not and why. The same in words below it.

import { h } from './dom.js';

/** @param {import('./view-deadline.js').CalendarView} calendar @param {string} counted */
export function deadlineCalendar(calendar, counted) {
  return h('div', { class: 'p2p-strip' },
    picture(calendar),
    calendar.daysOff && h('p', { class: 'p2p-small' }, calendar.daysOff),
    h('details', { class: 'p2p-details', 'data-p2p-keep': 'count' },
      h('summary', {}, calendar.counting),
      h('p', { class: 'p2p-small' }, counted),
      h('ul', { class: 'p2p-count', role: 'list' }, ...calendar.days.map(({ day, counts }) => h('li', {}, day, counts)))));
}

/** @param {import('./view-deadline.js').CalendarView} calendar */
function picture({ months, weekdays, weeks, legend }) {
  return h('div', { 'aria-hidden': 'true' },
    h('table', { class: 'p2p-calendar' },
      h('caption', {}, months),
      h('thead', {}, h('tr', {}, ...weekdays.map((name) => h('th', {}, name)))),
      h('tbody', {}, ...weeks.map((week) => h('tr', {}, ...week.map(({ number, mark, classes }) =>
        h('td', { class: classes }, h('span', { class: 'p2p-day-number' }, number), h('span', { class: 'p2p-day-mark' }, mark))))))),
    h('p', { class: 'p2p-legend' }, ...legend.map(([look, words]) => h('span', {}, h('i', { class: look }), words))));
}
