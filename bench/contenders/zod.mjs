// zod reads the request and holds the rules, date-fns counts the days, @18f/us-federal-holidays knows the holidays.
import holidays from '@18f/us-federal-holidays';
import { addDays, addHours, addMinutes, differenceInMinutes, format, getDay, isValid, isWeekend, lightFormat, parseISO } from 'date-fns';
import * as z from 'zod';
import rows from 'bench:rows';
import { FIELDS } from '../hand/read.mjs';
import { trimmed } from '../hand/words.mjs';
import vocabulary from 'bench:vocabulary';
import { answer, withoutPayer } from '../peers/answer.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */

/** The most bytes of text that one answer can have. */
const MOST_TEXT = 2_000;
const ISO = 'yyyy-MM-dd';
const LONG = 'EEEE, MMMM d, yyyy';
const wrongType = { error: 'request/wrong-type' };

/** @param {z.ZodType} schema */
const absent = (schema) => z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional()).optional();

const text = z
  .string(wrongType)
  .refine((value) => value.length * 3 <= MOST_TEXT || new TextEncoder().encode(value).length <= MOST_TEXT, { error: 'request/too-long', abort: true });

const day = text.refine(isDay, { error: 'request/bad-date', abort: true });

/** @param {string} value */
function isDay(value) {
  return /^20\d\d-\d\d-\d\d$/.test(value) && isValid(parseISO(value));
}

/** @param {string} value */
function isDayAndTime(value) {
  return value === '' || (/^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDay(value.slice(0, 10)));
}

const PHONE = /^[\d \-.()+/]*$/;

/** @param {string} value */
function isPhone(value) {
  const [, main = '', extension = ''] = /^([^xXeE#,;]*)(?:[a-zA-Z .#:,;=]*)(.*)$/s.exec(trimmed(value)) ?? [];
  return (
    [main, extension].every((part) => PHONE.test(part)) &&
    /^1?[2-9]\d\d[2-9]\d{6}$/.test(main.replace(/\D/g, '')) &&
    extension.replace(/\D/g, '').length <= 8
  );
}

/** @param {string} value */
function isNpi(value) {
  const digits = [...value.replace(/\D/g, '')].map(Number);
  if (!PHONE.test(trimmed(value)) || digits.length !== 10 || ![1, 2].includes(digits[0] ?? 0)) return false;
  const sum = digits.reverse().reduce((sum, digit, place) => sum + (place % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0 : digit), 24);
  return sum % 10 === 0;
}

/**
 * @param {(value: string) => boolean} sound
 * @param {string} error
 */
const words = (sound, error) => text.refine((value) => trimmed(value) === '' || sound(value), { error });

const ZONES = /** @type {const} */ ([
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage'],
  ...['Pacific/Honolulu', 'America/Puerto_Rico'],
]);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { abort: true });
const window = z
  .object(
    { date: z.string().refine(isDay, { abort: true }), start: time, end: time, time_zone: z.enum(ZONES).nullish() },
    { error: 'request/bad-window' },
  )
  .refine(({ start, end }) => start < end, { error: 'request/window-order' });
const windows = z
  .array(z.unknown(), wrongType)
  .max(20, { error: 'request/too-many-windows', abort: true })
  .pipe(z.array(window));

/** @type {Record<string, z.ZodType>} */
const KINDS = {
  boolean: z.boolean(wrongType).nullish(),
  date: absent(day),
  datetime: absent(text.refine((value) => isDayAndTime(trimmed(value)), { error: 'request/bad-date' })),
  text: absent(text),
  phone: absent(words(isPhone, 'request/bad-phone')),
  npi: absent(words(isNpi, 'request/bad-npi')),
  email: absent(words((value) => /^[^\s]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed(value)), 'request/bad-email')),
  windows: windows.nullish(),
};

const Request = z.object(
  Object.fromEntries(
    vocabulary.map(({ id, kind, values, unsure }) => {
      const known = kind === 'choice' ? absent(choice(values ?? [])) : (KINDS[kind] ?? z.unknown());
      return [id, id === 'payer' ? z.unknown().optional() : unsure ? orUnsure(known) : known];
    }),
  ),
);

/** What was asked and nobody knows is given on as that. @param {z.ZodType} schema */
function orUnsure(schema) {
  return z.unknown().transform((value, context) => {
    if (value === 'unsure') return value;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }).optional();
}

/** The facts that can't be later than today. */
const PAST = vocabulary.filter(({ latest }) => latest === 'today').map(({ id }) => id);

/** @param {{ value: string }[]} values */
function choice(values) {
  return text.pipe(z.enum(/** @type {[string]} */ (values.map(({ value }) => value)), { error: 'request/unknown-value' }));
}

