// The limit: the three payers' rules as plain ifs, with everything looked up that can be. Gives the whole decision.
import texts from 'bench:texts';
import {
  DAY,
  businessDaysLater,
  closed,
  endOf,
  instantText,
  localDay,
  localInstant,
  openDaysLater,
  parseDay,
  parseInstant,
  textOf,
} from './calendar.mjs';
import * as fact from './read.mjs';
import { Answers, FIELDS, different, fault } from './read.mjs';
import { sayings } from './sayings.mjs';

/** Holidays on which many firms work: they move only the safe day. */
const DOUBTFUL = new Set(['Birthday of Martin Luther King, Jr.', "Washington's Birthday", 'Juneteenth National Independence Day', 'Columbus Day', 'Veterans Day']);

/**
 * @typedef {import('../../pkg/p2p_review.js').Decision} Decision
 * @typedef {import('../../pkg/p2p_review.js').Finding} Finding
 * @typedef {import('../../pkg/p2p_review.js').Citation} Citation
 * @typedef {import('../../pkg/p2p_review.js').Deadline} Deadline
 * @typedef {import('./sayings.mjs').Sayings} Sayings
 * @typedef {keyof typeof texts.policies} Payer
 */

const POLICY_STARTS = parseDay('2025-12-01');
const POLICY_REVIEW = parseDay('2026-12-01');
const NINE = 9 * 60;
const FOUR = 16 * 60;

/**
 * @param {Record<string, unknown>} request
 * @param {string} nowText
 * @returns {Decision}
 */
export function decide(request, nowText) {
  const now = parseInstant(nowText);
  if (!(now >= 0)) throw new TypeError('`now` has to be an instant');
  switch (request.payer) {
    case 'pacificsource':
      return pacificsource(new Case('pacificsource', request, now));
    case 'regence':
    case 'asuris':
      return page(new Case(request.payer, request, now));
    default:
      return withoutPolicy(request, now);
  }
}

/**
 * @param {Record<string, unknown>} request
 * @param {number} now
 * @returns {Decision}
 */
function withoutPolicy(request, now) {
  const { payer } = request;
  const answers = new Answers(request, now, -1);
  const asked = payer === undefined || payer === null || payer === '';
  if (!asked) {
    answers.faults.unshift(
      typeof payer === 'string'
        ? fault('request/unknown-payer', 'payer', null, 'This form has no rules for that health plan. Call the number in the denial letter.')
        : fault('request/wrong-type', 'payer', null, 'Choose one of the health plans listed.'),
    );
  }
  return {
    outcome: 'incomplete',
    findings: answers.faults,
    needed: asked ? [{ field: 'payer', citation: null }] : [],
    optional: [],
    deadline: null,
    response_times: [],
    contacts: [],
    clocks: [],
    policy: null,
    engine: texts.engine,
    checked_at: instantText(now),
  };
}

/** @type {Record<string, Sayings>} */
const said = {};

/** @param {Payer} payer @param {Answers} answers */
function says(payer, { service, line_of_business, expedited_appeal: expedited, denial_date: date }) {
  const expedited_appeal = expedited === null ? '' : expedited ? 'yes' : 'no';
  const denial_date = date < 0 ? '' : date < POLICY_STARTS ? 'before' : 'from';
  const key = `${payer} ${service} ${line_of_business} ${expedited_appeal} ${denial_date}`;
  return (said[key] ??= sayings(texts.policies[payer], { service, line_of_business, expedited_appeal, denial_date }));
}

/** Facts that are open, each with the citation of what first asked for it. */
class Open {
  bits = 0;
  /** @type {(Citation | null)[]} */
  citations = [];

  /**
   * @param {number} bit
   * @param {Citation | null | undefined} citation
   */
  add(bit, citation) {
    if (this.bits & (1 << bit)) return;
    this.bits |= 1 << bit;
    this.citations[bit] = citation ?? null;
  }

  /** @param {number} without bits */
  list(without) {
    const list = [];
    for (let left = this.bits & ~without; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left);
      list.push({ field: /** @type {string} */ (FIELDS[bit]), citation: this.citations[bit] ?? null });
    }
    return list;
  }
}

class Case {
  /** @type {Finding[]} */
  rejects = [];
  /** @type {Finding[]} */
  mended = [];
  /** @type {Finding[]} */
  said = [];
  needed = new Open();
  optional = new Open();
  /** @type {Deadline | null} */
  deadline = null;
  due = 0;

