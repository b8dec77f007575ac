// Reads a request's answers, strictly, in asking order.
import { localInstant, parseDay, parseTime } from './calendar.mjs';

/** The facts in asking order; the place of each is its bit. */
export const FIELDS = [
  ...['payer', 'line_of_business', 'plan_state', 'service', 'denial_timing', 'denial_basis', 'denial_date'],
  ...['letter_received', 'letter_offers_p2p', 'member_liable', 'service_rendered', 'purpose', 'expedited_appeal'],
  ...['appeal_filed', 'prior_p2p', 'member_discharged', 'new_clinical_information', 'requested_by', 'attendee'],
  ...['member_name', 'member_id', 'medication_name', 'provider_name', 'provider_npi', 'contact_name', 'contact_phone'],
  ...['contact_email', 'direct_line', 'meeting_format', 'call_windows', 'windows_agreed'],
];

export const LINE_OF_BUSINESS = 1;
export const PLAN_STATE = 2;
export const SERVICE = 3;
export const DENIAL_TIMING = 4;
export const DENIAL_BASIS = 5;
export const DENIAL_DATE = 6;
export const LETTER_RECEIVED = 7;
export const LETTER_OFFERS_P2P = 8;
export const MEMBER_LIABLE = 9;
export const SERVICE_RENDERED = 10;
export const PURPOSE = 11;
export const EXPEDITED_APPEAL = 12;
export const APPEAL_FILED = 13;
export const PRIOR_P2P = 14;
export const MEMBER_DISCHARGED = 15;
export const NEW_CLINICAL_INFORMATION = 16;
export const REQUESTED_BY = 17;
export const ATTENDEE = 18;
export const MEMBER_NAME = 19;
export const MEMBER_ID = 20;
export const MEDICATION_NAME = 21;
export const PROVIDER_NAME = 22;
export const PROVIDER_NPI = 23;
export const CONTACT_NAME = 24;
export const CONTACT_PHONE = 25;
export const CONTACT_EMAIL = 26;
export const DIRECT_LINE = 27;
export const MEETING_FORMAT = 28;
export const CALL_WINDOWS = 29;
export const WINDOWS_AGREED = 30;

/** @param {string[]} values */
const places = (...values) => new Map(values.map((value, place) => [value, place]));

const LINES = places('commercial', 'medicaid', 'medicare', 'federal-employee-program');
const STATES = places(
  ...'AL AK AS AZ AR CA CO CT DE DC FL GA GU HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND MP OH OK OR PA PR RI SC SD TN TX VI UT VT VA WA WV WI WY'.split(
    ' ',
  ),
);
const SERVICES = places('medical', 'behavioral-health', 'provider-administered-medication', 'retail-medication');
const TIMINGS = places('pre-service', 'concurrent', 'post-service');
const BASES = places('medical-necessity', 'investigational', 'contract', 'claim', 'reimbursement', 'other');
const PURPOSES = places('discuss-denial', 'open-expedited-appeal', 'reimbursement', 'policy-feedback');
const INFORMATION = places('none', 'planned', 'submitted');
const ASKERS = places('requesting-provider', 'provider-staff', 'treating-provider', 'other');
const ATTENDEES = places('requesting-provider', 'treating-provider', 'other-clinician', 'staff');
const FORMATS = places('phone', 'video');

/**
 * @typedef {{ date: number, start: number, end: number }} Window
 * @typedef {{ kind: 'invalid', rule: string, field: string, at: string | null, message: string, shown: 'first', elsewhere: false, citation: null, next_steps: [] }} Fault
 */

/** The answers; what is not known is an empty text, null or, of a day, -1. */
export class Answers {
  /** @type {Fault[]} */
  faults = [];
  /** The bits of the facts that can't be right. */
  invalid = 0;
  /** The bits of the facts that are answered. */
  given = 0;
  line_of_business = '';
  plan_state = '';
  service = '';
  denial_timing = '';
  denial_basis = '';
  denial_date = -1;
  letter_received = /** @type {boolean | null} */ (null);
  letter_offers_p2p = /** @type {boolean | null} */ (null);
  member_liable = /** @type {boolean | null} */ (null);
  service_rendered = /** @type {boolean | null} */ (null);
  purpose = '';
  expedited_appeal = /** @type {boolean | null} */ (null);
  appeal_filed = /** @type {boolean | null} */ (null);
  prior_p2p = /** @type {boolean | null} */ (null);
  member_discharged = /** @type {boolean | null} */ (null);
  new_clinical_information = '';
  requested_by = '';
  attendee = '';
  meeting_format = '';
  windows_agreed = /** @type {boolean | null} */ (null);
  call_windows = /** @type {Window[] | null} */ (null);

