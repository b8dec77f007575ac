// A deadline as it is shown: by when, how much is left, and the days one by one.

import { addDays, dayAndDate, dayIn, daysBetween, localMoment, longDate, monthAndYear, monthDay, monthName, plainDate, shortDate, weekday, timeIn, zoneName, wallTime } from './dates.js';

/** @typedef {import('../../pkg/p2p_review.js').Deadline & { id?: string, label?: string, safe?: string, opens?: string | null, start_field?: string }} Deadline with what newer rules tell of it */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {{ number: string, mark: string, classes: string }} Cell */
/**
 * @typedef {object} DeadlineView
 * @property {string | null} label the policy's own name for it
 * @property {string} by "Send it by …", or when the time ended
 * @property {string | null} why why that day, where a later one may do
 * @property {string | null} left
 * @property {string | null} doubtedYear whether the letter is as old as it says
 * @property {boolean} isUrgent
 * @property {string | null} day the day to go by, short; null where it is an hour, or over
 * @property {CalendarView | null} calendar
 * @property {string} counted from when it counts, and what makes its last day
 * @property {import('../../pkg/p2p_review.js').Citation | null} citation
 */
/**
 * @typedef {object} CalendarView
 * @property {string} months
 * @property {string[]} weekdays
 * @property {Cell[][]} weeks
 * @property {[string, string][]} legend a look and what it means
 * @property {string | null} daysOff
 * @property {string} counting
 * @property {{ day: string, counts: string }[]} days
 */

/** Days after which a letter's year is likelier wrong than the letter late. */
const OLD = 300;
/** The longest time that a calendar is drawn for, in weeks. */
const MOST_WEEKS = 30;

/**
 * @param {Deadline} deadline
 * @param {string} checkedAt the instant that the answer is for
 * @param {Texts} texts
 * @param {{ isSure: boolean, unless?: string, isFurther?: boolean }} how isSure: it can be requested, so far as anybody knows; unless: what it still doesn't hold for; isFurther: not by when to send, but what its label says
 * @returns {DeadlineView}
 */
export function viewDeadline(deadline, checkedAt, texts, { isSure, unless = '', isFurther = false }) {
  const isOver = deadline.status === 'closed';
  const today = deadline.time_zone && checkedAt ? dayIn(new Date(checkedAt), deadline.time_zone) : '';
  return {
    label: isOver && !isFurther ? null : deadline.label ?? null,
    by: isOver ? whenEnded(deadline, today, unless, texts) : whenToSend(deadline, isSure, isFurther, texts),
    why: isOver ? null : whySafe(deadline, texts),
    left: timeLeft(deadline, isFurther, texts),
    doubtedYear: isOver && isOfLetter(deadline) && today && daysBetween(deadline.start, today) >= OLD ? texts.isYearRight(plainDate(deadline.start)) : null,
    isUrgent: deadline.status !== 'open',
    day: deadline.unit === 'hours' || isOver ? null : shortDate(lastDay(deadline)),
    calendar: viewCalendar(deadline, checkedAt, texts),
    counted: howCounted(deadline, texts),
    citation: deadline.citation,
  };
}

/** The day to go by: the one that any reading of the rules allows; once that has passed, the next that some reading does. @param {Deadline} deadline */
export function lastDay({ status, safe, due, closes }) {
  if (status === 'past-due') return closes;
  return /** @type {string} */ (status) === 'past-safe' || status === 'closed' ? due : safe ?? due;
}

/** @param {Deadline} deadline @param {Texts} texts "by Wednesday, November 25, 2026, end of day, Pacific time" */
export function byWhen(deadline, texts) {
  if (deadline.unit === 'hours') return texts.byMoment(localMoment(deadline.due_at));
  const [day, zone] = [longDate(lastDay(deadline)), zoneName(deadline.time_zone)];
  return endsEarly(deadline) ? texts.byTime(day, timeIn(deadline.due_at, deadline.time_zone), zone) : texts.byDay(day, zone);
}

/** Whether the last day ends at an hour of its own, before midnight. @param {Deadline} deadline */
function endsEarly({ due, due_at: at, time_zone: zone }) {
  return Boolean(zone) && dayIn(new Date(at), zone) === due;
}