  /**
   * @param {Payer} payer
   * @param {Record<string, unknown>} request
   * @param {number} now
   */
  constructor(payer, request, now) {
    this.payer = payer;
    this.now = now;
    this.today = localDay(now);
    this.answers = new Answers(request, now, this.today);
    this.says = says(payer, this.answers);
  }

  /** @param {string} rule */
  reject(rule) {
    this.rejects.push(/** @type {Finding} */ (this.says.findings[rule]));
  }

  /** @param {string} rule */
  say(rule) {
    this.said.push(/** @type {Finding} */ (this.says.findings[rule]));
  }

  /**
   * @param {Finding[]} among
   * @param {string} rule
   * @param {string} at
   */
  place(among, rule, at) {
    const { kind, rule: id, field, message, shown, elsewhere, citation, next_steps } = /** @type {Finding} */ (this.says.findings[rule]);
    among.push({ kind, rule: id, field, at, message, shown, elsewhere, citation, next_steps });
  }

  /**
   * @param {number} bit
   * @param {string} rule
   */
  ask(bit, rule) {
    this.needed.add(bit, this.says.cited[rule]);
  }

  /**
   * @param {number} bit
   * @param {string} rule
   */
  offer(bit, rule) {
    this.optional.add(bit, this.says.cited[rule]);
  }

  /** @param {number} bit */
  has(bit) {
    return (this.answers.given & (1 << bit)) !== 0;
  }

  /**
   * @param {number} start
   * @param {number} count
   * @param {'business-days' | 'calendar-days'} unit
   * @param {number} due
   * @param {number} closes
   */
  reckon(start, count, unit, due, closes) {
    const { now, today } = this;
    const dueAt = endOf(due);
    const closesAt = closes === due ? dueAt : endOf(closes);
    const days = [];
    let counts = 0;
    let strictly = 0;
    let safe = due;
    let left = 0;
    for (let day = start + 1; day <= due; day++) {
      const skipped = unit === 'business-days' ? closed(day) : null;
      const doubtful = skipped !== null && DOUBTFUL.has(skipped) ? skipped : null;
      if (skipped === null) counts++;
      if ((skipped === null || doubtful !== null) && strictly < count) {
        strictly++;
        safe = day;
        if (day > today) left++;
      }
      days.push({ date: textOf(day), counts: skipped === null ? counts : null, skipped, doubtful });
    }
    this.due = due;
    this.deadline = {
      id: 'request-window',
      label: 'Request by',
      start: textOf(start),
      start_field: 'denial_date',
      count,
      unit,
      opens: null,
      safe: textOf(safe),
      due: textOf(due),
      closes: textOf(closes),
      due_at: instantText(dueAt),
      closes_at: instantText(closesAt),
      time_zone: 'America/Los_Angeles',
      status: now >= closesAt ? 'closed' : now >= dueAt ? 'past-due' : today > safe ? 'past-safe' : today === safe ? 'last-day' : 'open',
      days_left: left,
      days,
      citation: this.says.cited['deadline/request-window'] ?? null,
    };
  }

  /** @param {(now: number) => Decision['response_times']} promises @returns {Decision} */
  decision(promises) {
    const { answers, rejects, mended, needed } = this;
    const ineligible = rejects.length > 0;
    const invalid = answers.faults.length > 0 || mended.length > 0;
    const asked = ineligible ? [] : needed.list(answers.invalid);
    return {
      outcome: ineligible ? 'ineligible' : invalid || asked.length > 0 ? 'incomplete' : 'eligible',
      findings: [...rejects, ...answers.faults, ...mended, ...this.said],
      needed: asked,
      optional: ineligible ? [] : this.optional.list(needed.bits | answers.invalid),
      deadline: this.deadline,
      response_times: ineligible ? [] : promises(this.now),
      contacts: ineligible ? [] : this.says.contacts,
      clocks: [],
      policy: texts.policies[this.payer].version,
      engine: texts.engine,
      checked_at: instantText(this.now),
    };
  }
}

/**
 * @param {Case} c
 * @returns {Decision}
 */