  /**
   * @param {Record<string, unknown>} r
   * @param {number} now
   * @param {number} today -1 while no payer is known: then nothing is held against the clock
   */
  constructor(r, now, today) {
    this.line_of_business = choice(this, LINE_OF_BUSINESS, r.line_of_business, LINES);
    this.plan_state = choice(this, PLAN_STATE, r.plan_state, STATES);
    this.service = choice(this, SERVICE, r.service, SERVICES);
    this.denial_timing = choice(this, DENIAL_TIMING, r.denial_timing, TIMINGS);
    this.denial_basis = choice(this, DENIAL_BASIS, r.denial_basis, BASES);
    this.denial_date = date(this, DENIAL_DATE, r.denial_date, today);
    this.letter_received = truth(this, LETTER_RECEIVED, r.letter_received);
    this.letter_offers_p2p = truth(this, LETTER_OFFERS_P2P, r.letter_offers_p2p);
    this.member_liable = truth(this, MEMBER_LIABLE, r.member_liable);
    this.service_rendered = truth(this, SERVICE_RENDERED, r.service_rendered);
    this.purpose = choice(this, PURPOSE, r.purpose, PURPOSES);
    this.expedited_appeal = truth(this, EXPEDITED_APPEAL, r.expedited_appeal);
    this.appeal_filed = truth(this, APPEAL_FILED, r.appeal_filed);
    this.prior_p2p = truth(this, PRIOR_P2P, r.prior_p2p);
    this.member_discharged = truth(this, MEMBER_DISCHARGED, r.member_discharged);
    this.new_clinical_information = choice(this, NEW_CLINICAL_INFORMATION, r.new_clinical_information, INFORMATION);
    this.requested_by = choice(this, REQUESTED_BY, r.requested_by, ASKERS);
    this.attendee = choice(this, ATTENDEE, r.attendee, ATTENDEES);
    words(this, MEMBER_NAME, r.member_name, any, '', '');
    words(this, MEMBER_ID, r.member_id, any, '', '');
    words(this, MEDICATION_NAME, r.medication_name, any, '', '');
    words(this, PROVIDER_NAME, r.provider_name, any, '', '');
    words(this, PROVIDER_NPI, r.provider_npi, isNpi, 'request/bad-npi', NPI);
    words(this, CONTACT_NAME, r.contact_name, any, '', '');
    words(this, CONTACT_PHONE, r.contact_phone, isPhone, 'request/bad-phone', PHONE);
    words(this, CONTACT_EMAIL, r.contact_email, isEmail, 'request/bad-email', EMAIL);
    words(this, DIRECT_LINE, r.direct_line, isPhone, 'request/bad-phone', PHONE);
    this.meeting_format = choice(this, MEETING_FORMAT, r.meeting_format, FORMATS);
    this.call_windows = windows(this, r.call_windows, now, today);
    this.windows_agreed = truth(this, WINDOWS_AGREED, r.windows_agreed);
  }
}

const TEXT = 'Give this answer as text.';
const NPI = "This can't be an NPI: check all ten digits against the provider's record.";
const PHONE = 'Give a telephone number with its area code: ten digits, and an extension if there is one.';
const EMAIL = 'Give an e-mail address such as name@clinic.org.';
const DATE = 'Give a date that is in the calendar, between 2000 and 2099: year, month and day, such as 2026-03-02.';

/**
 * @param {string} rule
 * @param {string} field
 * @param {string | null} at
 * @param {string} message
 * @returns {Fault}
 */
export function fault(rule, field, at, message) {
  return { kind: 'invalid', rule, field, at, message, shown: 'first', elsewhere: false, citation: null, next_steps: [] };
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} rule
 * @param {string} message
 * @param {string | null} [at]
 */
