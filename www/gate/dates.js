// Dates as people write them, month first, and as the rules want them: YYYY-MM-DD.
// No JavaScript Date ever holds a calendar day here except as UTC noon, so that no time zone can move it.

import { plain } from './characters.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What stands before a pasted date, and the time of day that may stand after it. */
const LABEL = /^(?:[a-z][a-z ]*:|(?:[a-z]+ )*(?:dated?|on)\b)[ -]*(?=\S)/;
const WEEKDAY = /\b(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*/;
const TIME_OF_DAY = /(?:t|[ ,]+(?:at )?)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?\s?m\.?)\s*(?:[a-z]{1,8}(?: (?:standard |daylight )?time)?|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?$/;
/** Around a date, and before a year of two digits. */
const QUOTES = /[()[\]"'`\u2018\u2019\u201C\u201D]/g;
const SEPARATORS = /\s*[-/.,\\|_]\s*|\s+/;
/** "18th of", "the" */
const FILLERS = /\bthe\b|(\d)(?:st|nd|rd|th)\b(?: of)?/g;

/**
 * @param {string} text "11/18/2026", "11-18-26", "11182026", "Nov 18 2026", "18 November 2026", "2026-11-18", with or without a time of day
 * @returns {string | null} YYYY-MM-DD, or null where the text is no date
 */
export function parseDate(text) {
  return readDate(text).date;
}

/** @param {string} text being typed @returns {boolean} whether it is a date, and no further character makes it another */
export function isFinishedDate(text) {
  const { date, isOpen } = readDate(text);
  return date !== null && !isOpen;
}

/**
 * @param {string} text
 * @returns {{ date: string | null, isOpen: boolean }} open: the year's two digits may be the first of four, or the day's one the first of two
 */
function readDate(text) {
  const written = plain(text).toLowerCase().replaceAll(QUOTES, ' ').trim().replace(LABEL, '');
  const day = written.replace(WEEKDAY, '').replace(TIME_OF_DAY, '').replaceAll(/^[\s.,]+|[\s.,;]+$/g, '');
  const compact = /^(20\d\d)(\d\d)(\d\d)$|^(\d\d)(\d\d)(\d{4})$/.exec(day)?.slice(1).filter(Boolean);
  const words = day.replaceAll(FILLERS, '$1').replaceAll(/\d(?=[a-z])|[a-z](?=\d)/g, '$& ').trim();
  const [a = '', b = '', c = '', ...more] = compact ?? words.split(SEPARATORS);
  const isOpen = written.endsWith(day) && c.length < (a.length === 4 ? 2 : 4);
  if (more.length > 0) return { date: null, isOpen };
  if (/^\d{4}$/.test(a)) return { date: isoDate(a, monthOf(b), c), isOpen };
  const isDayFirst = /^[a-z]/.test(b);
  return { date: isoDate(c, monthOf(isDayFirst ? b : a), isDayFirst ? a : b), isOpen };
}

/**
 * @param {string} text "13:00", "13:00:15", "1:00 pm", "1 p.m.", "9:30a"
 * @returns {string | null} HH:MM
 */
export function parseTime(text) {
  const m = /^(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?\s?m?\.?)?$/.exec(plain(text).toLowerCase());
  const [, hour = '', minute = '00', half] = m ?? [];
  // An hour alone might be of the morning or of the afternoon.
  if (!m || (m[2] === undefined && half === undefined)) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || (half !== undefined && (Number(hour) < 1 || Number(hour) > 12))) return null;
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

/**
 * A time at which an office is open, as people write it: an hour alone will do, and 1 to 6 are of the afternoon.
 * @param {string} text "9", "9:30a", "930", "1", "1 pm", "13:00", "noon"
 * @returns {string | null} HH:MM
 */
export function parseOfficeTime(text) {
  const words = plain(text).toLowerCase();
  const [, hour = '', minute = '00', half] = /^(\d{1,2})[:.]?(\d{2})?\s*([ap]\.?\s?m?\.?)?$/.exec(words) ?? [];
  if (hour === '') return words === 'noon' ? '12:00' : parseTime(words);
  return parseTime(`${hour}:${minute}${half ?? (/^[1-6]$/.test(hour) ? 'p' : '')}`);
}

/**
 * @param {string} text a date and a time of day
 * @returns {string | null} YYYY-MM-DDTHH:MM
 */
export function parseDateTime(text) {
  const date = parseDate(text);
  const time = parseTime(TIME_OF_DAY.exec(plain(text).toLowerCase())?.[1] ?? '');
  return date && time ? `${date}T${time}` : null;
}

/** @param {string} word a month's name, its beginning, or its number */
function monthOf(word) {
  if (!/^[a-z]/.test(word)) return word;
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

/** How dates and times are written out; a translation of the texts brings its own. */
let locale = 'en-US';

/** @param {string} tag a language tag, as Intl knows them */
export function useLocale(tag) {
  locale = tag;
}

/**
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {(iso: string) => string} empty for what is no date
 */
const utc = (options) => (iso) => format(noon(iso), { ...options, timeZone: 'UTC' });

/**
 * @param {Date} instant
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {string} empty where the instant or the zone is none: a server's answer can hold anything
 */
function format(instant, options) {
  try {
    return new Intl.DateTimeFormat(locale, options).format(instant);
  } catch {
    return '';
  }
}

/** "Wednesday, November 25" */
export const dayAndDate = utc({ weekday: 'long', month: 'long', day: 'numeric' });
/** "Wednesday, November 25, 2026" */
export const longDate = utc({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
/** "Wed, Nov 25" */
export const shortDate = utc({ weekday: 'short', month: 'short', day: 'numeric' });
/** "11/25/2026", as the letters print it */
export const numericDate = utc({ month: '2-digit', day: '2-digit', year: 'numeric' });
/** "Nov" */
export const monthName = utc({ month: 'short' });
/** "November 2026" */
export const monthAndYear = utc({ month: 'long', year: 'numeric' });
/** "November 26" */
export const monthDay = utc({ month: 'long', day: 'numeric' });
/** "November 25, 2026" */
export const plainDate = utc({ month: 'long', day: 'numeric', year: 'numeric' });
/** @param {string} iso 0 is Sunday */
export const weekday = (iso) => noon(iso).getUTCDay();

/**
 * @param {string} iso
 * @param {number} days
 */
export function addDays(iso, days) {
  return new Date(noon(iso).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** @param {string} from @param {string} to @returns {number} of calendar days */
export function daysBetween(from, to) {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/**
 * @param {Date} instant
 * @param {string} zone
 * @returns {string} the calendar day of that instant in the zone
 */
export function dayIn(instant, zone) {
  return new Date(instant.getTime() + offset(instant.getTime(), zone)).toISOString().slice(0, 10);
}

/** @param {string} zone "Pacific time"; empty where there is no such zone */
export function zoneName(zone) {
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date());
    return (parts.find((part) => part.type === 'timeZoneName')?.value ?? zone).replace(/Time$/, 'time');
  } catch {
    return '';
  }
}

/** @param {string} iso */
export function isDate(iso) {
  return /^\d{4}-\d\d-\d\d$/.test(iso) && isoDate(iso.slice(0, 4), iso.slice(5, 7), iso.slice(8)) !== null;
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
  return format(new Date(Date.parse(instant) - 1), { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone });
}

/**
 * @param {string} instant RFC 3339
 * @param {string} zone
 * @returns {string} "5:00 PM", on the wall of the zone
 */
export function timeIn(instant, zone) {
  return format(new Date(instant), { hour: 'numeric', minute: '2-digit', timeZone: zone });
}

/**
 * @param {string} instant RFC 3339
 * @param {Intl.DateTimeFormatOptions} [more]
 * @returns {string} "Friday, November 20, 10:15 AM EST", in the reader's own zone
 */
export function localMoment(instant, more) {
  return format(new Date(instant), { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short', ...more });
}