function pacificsource(c) {
  const { answers: a, today } = c;
  const date = a.denial_date;
  const dated = date >= 0;
  const under = date >= POLICY_STARTS;
  const before = dated && !under;
  if (dated) c.reckon(date, 5, 'business-days', businessDaysLater(date, 5), openDaysLater(date, 5));
  const status = c.deadline?.status;

  if (a.denial_basis === 'claim' || a.denial_basis === 'contract') c.reject('claim-or-contract');
  if (a.prior_p2p === true) c.reject('one-per-denial');
  if (a.requested_by === 'other') c.reject('requested-by-other');
  if (a.attendee === 'other-clinician' || a.attendee === 'staff') c.reject('attendee-not-originating-provider');
  if (a.expedited_appeal === true) c.reject('expedited-appeal');
  if (a.line_of_business === 'federal-employee-program') c.reject('line-of-business');
  if (under && a.new_clinical_information === 'submitted') c.reject('new-information-submitted');
  if (under && status === 'closed') c.reject('too-late');
  if (under && a.appeal_filed === true) c.reject('appeal-filed');
  if (under && a.member_discharged === true) c.reject('member-discharged');

  if (before && a.appeal_filed === true) c.say('appeal-filed-before-policy');
  if (a.requested_by === 'treating-provider') c.say('requested-by-treating-provider');
  if (a.attendee === 'treating-provider') c.say('attendee-treating-provider');
  const { plan_state } = a;
  const near = plan_state === 'ID' || plan_state === 'MT' || plan_state === 'WA';
  if (plan_state !== '' && plan_state !== 'OR' && !near) c.say('another-state');
  if (near && a.line_of_business === 'medicaid') c.say('medicaid-outside-oregon');
  if (a.denial_basis === 'investigational' || a.denial_basis === 'reimbursement' || a.denial_basis === 'other')
    c.say('not-called-medical-necessity');
  if (before && a.new_clinical_information === 'submitted') c.say('new-information-submitted-before-policy');
  if (before && status === 'closed') c.say('too-late-before-policy');
  if (status === 'past-due') c.say('past-due');
  closedWindows(c, 'window-on-closed-day');
  if (before && a.member_discharged === true) c.say('member-discharged-before-policy');
  if (a.new_clinical_information === 'planned') c.say('new-information-planned');
  if (today >= POLICY_REVIEW) c.say('review-due');
  c.say('about-the-call');
  c.say('appointment');
  if (a.appeal_filed === true) c.say('fax-cover-page');
  c.say('explains-the-denial');
  c.say('approved-before');
  c.say('disclaimer');
  c.say('appeal-clock');

  if (c.rejects.length === 0) asksOfPacificsource(c, before, dated);
  return c.decision((now) => {
    const [first, scheduled] = texts.policies.pacificsource.promises;
    return /** @type {Decision['response_times']} */ ([
      { ...first, by: instantText(now + 2 * DAY), citation: c.says.cited['promise/first-response'] },
      { ...scheduled, by: instantText(endOf(businessDaysLater(today, 2))), citation: c.says.cited['promise/scheduled'] },
    ]);
  });
}

/**
 * @param {Case} c
 * @param {boolean} before the policy took effect
 * @param {boolean} dated
 */
function asksOfPacificsource(c, before, dated) {
  const { answers: a } = c;
  if (!dated) c.ask(fact.DENIAL_DATE, 'need/denial_date');
  if (!c.has(fact.MEMBER_NAME)) c.ask(fact.MEMBER_NAME, 'need/member_name');
  if (!c.has(fact.MEMBER_ID)) c.ask(fact.MEMBER_ID, 'need/member_id');
  if (!a.call_windows) c.ask(fact.CALL_WINDOWS, 'need/call_windows');
  if (!c.has(fact.CONTACT_PHONE)) c.ask(fact.CONTACT_PHONE, 'need/contact_phone');
  if (!c.has(fact.PROVIDER_NAME)) c.ask(fact.PROVIDER_NAME, 'need/provider_name');
  if (a.denial_basis === '') c.ask(fact.DENIAL_BASIS, 'claim-or-contract');
  if (a.prior_p2p === null) c.ask(fact.PRIOR_P2P, 'one-per-denial');
  if (a.requested_by === '') c.ask(fact.REQUESTED_BY, 'requested-by-other');
  if (a.attendee === '') c.ask(fact.ATTENDEE, 'attendee-not-originating-provider');
  if (a.expedited_appeal === null) c.ask(fact.EXPEDITED_APPEAL, 'expedited-appeal');
  if (a.line_of_business === '') c.ask(fact.LINE_OF_BUSINESS, 'line-of-business');
  // Undated, one bar of the policy's own that waits for the date alone makes the others idle.
  const waits = a.new_clinical_information === 'submitted' || a.appeal_filed === true || a.member_discharged === true;
  if (!before && !(waits && !dated)) {
    if (a.new_clinical_information === '') c.ask(fact.NEW_CLINICAL_INFORMATION, 'new-information-submitted');
    if (a.appeal_filed === null) c.ask(fact.APPEAL_FILED, 'appeal-filed');
    if (a.member_discharged === null) c.ask(fact.MEMBER_DISCHARGED, 'member-discharged');
  }
  if (a.appeal_filed === null) c.offer(fact.APPEAL_FILED, 'appeal-filed-before-policy');
  if (a.plan_state === '') c.offer(fact.PLAN_STATE, 'another-state');
  if (a.new_clinical_information === '') c.offer(fact.NEW_CLINICAL_INFORMATION, 'new-information-submitted-before-policy');
  if (a.member_discharged === null) c.offer(fact.MEMBER_DISCHARGED, 'member-discharged-before-policy');
  if (a.service === '') c.offer(fact.SERVICE, '');
}

