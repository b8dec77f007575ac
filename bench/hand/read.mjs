// Reads a request's answers, strictly, in asking order.
import texts from 'bench:texts';
import { PACIFIC, localDay, localInstant, parseDay, parseTime, zoneNamed } from './calendar.mjs';
import { isEmail, isNpi, isPhone, trimmed } from './words.mjs';

/** The facts in asking order. */
export const FIELDS = [
  ...['payer', 'line_of_business', 'program', 'funding', 'network', 'plan_state', 'service', 'setting', 'determination_issued'],
  ...['denial_timing', 'denial_basis', 'determination_date', 'denial_date', 'notified_by', 'notified_at', 'letter_received'],
  ...['letter_offers_p2p', 'member_liable', 'service_rendered', 'purpose', 'expedited_appeal', 'appeal_filed', 'prior_p2p'],
  ...['admission_date', 'member_discharged', 'discharge_date', 'new_clinical_information', 'requested_by', 'attendee'],
  ...['clinician_credential', 'member_name', 'member_id', 'denial_reference', 'medication_name', 'provider_name'],
  ...['provider_npi', 'contact_name', 'contact_phone', 'contact_email', 'direct_line', 'meeting_format', 'call_windows'],
  'windows_agreed',
];

/** Those that one of the three payers asks for; the place of each is its bit. */
export const ASKED = [
  ...['line_of_business', 'plan_state', 'service', 'denial_timing', 'denial_basis', 'denial_date', 'letter_received'],
  ...['letter_offers_p2p', 'member_liable', 'service_rendered', 'purpose', 'expedited_appeal', 'appeal_filed', 'prior_p2p'],
  ...['member_discharged', 'new_clinical_information', 'requested_by', 'attendee', 'member_name', 'member_id'],
  ...['denial_reference', 'medication_name', 'provider_name', 'contact_phone', 'direct_line', 'meeting_format'],
  ...['call_windows', 'windows_agreed'],
];

export const LINE_OF_BUSINESS = 1 << 0;
export const PLAN_STATE = 1 << 1;
export const SERVICE = 1 << 2;
export const DENIAL_TIMING = 1 << 3;
export const DENIAL_BASIS = 1 << 4;
export const DENIAL_DATE = 1 << 5;
export const LETTER_RECEIVED = 1 << 6;
export const LETTER_OFFERS_P2P = 1 << 7;
export const MEMBER_LIABLE = 1 << 8;
export const SERVICE_RENDERED = 1 << 9;
export const PURPOSE = 1 << 10;
export const EXPEDITED_APPEAL = 1 << 11;
export const APPEAL_FILED = 1 << 12;
export const PRIOR_P2P = 1 << 13;
export const MEMBER_DISCHARGED = 1 << 14;
export const NEW_CLINICAL_INFORMATION = 1 << 15;
export const REQUESTED_BY = 1 << 16;
export const ATTENDEE = 1 << 17;
export const MEMBER_NAME = 1 << 18;
export const MEMBER_ID = 1 << 19;
export const DENIAL_REFERENCE = 1 << 20;
export const MEDICATION_NAME = 1 << 21;
export const PROVIDER_NAME = 1 << 22;
export const CONTACT_PHONE = 1 << 23;
export const DIRECT_LINE = 1 << 24;
export const MEETING_FORMAT = 1 << 25;
export const CALL_WINDOWS = 1 << 26;
export const WINDOWS_AGREED = 1 << 27;
/** Read, and wrong or right, but asked for by none of the three. */
const NEVER_ASKED = 0;

/** @param {string[]} values */
const places = (...values) => new Map(values.map((value, place) => [value, place]));

