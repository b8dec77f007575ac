// Times for the call as a person reads them: in the payer's zone, and in the reader's own where that differs.

import { dayIn, longDate, wallTime, zoneName } from '../gate/dates.js';
import { formTexts } from '../gate/texts.js';

/** @typedef {{ date: string, start: string, end: string, time_zone?: string }} Window */

/** The zone of this machine. */
export function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** @param {string} zone "Pacific" */
export function shortZone(zone) {
  return zoneName(zone).replace(/ time$/i, '');
}

/** @param {Window} window @param {string} zone the payer's @returns {{ from: Date, to: Date }} */
export function instantsOf({ date, start, end, time_zone: own }, zone) {
  return { from: wallTime(date, start, own ?? zone), to: wallTime(date, end, own ?? zone) };
}

/**
 * @param {Window} window
 * @param {string} zone the payer's
 * @returns {string} "9:00 to 10:00 AM Pacific (12:00 to 1:00 PM your time)"; empty where it is not yet one
 */
export function timeInWords(window, zone) {
  const { from, to } = instantsOf(window, zone);
  if (!(from < to)) return '';
  const theirs = range(from, to, zone);
  const own = range(from, to, ownZone());
  // Elsewhere it may be another day.
  const day = dayIn(from, ownZone()) === dayIn(from, zone) ? '' : `${written(from, ownZone(), { weekday: 'short' })} `;
  return formTexts.time(theirs, shortZone(zone), theirs === own && !day ? '' : `${day}${own}`);
}

/** @param {Window} window @param {string} zone the payer's @returns {string} "Thursday, March 5, 2026, 9:00 to 10:00 AM Pacific" */
export function windowInWords(window, zone) {
  return formTexts.window(longDate(dayIn(instantsOf(window, zone).from, zone)), timeInWords(window, zone));
}

/** @param {Date} from @param {Date} to @param {string} zone "9:00 to 10:00 AM", "11:00 AM to 1:00 PM" */
function range(from, to, zone) {
  const [start, end] = [from, to].map((instant) => written(instant, zone, { hour: 'numeric', minute: '2-digit' }));
  const half = / ?[AP]M$/.exec(end ?? '')?.[0] ?? '-';
  return formTexts.fromTo(start?.endsWith(half) ? start.slice(0, -half.length) : start ?? '', end ?? '');
}

/** @param {Date} instant @param {string} zone @param {Intl.DateTimeFormatOptions} options */
function written(instant, zone, options) {
  return new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone }).format(instant).replaceAll('\u202f', ' ');
}