/**
 * @param {Case} c
 * @param {string} rule
 */
function closedWindows(c, rule) {
  const windows = c.answers.call_windows;
  if (windows === null) return;
  for (let index = 0; index < windows.length; index++) {
    const { date } = /** @type {fact.Window} */ (windows[index]);
    if (closed(date) !== null) c.place(c.said, rule, `/${index}/date`);
  }
}

/**
 * Regence and Asuris: their page, and the form that they share.
 * @param {Case} c
 * @returns {Decision}
 */
function page(c) {
  const { answers: a } = c;
  const regence = c.payer === 'regence';
  const medical = a.service === 'medical' || a.service === 'behavioral-health';
  const form = a.service === 'provider-administered-medication';
  const otherLine = a.line_of_business !== '' && a.line_of_business !== 'medicare';
  const post = a.denial_timing === 'post-service';
  if (a.denial_date >= 0) c.reckon(a.denial_date, 15, 'calendar-days', a.denial_date + 15, a.denial_date + 15);
  const status = c.deadline?.status;

  if (otherLine && a.appeal_filed === true) c.reject('appeal-filed');
  if (otherLine && a.expedited_appeal === true) c.reject('expedited-appeal');
  if (a.denial_basis === 'claim') c.reject('claim');
  if (a.denial_basis === 'contract' || a.denial_basis === 'reimbursement') c.reject('contract-or-reimbursement');
  if (medical && a.denial_basis === 'other') c.reject('other-basis');
  if (regence) {
    if (medical && post && a.member_liable === false) c.reject('post-service-not-liable');
    if (medical && post && a.letter_offers_p2p === false) c.reject('post-service-not-offered');
    if (form && post) c.reject('post-service-medication');
  } else if (post) c.reject('post-service');
  if (medical && a.letter_received === false) c.reject('letter-not-received');
  if (status === 'closed') c.reject('too-late');
  if (regence && !form && a.service !== '' && a.line_of_business === 'federal-employee-program') c.reject('fep-form');
  if (a.service === 'retail-medication') c.reject('retail-medication');
  if (form) {
    if (a.service_rendered === true) c.reject('service-rendered');
    if (a.purpose === 'open-expedited-appeal') c.reject('open-expedited-appeal');
    if (a.purpose === 'reimbursement') c.reject('reimbursement-question');
    if (a.purpose === 'policy-feedback') c.reject('policy-feedback');
    outsideHours(c);
    if (a.windows_agreed === false) {
      c.mended.push(/** @type {Finding} */ (c.says.findings['windows-not-agreed']));
      a.invalid |= 1 << fact.WINDOWS_AGREED;
    }
  }

  if (a.meeting_format === 'video') c.say('phone-only');
  if (!regence && a.line_of_business === 'federal-employee-program') c.say('federal-employee-program');
  if ((status === 'open' || status === 'last-day') && closed(c.due) !== null) c.say('last-day-not-a-business-day');
  if (medical && (a.new_clinical_information === 'planned' || a.new_clinical_information === 'submitted')) c.say('new-information');
  if (form) {
    if (a.denial_basis === 'other') c.say('medication-other-basis');
    closedWindows(c, 'window-on-a-day-off');
    soonWindows(c);
  }
  c.say('about-the-call');
  if (medical) {
    c.say('medical-call');
    if (!regence && a.denial_timing === 'concurrent') c.say('concurrent-tip');
  }
  if (form) {
    c.say('pharmacist-calls');
    c.say('same-day-call');
    c.say('medication-call');
  }

  if (c.rejects.length === 0) asksOfPage(c, regence, medical, form);
  return c.decision(() => []);
}

