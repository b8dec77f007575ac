// Dates as people write them, month first, and as the rules want them: YYYY-MM-DD.
// No JavaScript Date ever holds a calendar day here except as UTC noon, so that no time zone can move it.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * @param {string} text "11/18/2026", "11-18-26", "11182026", "Nov 18 2026", "18 November 2026", "2026-11-18"
 * @returns {string | null} YYYY-MM-DD, or null where the text is no date
 */
export function parseDate(text) {
  const plain = text.trim().toLowerCase().replace(/^(sun|mon|tue|wed|thu|fri|sat)[a-z]*[,.]?\s+/, '');
  let m = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (m) return isoDate(m[1], m[2], m[3]);
  m = /^(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  if (m) return isoDate(m[3], m[1], m[2]);
  m = /^([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})$/.exec(plain);
  if (m) return isoDate(m[3], monthNumber(m[1]), m[2]);
  m = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?[\s,-]+(\d{4})$/.exec(plain);
  if (m) return isoDate(m[3], monthNumber(m[2]), m[1]);
  return null;
}

/** @param {string | undefined} word */
function monthNumber(word = '') {
  const full = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
  const at = word === 'sept' ? 8 : full.findIndex((name, i) => name.startsWith(word) && word.startsWith(MONTHS[i] ?? ' '));
  return String(at + 1);
}

/**
 * @param {string | undefined} year
 * @param {string | undefined} month
 * @param {string | undefined} day
 */
function isoDate(year = '', month = '', day = '') {
  const iso = `${year.length === 2 ? '20' : ''}${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = noon(iso);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : null;
}

/** @param {string} iso */
function noon(iso) {
  return new Date(`${iso}T12:00:00Z`);
}

/** @param {Intl.DateTimeFormatOptions} options */
const utc = (options) => new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
const LONG = utc({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const DAY = utc({ weekday: 'short', month: 'short', day: 'numeric' });
const NUMERIC = utc({ month: '2-digit', day: '2-digit', year: 'numeric' });
const MONTH = utc({ month: 'short' });
const MONTH_YEAR = utc({ month: 'long', year: 'numeric' });
const MONTH_DAY = utc({ month: 'long', day: 'numeric' });
const EFFECTIVE = utc({ month: 'long', day: 'numeric', year: 'numeric' });

/** @param {string} iso "Wednesday, November 25, 2026" */
export const longDate = (iso) => LONG.format(noon(iso));
/** @param {string} iso "Wed, Nov 25" */
export const shortDate = (iso) => DAY.format(noon(iso));
/** @param {string} iso "11/25/2026", as the letters print it */
export const numericDate = (iso) => NUMERIC.format(noon(iso));
/** @param {string} iso "Nov" */
export const monthName = (iso) => MONTH.format(noon(iso));
/** @param {string} iso "November 2026" */
export const monthAndYear = (iso) => MONTH_YEAR.format(noon(iso));
/** @param {string} iso "November 26" */
export const monthDay = (iso) => MONTH_DAY.format(noon(iso));
/** @param {string} iso "November 25, 2026" */
export const plainDate = (iso) => EFFECTIVE.format(noon(iso));
/** @param {string} iso 0 is Sunday */
export const weekday = (iso) => noon(iso).getUTCDay();

/**
 * @param {string} iso
 * @param {number} days
 */
export function addDays(iso, days) {
  return new Date(noon(iso).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * @param {Date} instant
 * @param {string} zone
 * @returns {string} the calendar day of that instant in the zone
 */
export function dayIn(instant, zone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

/** @param {string} zone "Pacific Time" */
export function zoneName(zone) {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date());
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? zone).replace(/Time$/, 'time');
}

/**
 * @param {string} date YYYY-MM-DD on the wall of the zone
 * @param {string} time HH:MM on the same wall
 * @param {string} zone
 * @returns {Date}
 */
export function wallTime(date, time, zone) {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  // Twice: the first offset may be that of the other side of a daylight-saving change.
  for (let i = 0; i < 2; i++) guess = wanted - offset(guess, zone);
  return new Date(guess);
}

/**
 * @param {number} instant
 * @param {string} zone
 * @returns {number} milliseconds that the wall clock of the zone is ahead of UTC
 */
function offset(instant, zone) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(new Date(instant));
  /** @param {string} type */
  const part = (type) => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(instant / 1000) * 1000;
}

/**
 * @param {string} instant RFC 3339, exclusive
 * @param {string | undefined} zone
 * @returns {string} "Friday, November 20": the last day that it leaves whole
 */
export function lastDayBefore(instant, zone) {
  return new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone }).format(new Date(Date.parse(instant) - 1));
}

/**
 * @param {string} instant RFC 3339
 * @param {Intl.DateTimeFormatOptions} [more]
 * @returns {string} "Friday, November 20, 10:15 AM EST", in the reader's own zone
 */
export function localMoment(instant, more) {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short', ...more,
  }).format(new Date(instant));
}