/** Whether the days count from the date on the letter. @param {Deadline} deadline */
function isOfLetter({ start_field: field }) {
  return (field ?? 'denial_date') === 'denial_date';
}

/** @param {Deadline} deadline @param {boolean} isSure @param {boolean} isFurther @param {Texts} texts */
function whenToSend(deadline, isSure, isFurther, texts) {
  if (/** @type {string} */ (deadline.status) === 'not-open' && deadline.opens) return texts.opens(longDate(deadline.opens), isFurther);
  const when = byWhen(deadline, texts);
  return isFurther ? when.charAt(0).toUpperCase() + when.slice(1) : (isSure ? texts.sendIt : texts.ifItCan)(when);
}

/** @param {Deadline} deadline @param {string} today @param {string} unless @param {Texts} texts "Ended Friday, November 20, 5 days ago" */
function whenEnded(deadline, today, unless, texts) {
  const { unit, due, due_at: at, time_zone: zone } = deadline;
  if (unit === 'hours') return texts.ended(localMoment(at), '', unless);
  const day = (due.slice(0, 4) === today.slice(0, 4) ? dayAndDate : longDate)(due);
  const days = today ? daysBetween(due, today) : 0;
  return texts.ended(endsEarly(deadline) ? `${day}, ${timeIn(at, zone)}` : day, days > 0 ? texts.daysAgo(days) : '', unless);
}

/** @param {Deadline} deadline @param {Texts} texts why the day to go by is not the last by the usual count */
export function whySafe({ safe, due, days }, texts) {
  if (!safe || safe === due) return null;
  const doubtful = days.filter((day) => day.skipped !== null && doubtOf(day) !== '');
  return texts.whySafe(doubtful.map(({ date, skipped }) => texts.holiday(skipped ?? '', monthDay(date))), dayAndDate(due));
}

/** @param {Deadline} deadline @param {boolean} isFurther @param {Texts} texts "3 business days left" */
function timeLeft(deadline, isFurther, texts) {
  switch (/** @type {string} */ (deadline.status)) {
    case 'open':
      return deadline.days_left === null ? null : texts.daysLeft(deadline.days_left, deadline.unit === 'business-days');
    case 'last-day':
      return (deadline.safe ?? deadline.due) === deadline.due ? texts.lastDay : texts.safeLastDay;
    case 'past-safe':
      return texts.pastSafe(dayAndDate(deadline.safe ?? ''), isFurther);
    case 'past-due':
      return texts.pastDue(dayAndDate(deadline.due), isFurther);
    default:
      return null;
  }
}

/**
 * @param {Deadline} deadline
 * @param {string} checkedAt
 * @param {Texts} texts
 * @returns {CalendarView | null} null where the time runs in hours, or too long for a picture
 */
function viewCalendar(deadline, checkedAt, texts) {
  const { start, due, days } = deadline;
  const sundays = [];
  for (let sunday = addDays(start, -weekday(start)); sunday <= due && sundays.length <= MOST_WEEKS; sunday = addDays(sunday, 7)) sundays.push(sunday);
  if (days.length === 0 || sundays.length > MOST_WEEKS) return null;
  const cells = new Map(days.map((day) => [day.date, cellOf(day, deadline, texts)]));
  cells.set(start, ['p2p-day-start', isOfLetter(deadline) ? texts.markLetter : texts.markStart]);
  const today = deadline.time_zone && checkedAt ? dayIn(new Date(checkedAt), deadline.time_zone) : '';
  const off = days.filter((day) => day.skipped !== null && day.skipped !== 'weekend');
  const weeks = sundays.map((sunday) => texts.weekdays.map((_, i) => drawnCell(addDays(sunday, i), cells, today)));
  const drawn = weeks.flat().map(({ classes }) => classes).join(' ');
  return {
    months: texts.months(monthAndYear(start), monthAndYear(due)),
    weekdays: texts.weekdays,
    weeks,
    legend: legendOf(drawn, texts),
    daysOff: off.length ? `${off.map((day) => texts.dayOff(monthDay(day.date), day.skipped ?? '')).join('. ')}.` : null,
    counting: texts.counting,
    days: days.map((day) => ({
      day: texts.dayOfCount(shortDate(day.date)),
      counts: day.counts === null ? texts.dayDoesNotCount(day.skipped ?? doubtOf(day)) : texts.dayCounts(day.counts),
    })),
  };
}

