// Days as numbers from 1970-01-01, Pacific time, and federal holidays as observed: no library, every answer kept.

export const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * @param {number} year
 * @param {number} month from 1
 * @param {number} day
 */
export function dayNumber(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const ofEra = y % 400;
  const ofYear = ((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 | 0) + day - 1;
  return ((y / 400) | 0) * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
}

/** Room for every day up to 2100, so that the lists that follow are looked up by place. */
const DAYS = 47_500;
/** @type {string[]} */
const written = new Array(DAYS);

/** @param {number} day */
export function textOf(day) {
  return (written[day] ??= new Date(day * DAY).toISOString().slice(0, 10));
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** @param {number} day as `Tuesday, December 1, 2026` */
export function dayInWords(day) {
  const [year, month, date] = civil(day);
  return `${WEEKDAYS[weekday(day)]}, ${MONTHS[month - 1]} ${date}, ${year}`;
}

/** @param {string} text `YYYY-MM-DD`, strictly, 2000 to 2099; else -1 */
export function parseDay(text) {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return -1;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  if (!(year >= 2000 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month))) return -1;
  return dayNumber(year, month, day);
}

/** @param {string} text `HH:MM`, strictly, as minutes; else -1 */
export function parseTime(text) {
  if (text.length !== 5 || text.charCodeAt(2) !== 58) return -1;
  const hours = digits(text, 0);
  const minutes = digits(text, 3);
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : -1;
}

/**
 * @param {string} text
 * @param {number} at
 */
function digits(text, at) {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/**
 * @param {number} year
 * @param {number} month
 */
function lengthOf(year, month) {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** @param {string} text an RFC 3339 instant; NaN for anything else */
export function parseInstant(text) {
  if (text.length === 20 && text.charCodeAt(10) === 84 && text.charCodeAt(19) === 90 && text.charCodeAt(13) === 58) {
    const day = parseDay(text.slice(0, 10));
    const minutes = parseTime(text.slice(11, 16));
    const seconds = digits(text, 17);
    if (day >= 0 && minutes >= 0 && seconds <= 59 && text.charCodeAt(16) === 58) return day * DAY + minutes * 60_000 + seconds * 1000;
  }
  const sound = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
  return sound ? Date.parse(text.toUpperCase()) : NaN;
}

/** @param {number} day 0 is Sunday */
export const weekday = (day) => (day + 4) % 7;

/** @type {(string | null)[]} */
const known = new Array(DAYS);

/** @param {number} day "weekend", the holiday's name, or null */
export function closed(day) {
  const found = known[day];
  return found === undefined ? (known[day] = whyClosed(day)) : found;
}

/** @param {number} day */
function whyClosed(day) {
  const of = weekday(day);
  if (of === 0 || of === 6) return 'weekend';
  return holiday(day) ?? (of === 5 ? fixed(day + 1) : of === 1 ? fixed(day - 1) : null);
}

/** @param {number} day */
function holiday(day) {
  const [, month, date] = civil(day);
  const nth = Math.ceil(date / 7);
  switch (month * 10 + weekday(day)) {
    case 11:
      if (nth === 3) return 'Birthday of Martin Luther King, Jr.';
      break;
    case 21:
      if (nth === 3) return "Washington's Birthday";
      break;
    case 51:
      if (date > 24) return 'Memorial Day';
      break;
    case 91:
      if (nth === 1) return 'Labor Day';
      break;
    case 101:
      if (nth === 2) return 'Columbus Day';
      break;
    case 114:
      if (nth === 4) return 'Thanksgiving Day';
      break;
  }
  return fixed(day);
}

/** @param {number} day */
function fixed(day) {
  const [year, month, date] = civil(day);
  switch (month * 100 + date) {
    case 101:
      return "New Year's Day";
    case 619:
      return year >= 2021 ? 'Juneteenth National Independence Day' : null;
    case 704:
      return 'Independence Day';
    case 1111:
      return 'Veterans Day';
    case 1225:
      return 'Christmas Day';
    default:
      return null;
  }
}

/**
 * @param {number} day
 * @returns {[number, number, number]}
 */
function civil(day) {
  const text = textOf(day);
  return [+text.slice(0, 4), +text.slice(5, 7), +text.slice(8)];
}

/** @param {number} day whether PacificSource may be shut on it */
export function mayBeClosed(day) {
  const [year, month, date] = civil(day);
  if (month === 12 && date === 24) return true;
  if (month !== 11) return false;
  if (weekday(day) === 2 && year % 2 === 0 && date >= 2 && date <= 8) return true;
  return holiday(day - 1) === 'Thanksgiving Day';
}

/** Holidays on which many firms work: the strictest reading counts them. */
const DOUBTFUL = new Set(['Birthday of Martin Luther King, Jr.', "Washington's Birthday", 'Juneteenth National Independence Day', 'Columbus Day', 'Veterans Day']);

/**
 * @param {string | null} why a day is closed
 * @returns {why is string} whether some may be working
 */
export function isDoubtful(why) {
  return why !== null && DOUBTFUL.has(why);
}

/**
 * @param {number} day
 * @param {number} count
 */
export function businessDaysLater(day, count) {
  for (let left = count; left > 0; ) if (closed(++day) === null) left--;
  return day;
}

/**
 * The last day of so many business days at PacificSource, by the strictest reading, the plain one and the latest fair one.
 * @param {number} start
 * @param {number} count
 */
export function lastDays(start, count) {
  let [safe, due, closes] = [0, 0, 0];
  let [strict, plain, generous] = [count, count, count];
  for (let day = start + 1; generous > 0; day++) {
    const why = closed(day);
    const open = why === null;
    if (strict > 0 && (open || isDoubtful(why)) && --strict === 0) safe = day;
    if (plain > 0 && open && --plain === 0) due = day;
    if (open && !mayBeClosed(day) && --generous === 0) closes = day;
  }
  return { safe, due, closes };
}

/** Hours of standard time behind UTC, and whether there is daylight time. @typedef {{ hours: number, changes: boolean }} Zone */

export const PACIFIC = { hours: 8, changes: true };
/** @type {Record<string, Zone>} */
const ZONES = {
  'America/New_York': { hours: 5, changes: true },
  'America/Chicago': { hours: 6, changes: true },
  'America/Denver': { hours: 7, changes: true },
  'America/Phoenix': { hours: 7, changes: false },
  'America/Los_Angeles': PACIFIC,
  'America/Anchorage': { hours: 9, changes: true },
  'Pacific/Honolulu': { hours: 10, changes: false },
  'America/Puerto_Rico': { hours: 4, changes: false },
};

/** @param {unknown} name */
export function zoneNamed(name) {
  return typeof name === 'string' && Object.hasOwn(ZONES, name) ? (ZONES[name] ?? null) : null;
}

/** Of each year, from when to when it is daylight time, by clocks that show UTC. @type {[number, number][]} */
const summers = [];

/** @param {number} year */
function summer(year) {
  const sunday = (/** @type {number} */ day) => day + ((7 - weekday(day)) % 7);
  const [start, end] =
    year >= 2007
      ? [sunday(dayNumber(year, 3, 8)), sunday(dayNumber(year, 11, 1))]
      : [sunday(dayNumber(year, 4, 1)), sunday(dayNumber(year, 10, 25))];
  return (summers[year] ??= [start * DAY + 2 * HOUR, end * DAY + HOUR]);
}

/**
 * @param {number} instant
 * @param {Zone} zone
 * @returns {number} hours behind UTC
 */
function behind(instant, { hours, changes }) {
  if (!changes) return hours;
  const standard = instant - hours * HOUR;
  const year = +textOf(Math.floor(standard / DAY)).slice(0, 4);
  const [start, end] = summers[year] ?? summer(year);
  return standard >= start && standard < end ? hours - 1 : hours;
}

/** @param {number} instant */
export function localDay(instant) {
  return Math.floor((instant - behind(instant, PACIFIC) * HOUR) / DAY);
}

/**
 * @param {number} day
 * @param {number} minutes
 * @param {Zone} [zone]
 */
export function localInstant(day, minutes, zone = PACIFIC) {
  const local = day * DAY + minutes * 60_000;
  const daylight = local + (zone.hours - 1) * HOUR;
  return behind(daylight, zone) === zone.hours ? local + zone.hours * HOUR : daylight;
}

/** @param {number} day the first instant after it */
export function endOf(day) {
  return localInstant(day + 1, 0);
}

/** @param {number} instant */
export function instantText(instant) {
  if (instant % 1000 !== 0) return new Date(instant).toISOString();
  const day = Math.floor(instant / DAY);
  const seconds = (instant - day * DAY) / 1000;
  return `${textOf(day)}T${two((seconds / 3600) | 0)}:${two(((seconds / 60) | 0) % 60)}:${two(seconds % 60)}Z`;
}

const PADDED = Array.from({ length: 60 }, (_, number) => `${number}`.padStart(2, '0'));

/** @param {number} number */
function two(number) {
  return PADDED[number];
}