function wrong(a, bit, rule, message, at = null) {
  a.invalid |= 1 << bit;
  a.faults.push(fault(rule, /** @type {string} */ (FIELDS[bit]), at, message));
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {unknown} value
 * @returns {value is string} whether it is a text that can be an answer
 */
function isText(a, bit, value) {
  if (value === undefined || value === null || value === '') return false;
  if (typeof value !== 'string') return wrong(a, bit, 'request/wrong-type', TEXT), false;
  if (value.length <= 666 || (value.length <= 2000 && new TextEncoder().encode(value).length <= 2000)) return true;
  return wrong(a, bit, 'request/too-long', 'This is too long. Shorten it to what the plan needs to know.'), false;
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {unknown} value
 * @param {Map<string, number>} values
 */
function choice(a, bit, value, values) {
  if (!isText(a, bit, value)) return '';
  if (values.has(value)) {
    a.given |= 1 << bit;
    return value;
  }
  wrong(a, bit, 'request/unknown-value', 'Choose one of the answers listed.');
  return '';
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {unknown} value
 */
function truth(a, bit, value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') {
    a.given |= 1 << bit;
    return value;
  }
  wrong(a, bit, 'request/wrong-type', 'Answer yes or no.');
  return null;
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {unknown} value
 * @param {number} today
 */
function date(a, bit, value, today) {
  if (!isText(a, bit, value)) return -1;
  const day = parseDay(value);
  if (day < 0) wrong(a, bit, 'request/bad-date', DATE);
  else if (today >= 0 && day > today)
    wrong(a, bit, 'request/future-date', 'This date is in the future in the plan\'s time zone. Check it against the letter.');
  else {
    a.given |= 1 << bit;
    return day;
  }
  return -1;
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {unknown} value
 * @param {(text: string) => boolean} sound
 * @param {string} rule
 * @param {string} message
 */
function words(a, bit, value, sound, rule, message) {
  if (!isText(a, bit, value)) return;
  const text = value.trim();
  if (text === '') return;
  if (sound(text)) a.given |= 1 << bit;
  else wrong(a, bit, rule, message);
}

const any = () => true;

/** @param {string} text */
export function isPhone(text) {
  const at = text.search(/[xXeE#,;]/);
  const main = at < 0 ? text : text.slice(0, at);
  const extension = at < 0 ? '' : text.slice(at).replace(/^[a-zA-Z .#:,;]+/, '');
  if (/[^\d \-.()+/]/.test(main) || /[^\d \-.()+/]/.test(extension)) return false;
  return /^1?[2-9]\d\d[2-9]\d{6}$/.test(main.replace(/\D/g, '')) && extension.replace(/\D/g, '').length <= 8;
}

/** @param {string} text */
export function isNpi(text) {
  if (/[^\d \-.()+/]/.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  if (!/^[12]\d{9}$/.test(digits)) return false;
  let sum = 24;
  for (let place = 0; place < 10; place++) {
    const digit = +(/** @type {string} */ (digits[9 - place]));
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** @param {string} text */
export function isEmail(text) {
  const at = text.lastIndexOf('@');
  if (at < 1 || /[\s\p{Cc}]/u.test(text)) return false;
  const parts = text.slice(at + 1).split('.');
  return parts.length >= 2 && parts.every((part) => part !== '');
}

/**
 * @param {Answers} a
 * @param {unknown} value
 * @param {number} now
 * @param {number} today
 * @returns {Window[] | null}
 */
function windows(a, value, now, today) {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) {
    wrong(a, CALL_WINDOWS, 'request/wrong-type', 'Give a list of call windows, each with date, start and end.');
    return null;
  }
  if (value.length === 0) return null;
  if (value.length > 20) {
    wrong(a, CALL_WINDOWS, 'request/too-many-windows', 'Offer twenty call windows at most.');
    return null;
  }
  const before = a.faults.length;
  /** @type {Window[]} */
  const read = [];
  for (let index = 0; index < value.length; index++) {
    const window = readWindow(a, value[index], index);
    if (window) read.push(window);
  }
  if (a.faults.length > before) return null;
  a.given |= 1 << CALL_WINDOWS;
  if (today < 0) return read;
  for (let index = 0; index < read.length; index++) {
    const { date, end } = /** @type {Window} */ (read[index]);
    if (localInstant(date, end) <= now)
      wrong(a, CALL_WINDOWS, 'request/window-past', 'This call window is over. Offer a later one.', `/${index}`);
  }
  return read;
}

/**
 * @param {Answers} a
 * @param {unknown} value
 * @param {number} index
 * @returns {Window | null}
 */
function readWindow(a, value, index) {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad(a, "Give this call window's date, start and end.", `/${index}`);
  const { date, start, end } = /** @type {Record<string, unknown>} */ (value);
  const day = typeof date === 'string' ? parseDay(date) : -1;
  if (day < 0) return bad(a, "Give this call window's date: year, month and day, such as 2026-03-02.", `/${index}/date`);
  const from = typeof start === 'string' ? parseTime(start) : -1;
  if (from < 0) return bad(a, 'Give the time at which this call window starts, such as 09:00.', `/${index}/start`);
  const to = typeof end === 'string' ? parseTime(end) : -1;
  if (to < 0) return bad(a, 'Give the time at which this call window ends, such as 11:30.', `/${index}/end`);
  if (to > from) return { date: day, start: from, end: to };
  const late = 'This call window ends before it starts. Give a later end or an earlier start.';
  wrong(a, CALL_WINDOWS, 'request/window-order', late, `/${index}/end`);
  return null;
}

/**
 * @param {Answers} a
 * @param {string} message
 * @param {string} at
 */
function bad(a, message, at) {
  wrong(a, CALL_WINDOWS, 'request/bad-window', message, at);
  return null;
}

/** @param {Window[]} windows how many different ones */
export function different(windows) {
  let count = 0;
  for (let i = 0; i < windows.length; i++) {
    const window = /** @type {Window} */ (windows[i]);
    let known = false;
    for (let j = 0; j < i && !known; j++) {
      const other = /** @type {Window} */ (windows[j]);
      known = other.date === window.date && other.start === window.start && other.end === window.end;
    }
    if (!known) count++;
  }
  return count;
}
