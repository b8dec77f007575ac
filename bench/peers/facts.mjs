// The request as flat facts, each one text: the step that no rules library has, made by hand for all of them.
import { closed, dayInWords, isDoubtful, lastDays, localDay, parseDay, parseInstant, textOf, DAY } from '../hand/calendar.mjs';
import { Answers, FIELDS, different } from '../hand/read.mjs';
import { trimmed } from '../hand/words.mjs';
import { withoutPayer } from './answer.mjs';

/** @typedef {import('./core.mjs').Term} Term */
/** @typedef {import('../hand/read.mjs').Window} Window */

export const ORDER = FIELDS;

const POLICY_STARTS = parseDay('2025-12-01');
const POLICY_REVIEW = parseDay('2026-12-01');
const CHOICES = [
  ...['line_of_business', 'plan_state', 'service', 'denial_timing', 'denial_basis', 'purpose', 'new_clinical_information'],
  ...['requested_by', 'attendee', 'meeting_format'],
];
const BOOLEANS = [
  ...['letter_received', 'letter_offers_p2p', 'member_liable', 'service_rendered', 'expedited_appeal', 'appeal_filed'],
  ...['prior_p2p', 'member_discharged', 'windows_agreed'],
];
const DETAILS = ['member_name', 'member_id', 'medication_name', 'provider_name', 'contact_phone', 'direct_line'];

/** @param {string} nowText */
export function clockOf(nowText) {
  const now = parseInstant(nowText);
  return { now, today: localDay(now) };
}

/**
 * @param {Record<string, any>} request
 * @param {string} nowText
 * @param {Record<string, unknown>} payers
 */
export function read(request, nowText, payers) {
  const clock = clockOf(nowText);
  const { payer } = request;
  const known = typeof payer === 'string' && Object.hasOwn(payers, payer);
  const a = new Answers(request, clock.now, known ? clock.today : -1);
  const faults = a.faults.map(({ rule }) => rule);
  if (!known) return { payer: null, core: withoutPayer(payer, faults) };
  const mend = new Set(a.faults.map(({ field }) => field));
  const counted = a.denial_date < 0 ? null : term(payer, a.denial_date, clock.today);
  const facts = factsOf(clock, a.denial_date, a.call_windows ?? [], counted?.deadline ?? null, (fact) => (mend.has(fact) ? null : request[fact]));
  return { payer, facts, faults, mend, counted };
}

/**
 * @param {string} payer
 * @param {number} date
 * @param {number} today
 * @returns {{ deadline: Term, words: import('./answer.mjs').Words }}
 */
export function term(payer, date, today) {
  const business = payer === 'pacificsource';
  const { safe, due, closes } = business ? lastDays(date, 5) : { safe: date + 15, due: date + 15, closes: date + 15 };
  let left = 0;
  const holidays = [];
  for (let day = date + 1; day <= due; day++) {
    const why = business ? closed(day) : null;
    if (isDoubtful(why)) holidays.push(why);
    if (day > today && day <= safe && (why === null || isDoubtful(why))) left++;
  }
  const status = today > closes ? 'closed' : today > due ? 'past-due' : today > safe ? 'past-safe' : today === safe ? 'last-day' : 'open';
  return {
    deadline: { due: textOf(due), closes: textOf(closes), status, days_left: left },
    words: { safe: dayInWords(safe), due: dayInWords(due), holidays: holidays.join(' and ') },
  };
}

/**
 * @param {ReturnType<typeof clockOf>} clock
 * @param {number} date of the denial; -1 where unknown
 * @param {Window[]} windows
 * @param {Term | null} deadline
 * @param {(fact: string) => unknown} sound the value of a fact, unless it can't be right
 */
export function factsOf({ now, today }, date, windows, deadline, sound) {
  /** @type {Record<string, string>} */
  const facts = {};
  for (const fact of CHOICES) facts[fact] = /** @type {string} */ (sound(fact) || 'unknown');
  for (const fact of BOOLEANS) facts[fact] = SAID.get(sound(fact)) ?? 'unknown';
  for (const fact of DETAILS) facts[fact] = trimmed(/** @type {string} */ (sound(fact) ?? '')) === '' ? 'unknown' : 'given';
  const count = different(windows);
  const some = (/** @type {(window: Window) => boolean} */ is) => (windows.some(is) ? 'yes' : 'no');
  facts.denial_date = date < 0 ? 'unknown' : 'given';
  facts.in_force = today < POLICY_STARTS ? 'no' : 'yes';
  facts.deadline = deadline?.status ?? 'unknown';
  facts.due_day = deadline ? sortOf(parseDay(deadline.due)) : 'unknown';
  facts.review_due = today >= POLICY_REVIEW ? 'yes' : 'no';
  facts.call_windows = count === 0 ? 'none' : count === 1 ? 'one' : 'more';
  facts.windows_closed = some((window) => closed(window.date) !== null);
  facts.windows_outside = some(({ start, end }) => start < 540 || end > 960);
  facts.windows_soon = some(({ startsAt, endsAt }) => startsAt < now + DAY / 12 && endsAt > now);
  return facts;
}

const SAID = new Map([
  [/** @type {unknown} */ (true), 'yes'],
  [false, 'no'],
  ['unsure', 'unsure'],
]);

/** @param {number} day */
function sortOf(day) {
  const why = closed(day);
  return why === null ? 'business-day' : why === 'weekend' ? 'weekend' : 'holiday';
}