/** What a finished request says, rule by rule. @type {Record<string, z.ZodType>} */
const Rules = Object.fromEntries(
  Object.entries(rows).map(([payer, rules]) => [
    payer,
    z.record(z.string(), z.string()).superRefine((facts, context) => {
      for (const { when, kind, says, field } of rules) {
        let holds = true;
        for (const fact in when) if (!when[fact]?.includes(facts[fact] ?? '')) holds = false;
        if (holds) context.addIssue({ code: 'custom', path: [field], params: { kind, says, field } });
      }
    }),
  ]),
);

const PACIFIC = 'America/Los_Angeles';
/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' };
const pacific = new Intl.DateTimeFormat('en-CA', { ...CLOCK, timeZone: PACIFIC });

/** @param {Date} instant as the payer's clocks show it: `2026-03-03 10:00` */
function local(instant) {
  return pacific.format(instant).replace(',', '');
}

/** @typedef {{ date: string, start: string, end: string, own: string }} Window by the payer's clocks, and the start by its own */

/**
 * @param {{ date: string, start: string, end: string, time_zone?: string | null }} window
 * @returns {Window}
 */
function atThePayer({ date, start, end, time_zone }) {
  if (!time_zone || time_zone === PACIFIC) return { date, start, end, own: start };
  // The instant at which the zone's clocks show the start: a guess, set right by what they show then.
  const shown = new Intl.DateTimeFormat('en-CA', { ...CLOCK, timeZone: time_zone });
  const wanted = parseISO(`${date}T${start}Z`);
  const off = (/** @type {Date} */ at) => differenceInMinutes(wanted, parseISO(`${shown.format(at).replace(', ', 'T')}Z`));
  const guess = addMinutes(wanted, off(wanted));
  const begins = addMinutes(guess, off(guess));
  const minutes = differenceInMinutes(parseISO(`${date}T${end}Z`), wanted);
  const [day = '', from = ''] = local(begins).split(' ');
  const to = addMinutes(parseISO(`${day}T${from}Z`), minutes).toISOString();
  // A window that ends after midnight there ends after any hour of its day.
  return { date: day, start: from, end: to.slice(0, 10) === day ? to.slice(11, 16) : '24:00', own: start };
}

/** @type {Map<number, Map<string, string>>} */
const years = new Map();

/** @param {Date} date the name of its holiday, as observed */
function holidayOn(date) {
  const year = date.getFullYear();
  let known = years.get(year);
  if (!known) {
    const all = [...holidays.allForYear(year), ...holidays.allForYear(year + 1).slice(0, 1)];
    years.set(year, (known = new Map(all.map(({ dateString, name }) => [dateString, name]))));
  }
  return known.get(lightFormat(date, ISO));
}

/** @param {Date} date */
const isOff = (date) => isWeekend(date) || holidayOn(date) !== undefined;

/** Holidays on which many firms work. */
const DOUBTFUL = new Set([
  ...['Birthday of Martin Luther King, Jr.', "Washington's Birthday", 'Juneteenth National Independence Day', 'Columbus Day'],
  'Veterans Day',
]);

/** @param {Date} date the name of its holiday, if it is one of those */
function doubtful(date) {
  const name = isWeekend(date) ? undefined : holidayOn(date);
  return name && DOUBTFUL.has(name) ? name : undefined;
}

/** @param {Date} date whether a payer that works on such holidays is shut on it */
const isSurelyOff = (date) => isOff(date) && doubtful(date) === undefined;

/** @param {Date} date whether PacificSource may be shut on it */
function mayBeShut(date) {
  const [month, of] = [date.getMonth() + 1, date.getDate()];
  if (month === 12 && of === 24) return true;
  if (month !== 11) return false;
  const election = getDay(date) === 2 && date.getFullYear() % 2 === 0 && of >= 2 && of <= 8;
  return election || (getDay(date) === 5 && of >= 23 && of <= 29);
}

/**
 * @param {Date} date
 * @param {number} count
 * @param {(date: Date) => boolean} skip
 */
function daysLater(date, count, skip) {
  for (let left = count; left > 0; ) {
    date = addDays(date, 1);
    if (!skip(date)) left -= 1;
  }
  return date;
}

/**
 * @param {string} payer
 * @param {string} denied
 * @param {string} today
 */