/** @param {Case} c */
function outsideHours(c) {
  const windows = c.answers.call_windows;
  if (windows === null) return;
  for (let index = 0; index < windows.length; index++) {
    const { start, end } = /** @type {fact.Window} */ (windows[index]);
    if (start >= NINE && end <= FOUR) continue;
    c.place(c.mended, 'window-outside-hours', `/${index}/${start >= NINE ? 'end' : 'start'}`);
    c.answers.invalid |= 1 << fact.CALL_WINDOWS;
  }
}

/** @param {Case} c */
function soonWindows(c) {
  const windows = c.answers.call_windows;
  if (windows === null) return;
  for (let index = 0; index < windows.length; index++) {
    const { date, start, end } = /** @type {fact.Window} */ (windows[index]);
    if (date > c.today + 1) continue;
    if (localInstant(date, start) < c.now + DAY / 12 && localInstant(date, end) > c.now)
      c.place(c.said, 'window-too-soon', `/${index}/start`);
  }
}

/**
 * @param {Case} c
 * @param {boolean} regence
 * @param {boolean} medical
 * @param {boolean} form
 */
function asksOfPage(c, regence, medical, form) {
  const { answers: a } = c;
  const unsaid = a.service === '';
  if (a.denial_date < 0) c.ask(fact.DENIAL_DATE, 'need/denial_date');
  if (form || unsaid) {
    if (!a.call_windows || different(a.call_windows) < 2) c.ask(fact.CALL_WINDOWS, 'need/call_windows');
    if (!c.has(fact.DIRECT_LINE)) c.ask(fact.DIRECT_LINE, 'need/direct_line');
    if (a.windows_agreed === null) c.ask(fact.WINDOWS_AGREED, 'need/windows_agreed');
    if (!c.has(fact.MEMBER_NAME)) c.ask(fact.MEMBER_NAME, 'need/member_name');
    if (!c.has(fact.MEDICATION_NAME)) c.ask(fact.MEDICATION_NAME, 'need/medication_name');
    if (!c.has(fact.PROVIDER_NAME)) c.ask(fact.PROVIDER_NAME, 'need/provider_name');
  }
  if (!c.has(fact.MEMBER_NAME)) c.ask(fact.MEMBER_NAME, '');
  if (!c.has(fact.MEMBER_ID)) c.ask(fact.MEMBER_ID, '');
  if (!c.has(fact.PROVIDER_NAME)) c.ask(fact.PROVIDER_NAME, '');
  if (!c.has(fact.CONTACT_PHONE)) c.ask(fact.CONTACT_PHONE, '');

  const unlined = a.line_of_business === '';
  const other = a.denial_basis === 'other';
  const fep = regence && a.line_of_business === 'federal-employee-program';
  const uneligible = a.line_of_business !== 'medicare';
  // A bar that waits for the line of business alone makes the other one idle.
  if (uneligible && a.appeal_filed !== false && !(unlined && a.expedited_appeal === true)) {
    if (unlined) c.ask(fact.LINE_OF_BUSINESS, 'appeal-filed');
    if (a.appeal_filed === null) c.ask(fact.APPEAL_FILED, 'appeal-filed');
  }
  if (uneligible && a.expedited_appeal !== false && !(unlined && a.appeal_filed === true && a.expedited_appeal === null)) {
    if (unlined) c.ask(fact.LINE_OF_BUSINESS, 'expedited-appeal');
    if (a.expedited_appeal === null) c.ask(fact.EXPEDITED_APPEAL, 'expedited-appeal');
  }
  if (a.denial_basis === '') c.ask(fact.DENIAL_BASIS, 'claim');
  if (regence) asksOfRegence(c, medical, form, other, fep);
  else asksOfAsuris(c, medical, other);
  if (unsaid || form) {
    const barred = a.purpose !== '' && a.purpose !== 'discuss-denial';
    const post = regence && a.denial_timing === 'post-service';
    if (a.service_rendered === null && !(unsaid && (barred || post))) c.ask(fact.SERVICE_RENDERED, 'service-rendered');
    if (a.purpose === '' && !(unsaid && (a.service_rendered === true || post))) c.ask(fact.PURPOSE, 'open-expedited-appeal');
  }
  offersOfPage(c, regence, medical, unsaid);
}