const PROGRAMS = places('exchange', 'dual', 'special-needs', 'other');
const FUNDINGS = places('insured', 'self-funded');
const NETWORKS = places('in-network', 'out-of-network');
const SETTINGS = places('inpatient', 'outpatient', 'emergency');
const NOTIFIED = places('phone', 'fax', 'mail', 'portal', 'email');
const CREDENTIALS = places('physician', 'nurse-practitioner', 'physician-assistant', 'pharmacist', 'other');
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
 * @typedef {import('./text-types.d.mts').FaultTexts} FaultTexts
 * @typedef {{ date: number, start: number, end: number, ownStart: number, startsAt: number, endsAt: number }} Window its day and its minutes at the payer, the minute at which it starts in its own time zone, and its instants
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
  /** The bits of the facts that were asked, and nobody knows. */
  unsure = 0;

  /**
   * @param {Record<string, unknown>} r
   * @param {number} now
   * @param {number} today -1 while no payer is known: then nothing is held against the clock
   */
  constructor(r, now, today) {
    this.line_of_business = gateChoice(this, LINE_OF_BUSINESS, 'line_of_business', r.line_of_business, LINES);
    gateChoice(this, NEVER_ASKED, 'program', r.program, PROGRAMS);
    gateChoice(this, NEVER_ASKED, 'funding', r.funding, FUNDINGS);
    gateChoice(this, NEVER_ASKED, 'network', r.network, NETWORKS);
    this.plan_state = gateChoice(this, PLAN_STATE, 'plan_state', r.plan_state, STATES);
    this.service = choice(this, SERVICE, 'service', r.service, SERVICES);
    gateChoice(this, NEVER_ASKED, 'setting', r.setting, SETTINGS);
    gateTruth(this, NEVER_ASKED, 'determination_issued', r.determination_issued);
    this.denial_timing = gateChoice(this, DENIAL_TIMING, 'denial_timing', r.denial_timing, TIMINGS);
    this.denial_basis = gateChoice(this, DENIAL_BASIS, 'denial_basis', r.denial_basis, BASES);
    gateDate(this, 'determination_date', r.determination_date, today);
    this.denial_date = date(this, DENIAL_DATE, 'denial_date', r.denial_date, today);
    gateChoice(this, NEVER_ASKED, 'notified_by', r.notified_by, NOTIFIED);
    gateDatetime(this, 'notified_at', r.notified_at, today);
    this.letter_received = gateTruth(this, LETTER_RECEIVED, 'letter_received', r.letter_received);
    this.letter_offers_p2p = gateTruth(this, LETTER_OFFERS_P2P, 'letter_offers_p2p', r.letter_offers_p2p);
    this.member_liable = gateTruth(this, MEMBER_LIABLE, 'member_liable', r.member_liable);
    this.service_rendered = gateTruth(this, SERVICE_RENDERED, 'service_rendered', r.service_rendered);
    this.purpose = gateChoice(this, PURPOSE, 'purpose', r.purpose, PURPOSES);
    this.expedited_appeal = gateTruth(this, EXPEDITED_APPEAL, 'expedited_appeal', r.expedited_appeal);
    this.appeal_filed = gateTruth(this, APPEAL_FILED, 'appeal_filed', r.appeal_filed);
    this.prior_p2p = gateTruth(this, PRIOR_P2P, 'prior_p2p', r.prior_p2p);
    gateDate(this, 'admission_date', r.admission_date, -1);
    this.member_discharged = gateTruth(this, MEMBER_DISCHARGED, 'member_discharged', r.member_discharged);
    gateDate(this, 'discharge_date', r.discharge_date, -1);
    this.new_clinical_information = gateChoice(this, NEW_CLINICAL_INFORMATION, 'new_clinical_information', r.new_clinical_information, INFORMATION);
    this.requested_by = gateChoice(this, REQUESTED_BY, 'requested_by', r.requested_by, ASKERS);
    this.attendee = gateChoice(this, ATTENDEE, 'attendee', r.attendee, ATTENDEES);
    gateChoice(this, NEVER_ASKED, 'clinician_credential', r.clinician_credential, CREDENTIALS);
    words(this, MEMBER_NAME, 'member_name', r.member_name, any, FAULTS.NO_TEXT);
    words(this, MEMBER_ID, 'member_id', r.member_id, any, FAULTS.NO_TEXT);
    words(this, DENIAL_REFERENCE, 'denial_reference', r.denial_reference, any, FAULTS.NO_TEXT);
    words(this, MEDICATION_NAME, 'medication_name', r.medication_name, any, FAULTS.NO_TEXT);
    words(this, PROVIDER_NAME, 'provider_name', r.provider_name, any, FAULTS.NO_TEXT);
    words(this, NEVER_ASKED, 'provider_npi', r.provider_npi, isNpi, FAULTS.BAD_NPI);
    words(this, NEVER_ASKED, 'contact_name', r.contact_name, any, FAULTS.NO_TEXT);
    words(this, CONTACT_PHONE, 'contact_phone', r.contact_phone, isPhone, FAULTS.BAD_PHONE);
    words(this, NEVER_ASKED, 'contact_email', r.contact_email, isEmail, FAULTS.BAD_EMAIL);
    words(this, DIRECT_LINE, 'direct_line', r.direct_line, isPhone, FAULTS.BAD_PHONE);
    this.meeting_format = choice(this, MEETING_FORMAT, 'meeting_format', r.meeting_format, FORMATS);
    this.call_windows = windows(this, r.call_windows, now, today);
    this.windows_agreed = truth(this, WINDOWS_AGREED, 'windows_agreed', r.windows_agreed);
  }
}