/**
 * @param {string} drawn the looks that the picture has
 * @param {Texts} texts
 * @returns {[string, string][]} none of what is not in it
 */
function legendOf(drawn, { legend }) {
  /** @type {[string, RegExp, string][]} */
  const all = [
    ['counts', /day-counts/, legend.counts],
    ['weekend', /day-(weekend|holiday)/, legend.weekend],
    ['due', /day-due/, legend.due],
    ['today', /day-today/, legend.today],
  ];
  return all.filter(([, look]) => look.test(drawn)).map(([name, , words]) => [`p2p-day-${name}`, words]);
}

/** @param {Deadline} deadline @param {Texts} texts from when it counts, and what makes its last day */
function howCounted(deadline, texts) {
  const { start, due, days, count, unit, start_field: field } = deadline;
  const [from, to, fact] = [longDate(start), longDate(due), (field ?? 'denial_date').replaceAll('_', ' ')];
  if (unit === 'hours') return hoursCounted(deadline, from, fact, texts);
  if (/** @type {string} */ (unit) === 'date') return `${texts.named(from, fact)}${due > start ? ` ${texts.movesTo(to)}` : due < start ? ` ${texts.endsWith(to)}` : ''}`;
  const isBusiness = unit === 'business-days';
  const reached = days.filter((day) => day.counts !== null).length;
  // A count of calendar days skips none but at its end.
  const isMoved = !isBusiness && days.some((day) => day.counts === null);
  const last = count !== null && reached < count ? texts.cutShort(count, reached, isBusiness, to) : isMoved ? texts.moved(count, to) : texts.counted(count, isBusiness, to);
  return `${isOfLetter(deadline) ? texts.letterDated(from) : texts.countsFrom(fact, from)} ${last}`;
}

/**
 * An answer tells the day from which hours count, and the instant at which they end; another date can have cut them short, to
 * the end of a day.
 * @param {Deadline} deadline
 * @param {string} from
 * @param {string} fact
 * @param {Texts} texts
 */
function hoursCounted({ start, due, due_at: at, count, time_zone: zone }, from, fact, texts) {
  const began = new Date(Date.parse(at) - (count ?? 0) * 3_600_000);
  const isAt = (/** @type {string} */ day, /** @type {Date} */ instant) => Boolean(zone) && wallTime(addDays(day, 1), '00:00', zone).getTime() === instant.getTime();
  if (isAt(start, began)) return texts.hoursFrom(count ?? 0, texts.endOf(from), fact);
  if (isAt(due, new Date(at))) return `${texts.hoursFrom(count ?? 0, from, fact)} ${texts.endsWith(longDate(due))}`;
  return texts.hoursFrom(count ?? 0, zone ? `${from}, ${timeIn(began.toISOString(), zone)}, ${zoneName(zone)}` : from, fact);
}

/** @param {object} day what newer rules say of a day on which a payer may be closed */
function doubtOf(day) {
  return 'doubtful' in day && typeof day.doubtful === 'string' ? day.doubtful : '';
}

/**
 * @param {Deadline['days'][number]} day
 * @param {Deadline} deadline
 * @param {Texts} texts
 * @returns {[classes: string, mark: string]}
 */
function cellOf(day, deadline, texts) {
  const last = day.date === (deadline.status === 'past-due' ? deadline.due : lastDay(deadline)) ? ' p2p-day-due' : '';
  if (day.counts !== null) return [`p2p-day-counts${last}`, String(day.counts)];
  return day.skipped === 'weekend' ? [`p2p-day-weekend${last}`, ''] : [`p2p-day-holiday${last}`, texts.markHoliday];
}

/**
 * @param {string} date
 * @param {Map<string, [string, string]>} cells
 * @param {string} today
 * @returns {Cell}
 */
function drawnCell(date, cells, today) {
  const [classes, mark] = cells.get(date) ?? ['p2p-day-outside', ''];
  const day = Number(date.slice(8));
  return { number: day === 1 ? `${monthName(date)} 1` : String(day), mark, classes: date === today ? `${classes} p2p-day-today` : classes };
}