function term(payer, denied, today) {
  const start = parseISO(denied);
  const business = payer === 'pacificsource';
  const due = business ? daysLater(start, 5, isOff) : addDays(start, 15);
  const safe = business ? daysLater(start, 5, isSurelyOff) : due;
  const closing = business ? daysLater(start, 5, (date) => isOff(date) || mayBeShut(date)) : due;
  const [first, last, closes] = [lightFormat(safe, ISO), lightFormat(due, ISO), lightFormat(closing, ISO)];
  let left = 0;
  const names = [];
  for (let date = addDays(start, 1); date <= due; date = addDays(date, 1)) {
    const name = business ? doubtful(date) : undefined;
    if (name) names.push(name);
    if (date <= safe && lightFormat(date, ISO) > today && !(business && isSurelyOff(date))) left += 1;
  }
  const status = today > closes ? 'closed' : today > last ? 'past-due' : today > first ? 'past-safe' : today === first ? 'last-day' : 'open';
  const words = { safe: format(safe, LONG), due: format(due, LONG), holidays: names.join(' and ') };
  const dueDay = isWeekend(due) ? 'weekend' : holidayOn(due) ? 'holiday' : 'business-day';
  return { deadline: { due: last, closes, status, days_left: left }, words, dueDay };
}

export function start() {
  return (/** @type {Record<string, any>} */ request, /** @type {string} */ nowText) => {
    const { payer } = request;
    const known = typeof payer === 'string' && Object.hasOwn(rows, payer);
    const now = new Date(nowText);
    const moment = local(now);
    const today = moment.slice(0, 10);
    const parsed = Request.safeParse(request);
    const faults = [];
    /** @type {Set<string>} */
    const mend = new Set();
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        faults.push(path[0] === 'call_windows' && !message.startsWith('request/') ? 'request/bad-window' : message);
        mend.add(String(path[0]));
      }
    }
    const data = /** @type {Record<string, any>} */ (parsed.success ? parsed.data : without(request, mend));
    if (!known) return withoutPayer(payer, faults);
    for (const fact of PAST) {
      if (mend.has(fact) || !data[fact] || data[fact] === 'unsure' || trimmed(data[fact]).slice(0, 10) <= today) continue;
      faults.push('request/future-date');
      mend.add(fact);
      delete data[fact];
    }
    /** @type {Window[]} */
    const windows = (data.call_windows ?? []).map(atThePayer);
    if (windows.some(({ date, end }) => `${date} ${end}` <= moment)) {
      faults.push('request/window-past');
      mend.add('call_windows');
    }
    const counted = data.denial_date ? term(payer, data.denial_date, today) : null;
    const facts = flat(data, windows, now, moment, counted);
    const judged = /** @type {z.ZodType} */ (Rules[payer]).safeParse(facts);
    const said = (judged.error?.issues ?? []).map((issue) => /** @type {Row} */ (/** @type {any} */ (issue).params));
    return answer(payer, facts, said, faults, mend, counted, FIELDS);
  };
}

/**
 * @param {Record<string, unknown>} request
 * @param {Set<string>} mend
 */
function without(request, mend) {
  return Object.fromEntries(Object.entries(request).filter(([fact]) => !mend.has(fact)));
}

/**
 * @param {Record<string, any>} data
 * @param {Window[]} windows
 * @param {Date} now
 * @param {string} moment
 * @param {ReturnType<typeof term> | null} counted
 */
function flat(data, windows, now, moment, counted) {
  /** @type {Record<string, string>} */
  const facts = {};
  for (const { id, kind } of vocabulary) {
    const value = data[id];
    if (kind === 'choice') facts[id] = value || 'unknown';
    else if (kind === 'boolean') facts[id] = value === true ? 'yes' : value === false ? 'no' : (value ?? 'unknown');
    else facts[id] = typeof value === 'string' && trimmed(value) !== '' ? 'given' : 'unknown';
  }
  const some = (/** @type {(window: typeof windows[number]) => boolean} */ is) => (windows.some(is) ? 'yes' : 'no');
  const count = new Set(windows.map(({ date, start, end, own }) => `${date} ${start} ${end} ${own}`)).size;
  const soon = local(addHours(now, 2));
  facts.in_force = moment < '2025-12-01' ? 'no' : 'yes';
  facts.deadline = counted?.deadline.status ?? 'unknown';
  facts.due_day = counted?.dueDay ?? 'unknown';
  facts.review_due = moment >= '2026-12-01' ? 'yes' : 'no';
  facts.call_windows = count === 0 ? 'none' : count === 1 ? 'one' : 'more';
  facts.windows_closed = some(({ date }) => isOff(parseISO(date)));
  facts.windows_outside = some(({ start, end }) => start < '09:00' || end > '16:00');
  facts.windows_soon = some(({ date, start, end }) => `${date} ${start}` < soon && `${date} ${end}` > moment);
  return facts;
}