/**
 * @param {Case} c
 * @param {boolean} medical
 * @param {boolean} form
 * @param {boolean} other
 * @param {boolean} fep
 */
function asksOfRegence(c, medical, form, other, fep) {
  const { answers: a } = c;
  const unsaid = a.service === '';
  const untimed = a.denial_timing === '';
  const post = a.denial_timing === 'post-service';
  const lost = a.letter_received === false;
  const free = a.member_liable === false;
  const silent = a.letter_offers_p2p === false;
  const late = post && (free || silent);
  // What makes the page's bars idle while the service is not known: each of these rejects on the page whatever comes.
  const barred = unsaid && (lost || fep || (other && !late));
  if (unsaid && (other || a.denial_basis === '') && !(lost || late || fep)) c.ask(fact.SERVICE, 'other-basis');
  if ((unsaid || medical) && (untimed || post)) {
    if (a.member_liable !== true && !(barred || silent)) {
      if (unsaid) c.ask(fact.SERVICE, 'post-service-not-liable');
      if (untimed) c.ask(fact.DENIAL_TIMING, 'post-service-not-liable');
      if (!free) c.ask(fact.MEMBER_LIABLE, 'post-service-not-liable');
    }
    if (a.letter_offers_p2p !== true && !(barred || (free && !silent))) {
      if (unsaid) c.ask(fact.SERVICE, 'post-service-not-offered');
      if (untimed) c.ask(fact.DENIAL_TIMING, 'post-service-not-offered');
      if (!silent) c.ask(fact.LETTER_OFFERS_P2P, 'post-service-not-offered');
    }
  }
  const away = a.service_rendered === true || (a.purpose !== '' && a.purpose !== 'discuss-denial');
  if ((unsaid || form) && (untimed || post) && !(unsaid && away)) {
    if (unsaid) c.ask(fact.SERVICE, 'post-service-medication');
    if (untimed) c.ask(fact.DENIAL_TIMING, 'post-service-medication');
  }
  if ((unsaid || medical) && a.letter_received !== true && !(unsaid && (fep || (!lost && (other || late))))) {
    if (unsaid) c.ask(fact.SERVICE, 'letter-not-received');
    if (!lost) c.ask(fact.LETTER_RECEIVED, 'letter-not-received');
  }
  if (form) return;
  const appealed = a.appeal_filed === true || a.expedited_appeal === true;
  if (a.line_of_business === '' && !appealed && !(unsaid && (other || lost || late))) {
    if (unsaid) c.ask(fact.SERVICE, 'fep-form');
    c.ask(fact.LINE_OF_BUSINESS, 'fep-form');
  }
  if (fep) c.ask(fact.SERVICE, 'fep-form');
  if (unsaid) c.ask(fact.SERVICE, 'retail-medication');
}

/**
 * @param {Case} c
 * @param {boolean} medical
 * @param {boolean} other
 */
function asksOfAsuris(c, medical, other) {
  const { answers: a } = c;
  const unsaid = a.service === '';
  const lost = a.letter_received === false;
  if (unsaid && (other || a.denial_basis === '') && !lost) c.ask(fact.SERVICE, 'other-basis');
  if (a.denial_timing === '') c.ask(fact.DENIAL_TIMING, 'post-service');
  if ((unsaid || medical) && a.letter_received !== true && !(unsaid && other && !lost)) {
    if (unsaid) c.ask(fact.SERVICE, 'letter-not-received');
    if (!lost) c.ask(fact.LETTER_RECEIVED, 'letter-not-received');
  }
  if (unsaid) c.ask(fact.SERVICE, 'retail-medication');
}

/**
 * @param {Case} c
 * @param {boolean} regence
 * @param {boolean} medical
 * @param {boolean} unsaid
 */
function offersOfPage(c, regence, medical, unsaid) {
  const { answers: a } = c;
  if (a.meeting_format === '') c.offer(fact.MEETING_FORMAT, 'phone-only');
  if (a.line_of_business === '' && !regence) c.offer(fact.LINE_OF_BUSINESS, 'federal-employee-program');
  if ((medical || unsaid) && a.new_clinical_information === '') c.offer(fact.NEW_CLINICAL_INFORMATION, 'new-information');
  if (a.line_of_business === '' && regence && (medical || unsaid)) c.offer(fact.LINE_OF_BUSINESS, '');
}