/** What can be wrong, with its words. */
const FAULTS = texts.faults;

/**
 * @param {FaultTexts} of
 * @param {string} field
 * @param {string | null} at
 * @returns {Fault}
 */
export function fault({ rule, message }, field, at) {
  return { kind: 'invalid', rule, field, at, message, shown: 'first', elsewhere: false, citation: null, next_steps: [] };
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {FaultTexts} of
 * @param {string | null} [at]
 */
function wrong(a, bit, field, of, at = null) {
  a.invalid |= bit;
  a.faults.push(fault(of, field, at));
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 * @returns {value is string} whether it is a text that can be an answer
 */
function isText(a, bit, field, value) {
  if (value === undefined || value === null || value === '') return false;
  if (typeof value !== 'string') return wrong(a, bit, field, FAULTS.NO_TEXT), false;
  if (value.length <= 666 || (value.length <= 2000 && new TextEncoder().encode(value).length <= 2000)) return true;
  return wrong(a, bit, field, FAULTS.TOO_LONG), false;
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {unknown} value
 */
function isUnsure(a, bit, value) {
  if (value !== 'unsure') return false;
  a.unsure |= bit;
  return true;
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 * @param {Map<string, number>} values
 */
function choice(a, bit, field, value, values) {
  if (!isText(a, bit, field, value)) return '';
  if (values.has(value)) return value;
  wrong(a, bit, field, FAULTS.UNKNOWN_VALUE);
  return '';
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 * @param {Map<string, number>} values
 */
function gateChoice(a, bit, field, value, values) {
  return isUnsure(a, bit, value) ? '' : choice(a, bit, field, value, values);
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 */
function truth(a, bit, field, value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  wrong(a, bit, field, FAULTS.NO_BOOLEAN);
  return null;
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 */
function gateTruth(a, bit, field, value) {
  return isUnsure(a, bit, value) ? null : truth(a, bit, field, value);
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 * @param {number} latest -1 where any day will do
 */
function date(a, bit, field, value, latest) {
  if (!isText(a, bit, field, value)) return -1;
  const day = parseDay(value);
  if (day < 0) wrong(a, bit, field, FAULTS.BAD_DATE);
  else if (latest >= 0 && day > latest) wrong(a, bit, field, FAULTS.FUTURE_DATE);
  else return day;
  return -1;
}

/**
 * @param {Answers} a
 * @param {string} field
 * @param {unknown} value
 * @param {number} latest
 */
function gateDate(a, field, value, latest) {
  if (!isUnsure(a, NEVER_ASKED, value)) date(a, NEVER_ASKED, field, value, latest);
}

/**
 * @param {Answers} a
 * @param {string} field
 * @param {unknown} value
 * @param {number} latest
 */
function gateDatetime(a, field, value, latest) {
  if (isUnsure(a, NEVER_ASKED, value) || !isText(a, NEVER_ASKED, field, value)) return;
  const text = trimmed(value);
  if (text === '') return;
  const day = text[10] === 'T' && parseTime(text.slice(11)) >= 0 ? parseDay(text.slice(0, 10)) : -1;
  if (day < 0) wrong(a, NEVER_ASKED, field, FAULTS.BAD_DATETIME);
  else if (latest >= 0 && day > latest) wrong(a, NEVER_ASKED, field, FAULTS.FUTURE_DATE);
}

/**
 * @param {Answers} a
 * @param {number} bit
 * @param {string} field
 * @param {unknown} value
 * @param {(text: string) => boolean} sound
 * @param {FaultTexts} otherwise
 */
function words(a, bit, field, value, sound, otherwise) {
  if (!isText(a, bit, field, value)) return;
  const text = trimmed(value);
  if (text === '') return;
  if (sound(text)) a.given |= bit;
  else wrong(a, bit, field, otherwise);
}

const any = () => true;

/**
 * @param {Answers} a
 * @param {unknown} value
 * @param {number} now
 * @param {number} today
 * @returns {Window[] | null}
 */
function windows(a, value, now, today) {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return wrongWindow(a, FAULTS.NO_WINDOWS, null);
  if (value.length === 0) return null;
  if (value.length > 20) return wrongWindow(a, FAULTS.TOO_MANY_WINDOWS, null);
  const before = a.faults.length;
  /** @type {Window[]} */
  const read = [];
  for (let index = 0; index < value.length; index++) {
    const window = readWindow(a, value[index], index);
    if (window) read.push(window);
  }
  if (a.faults.length > before) return null;
  a.given |= CALL_WINDOWS;
  if (today < 0) return read;
  for (let index = 0; index < read.length; index++) {
    if (/** @type {Window} */ (read[index]).endsAt <= now)
      wrongWindow(a, FAULTS.WINDOW_PAST, `/${index}`);
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
    return wrongWindow(a, FAULTS.NO_WINDOW, `/${index}`);
  const { date, start, end, time_zone } = /** @type {Record<string, unknown>} */ (value);
  const day = typeof date === 'string' ? parseDay(date) : -1;
  if (day < 0) return wrongWindow(a, FAULTS.NO_WINDOW_DATE, `/${index}/date`);
  const from = typeof start === 'string' ? parseTime(start) : -1;
  if (from < 0) return wrongWindow(a, FAULTS.NO_WINDOW_START, `/${index}/start`);
  const to = typeof end === 'string' ? parseTime(end) : -1;
  if (to < 0) return wrongWindow(a, FAULTS.NO_WINDOW_END, `/${index}/end`);
  if (to <= from) return wrongWindow(a, FAULTS.WINDOW_ORDER, `/${index}/end`);
  const zone = time_zone === undefined || time_zone === null ? PACIFIC : zoneNamed(time_zone);
  if (zone === null)
    return wrongWindow(a, FAULTS.NO_WINDOW_ZONE, `/${index}/time_zone`);
  return windowOf(day, from, to, zone);
}

/**
 * @param {number} day
 * @param {number} from minutes
 * @param {number} to minutes
 * @param {import('./calendar.mjs').Zone} zone
 * @returns {Window}
 */
export function windowOf(day, from, to, zone) {
  const startsAt = localInstant(day, from, zone);
  const window = { date: day, start: from, end: to, ownStart: from, startsAt, endsAt: localInstant(day, to, zone) };
  if (zone === PACIFIC) return window;
  // At the payer it is another time of day, and can be another day.
  const there = localDay(startsAt);
  const begins = (startsAt - localInstant(there, 0)) / 60_000;
  return { ...window, date: there, start: begins, end: begins + to - from };
}

/**
 * @param {Answers} a
 * @param {FaultTexts} of
 * @param {string | null} at
 */
function wrongWindow(a, of, at) {
  wrong(a, CALL_WINDOWS, 'call_windows', of, at);
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
      known = other.startsAt === window.startsAt && other.endsAt === window.endsAt && other.ownStart === window.ownStart;
    }
    if (!known) count++;
  }
  return count;
}
