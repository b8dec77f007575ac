// The request as flat facts, each one text: the step that no rules library has, made by hand for all of them.
import { businessDaysLater, closed, localDay, localInstant, openDaysLater, parseDay, parseInstant, textOf, DAY } from '../hand/calendar.mjs';
import { Answers, FIELDS, different } from '../hand/read.mjs';
import { withoutPayer } from './core.mjs';

/** @typedef {import('./core.mjs').Term} Term */
/** @typedef {import('../hand/read.mjs').Window} Window */

export const ORDER = FIELDS;

const POLICY_STARTS = parseDay('2025-12-01');
const POLICY_REVIEW = parseDay('2026-12-01');
const CHOICES = /** @type {const} */ ([
  ...['line_of_business', 'plan_state', 'service', 'denial_timing', 'denial_basis', 'purpose', 'new_clinical_information'],
  ...['requested_by', 'attendee', 'meeting_format'],
]);
const BOOLEANS = /** @type {const} */ ([
  ...['letter_received', 'letter_offers_p2p', 'member_liable', 'service_rendered', 'expedited_appeal', 'appeal_filed'],
  ...['prior_p2p', 'member_discharged', 'windows_agreed'],
]);
const DETAILS = ['member_name', 'member_id', 'medication_name', 'provider_name', 'contact_phone', 'direct_line'];
const DETAIL_BITS = DETAILS.map((fact) => 1 << FIELDS.indexOf(fact));

/**
 * @param {Record<string, any>} request
 * @param {string} nowText
 * @param {Record<string, unknown>} payers
 */
export function read(request, nowText, payers) {
  const now = parseInstant(nowText);
  const { payer } = request;
  const known = typeof payer === 'string' && Object.hasOwn(payers, payer);
  const today = localDay(now);
  const a = new Answers(request, now, known ? today : -1);
  const faults = a.faults.map(({ rule }) => rule);
  if (!known) return { payer: null, core: withoutPayer(payer, faults) };
  const mend = new Set(a.faults.map(({ field }) => field));
  const deadline = a.denial_date < 0 ? null : term(payer, a.denial_date, today);
  return { payer, facts: flat(a, now, today, deadline), faults, mend, deadline };
}

/**
 * @param {string} payer
 * @param {number} date
 * @param {number} today
 * @returns {Term}
 */
function term(payer, date, today) {
  const business = payer === 'pacificsource';
  const due = business ? businessDaysLater(date, 5) : date + 15;
  const closes = business ? openDaysLater(date, 5) : due;
  let left = 0;
  for (let day = Math.max(date, today) + 1; day <= due; day++) if (!business || closed(day) === null) left++;
  const status = today > closes ? 'closed' : today > due ? 'past-due' : today === due ? 'last-day' : 'open';
  return { due: textOf(due), closes: textOf(closes), status, days_left: left };
}

/**
 * @param {Answers} a
 * @param {number} now
 * @param {number} today
 * @param {Term | null} deadline
 */
function flat(a, now, today, deadline) {
  /** @type {Record<string, string>} */
  const facts = {};
  for (const fact of CHOICES) facts[fact] = a[/** @type {'service'} */ (fact)] || 'unknown';
  for (const fact of BOOLEANS) facts[fact] = YES_NO.get(a[/** @type {'prior_p2p'} */ (fact)]) ?? 'unknown';
  for (let i = 0; i < DETAILS.length; i++)
    facts[/** @type {string} */ (DETAILS[i])] = a.given & /** @type {number} */ (DETAIL_BITS[i]) ? 'given' : 'unknown';
  const date = a.denial_date;
  const windows = a.call_windows ?? [];
  const count = different(windows);
  const some = (/** @type {(window: Window) => boolean} */ is) => (windows.some(is) ? 'yes' : 'no');
  facts.denial_date = date < 0 ? 'unknown' : 'given';
  facts.dated = date < 0 ? 'unknown' : date < POLICY_STARTS ? 'before' : 'from';
  facts.deadline = deadline?.status ?? 'unknown';
  facts.due_day = deadline ? sortOf(parseDay(deadline.due)) : 'unknown';
  facts.review_due = today >= POLICY_REVIEW ? 'yes' : 'no';
  facts.call_windows = count === 0 ? 'none' : count === 1 ? 'one' : 'more';
  facts.windows_closed = some((window) => closed(window.date) !== null);
  facts.windows_outside = some(({ start, end }) => start < 540 || end > 960);
  facts.windows_soon = some(
    ({ date, start, end }) => localInstant(date, start) < now + DAY / 12 && localInstant(date, end) > now,
  );
  return facts;
}

const YES_NO = new Map([
  [/** @type {boolean | null} */ (true), 'yes'],
  [false, 'no'],
]);

/** @param {number} day */
function sortOf(day) {
  const why = closed(day);
  return why === null ? 'business-day' : why === 'weekend' ? 'weekend' : 'holiday';
}
