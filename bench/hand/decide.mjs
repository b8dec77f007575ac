// The limit: the three payers' rules as plain ifs, with everything looked up that can be. Gives the whole decision.
import texts from 'bench:texts';
import {
  DAY,
  businessDaysLater,
  closed,
  dayInWords,
  endOf,
  instantText,
  localDay,
  isDoubtful,
  lastDays,
  parseDay,
  parseInstant,
  textOf,
} from './calendar.mjs';
import * as fact from './read.mjs';
import { ASKED, Answers, different, fault } from './read.mjs';
import { sayings, unsureOf } from './sayings.mjs';

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
    const { UNKNOWN_PAYER, NO_PAYER } = texts.faults;
    answers.faults.unshift(fault(typeof payer === 'string' ? UNKNOWN_PAYER : NO_PAYER, 'payer', null));
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

/** @param {Payer} payer @param {Answers} answers @param {number} day */
function says(payer, { service, line_of_business, expedited_appeal: expedited }, day) {
  const expedited_appeal = expedited === null ? '' : expedited ? 'yes' : 'no';
  const today = day < POLICY_STARTS ? 'before' : 'from';
  const key = `${payer} ${service} ${line_of_business} ${expedited_appeal} ${today}`;
  return (said[key] ??= sayings(texts.policies[payer], { service, line_of_business, expedited_appeal, today }));
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
    if (this.bits & bit) return;
    this.bits |= bit;
    this.citations[31 - Math.clz32(bit)] = citation ?? null;
  }

  /** @param {number} without bits */
  list(without) {
    const list = [];
    for (let left = this.bits & ~without; left !== 0; left &= left - 1) {
      const at = 31 - Math.clz32(left & -left);
      list.push({ field: /** @type {string} */ (ASKED[at]), citation: this.citations[at] ?? null });
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
  /** The bits of the unsure facts of which a warning speaks already. */
  warned = 0;
  needed = new Open();
  optional = new Open();
  /** @type {Deadline | null} */
  deadline = null;
  /** The last days by the strictest reading and by the plain one, and the holidays by which they differ. */
  safe = 0;
  due = 0;
  holidays = '';

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
    this.says = says(payer, this.answers, this.today);
  }

  /** @param {string} rule */
  reject(rule) {
    this.rejects.push(/** @type {Finding} */ (this.says.findings[rule]));
  }

  /** @param {string} rule */
  say(rule) {
    this.said.push(/** @type {Finding} */ (this.says.findings[rule]));
  }

  /** @param {string} rule a notice that a person has to see before sending */
  sayFirst(rule) {
    const { says, rejects } = this;
    this.said.push(/** @type {Finding} */ (rejects.length > 0 ? says.findings[rule] : says.first[rule]));
  }

  /** @param {string} rule one whose message names days */
  sayOfDays(rule) {
    const finding = /** @type {Finding} */ (this.says.findings[rule]);
    const { message } = finding;
    const filled = message.replace('{safe}', dayInWords(this.safe)).replace('{due}', dayInWords(this.due)).replace('{holidays}', this.holidays);
    this.said.push({ ...finding, message: filled });
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
   * Warns of the facts that nobody knows, where a rule could reject by one of them.
   * @param {number} bits of the facts on which it still turns
   * @param {string} rule
   */
  warnIfUnsure(bits, rule) {
    for (let left = bits & this.answers.unsure & ~this.warned; left !== 0; left &= left - 1) {
      const field = /** @type {string} */ (ASKED[31 - Math.clz32(left & -left)]);
      this.said.push(unsureOf(texts, this.payer, this.says, rule, field));
    }
    this.warned |= bits & this.answers.unsure;
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

  /**
   * @param {number} bit
   * @returns {boolean} whether an answer could still come: nobody has said that it is not known
   */
  open(bit) {
    return (this.answers.unsure & bit) === 0;
  }

  /** @param {number} bit */
  has(bit) {
    return (this.answers.given & bit) !== 0;
  }

  /**
   * @param {number} start
   * @param {number} count
   * @param {'business-days' | 'calendar-days'} unit
   * @param {{ safe: number, due: number, closes: number }} last
   */
  reckon(start, count, unit, { safe, due, closes }) {
    const { now, today } = this;
    const dueAt = endOf(due);
    const closesAt = closes === due ? dueAt : endOf(closes);
    const days = [];
    let counts = 0;
    let left = 0;
    let holidays = '';
    for (let day = start + 1; day <= due; day++) {
      const skipped = unit === 'business-days' ? closed(day) : null;
      const doubtful = isDoubtful(skipped) ? skipped : null;
      if (skipped === null) counts++;
      if (doubtful !== null) holidays = holidays === '' ? doubtful : `${holidays} and ${doubtful}`;
      if (day > today && day <= safe && (skipped === null || doubtful !== null)) left++;
      days.push({ date: textOf(day), counts: skipped === null ? counts : null, skipped, doubtful });
    }
    this.safe = safe;
    this.due = due;
    this.holidays = holidays;
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

  /** @param {Decision['response_times']} promises @returns {Decision} */
  decision(promises) {
    const { answers, rejects, mended, needed } = this;
    const ineligible = rejects.length > 0;
    const invalid = answers.faults.length > 0 || mended.length > 0;
    const settled = answers.invalid | answers.unsure;
    const asked = ineligible ? [] : needed.list(settled);
    return {
      outcome: ineligible ? 'ineligible' : invalid || asked.length > 0 ? 'incomplete' : 'eligible',
      findings: [...rejects, ...answers.faults, ...mended, ...this.said],
      needed: asked,
      optional: ineligible ? [] : this.optional.list(needed.bits | settled),
      deadline: this.deadline,
      response_times: promises,
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
  const under = today >= POLICY_STARTS;
  const dated = a.denial_date >= 0;
  if (dated) c.reckon(a.denial_date, 5, 'business-days', lastDays(a.denial_date, 5));
  const status = c.deadline?.status;

  if (a.denial_basis === 'claim' || a.denial_basis === 'contract') c.reject('claim-or-contract');
  if (a.prior_p2p === true) c.reject('one-per-denial');
  if (a.requested_by === 'other') c.reject('requested-by-other');
  if (a.attendee === 'other-clinician' || a.attendee === 'staff') c.reject('attendee-not-originating-provider');
  if (a.expedited_appeal === true) c.reject('expedited-appeal');
  if (under && a.new_clinical_information === 'submitted') c.reject('new-information-submitted');
  if (under && status === 'closed') c.reject('too-late');
  if (under && a.appeal_filed === true) c.reject('appeal-filed');
  if (under && a.member_discharged === true) c.reject('member-discharged');
  if (a.line_of_business === 'federal-employee-program') c.reject('outside-lines-of-business');

  if (a.unsure !== 0) unsureAtPacificsource(c, under);
  if (a.denial_basis === 'reimbursement') c.say('reimbursement');
  if (!under && a.appeal_filed === true) c.say('appeal-filed-before-policy');
  if (a.requested_by === 'treating-provider') c.say('requested-by-treating-provider');
  if (a.attendee === 'treating-provider') c.say('attendee-treating-provider');
  const { plan_state } = a;
  const near = plan_state === 'ID' || plan_state === 'MT' || plan_state === 'WA';
  if (plan_state !== '' && plan_state !== 'OR' && !near) c.say('another-state');
  if (near && a.line_of_business === 'medicaid') c.say('medicaid-outside-oregon');
  if (a.denial_basis === 'investigational' || a.denial_basis === 'other') c.say('not-called-medical-necessity');
  if (!under && a.new_clinical_information === 'submitted') c.say('new-information-submitted-before-policy');
  if (!under && status === 'closed') c.say('too-late-before-policy');
  if (status === 'past-safe') c.sayOfDays('past-safe');
  if (status === 'past-due') c.sayOfDays('past-due');
  closedWindows(c, 'window-on-closed-day');
  if (!under && a.member_discharged === true) c.say('member-discharged-before-policy');
  if (a.new_clinical_information === 'planned') c.say('new-information-planned');
  if (today >= POLICY_REVIEW) c.say('review-due');
  c.say('about-the-call');
  c.say('appointment');
  if (a.appeal_filed === true) c.say('fax-cover-page');
  c.say('explains-the-denial');
  c.say('approved-before');
  c.say('disclaimer');
  c.sayFirst('appeal-clock');

  if (c.rejects.length > 0) return c.decision([]);
  asksOfPacificsource(c, under, dated);
  const [first, scheduled] = texts.policies.pacificsource.promises;
  const { cited } = c.says;
  return c.decision(
    /** @type {Decision['response_times']} */ ([
      { ...first, by: instantText(c.now + 2 * DAY), citation: cited['promise/first-response'] },
      { ...scheduled, by: instantText(endOf(businessDaysLater(today, 2))), citation: cited['promise/scheduled'] },
    ]),
  );
}

/**
 * @param {Case} c
 * @param {boolean} under the policy
 */
function unsureAtPacificsource(c, under) {
  c.warnIfUnsure(fact.DENIAL_BASIS, 'claim-or-contract');
  c.warnIfUnsure(fact.PRIOR_P2P, 'one-per-denial');
  c.warnIfUnsure(fact.REQUESTED_BY, 'requested-by-other');
  c.warnIfUnsure(fact.ATTENDEE, 'attendee-not-originating-provider');
  c.warnIfUnsure(fact.EXPEDITED_APPEAL, 'expedited-appeal');
  if (under) {
    c.warnIfUnsure(fact.NEW_CLINICAL_INFORMATION, 'new-information-submitted');
    c.warnIfUnsure(fact.APPEAL_FILED, 'appeal-filed');
    c.warnIfUnsure(fact.MEMBER_DISCHARGED, 'member-discharged');
  }
  c.warnIfUnsure(fact.LINE_OF_BUSINESS, 'outside-lines-of-business');
}

/**
 * @param {Case} c
 * @param {boolean} under the policy
 * @param {boolean} dated
 */
function asksOfPacificsource(c, under, dated) {
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
  if (a.line_of_business === '') c.ask(fact.LINE_OF_BUSINESS, 'outside-lines-of-business');
  if (under) {
    if (a.new_clinical_information === '') c.ask(fact.NEW_CLINICAL_INFORMATION, 'new-information-submitted');
    if (a.appeal_filed === null) c.ask(fact.APPEAL_FILED, 'appeal-filed');
    if (a.member_discharged === null) c.ask(fact.MEMBER_DISCHARGED, 'member-discharged');
  } else {
    if (a.new_clinical_information === '') c.offer(fact.NEW_CLINICAL_INFORMATION, 'new-information-submitted-before-policy');
    if (a.appeal_filed === null) c.offer(fact.APPEAL_FILED, 'appeal-filed-before-policy');
    if (a.member_discharged === null) c.offer(fact.MEMBER_DISCHARGED, 'member-discharged-before-policy');
  }
  if (a.plan_state === '') c.offer(fact.PLAN_STATE, 'another-state');
  if (a.service === '') c.offer(fact.SERVICE, '');
  if (!c.has(fact.DENIAL_REFERENCE)) c.offer(fact.DENIAL_REFERENCE, '');
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
  const fep = a.line_of_business === 'federal-employee-program';
  const post = a.denial_timing === 'post-service';
  if (a.denial_date >= 0) {
    const last = a.denial_date + 15;
    c.reckon(a.denial_date, 15, 'calendar-days', { safe: last, due: last, closes: last });
  }
  const status = c.deadline?.status;

  if (a.service === 'retail-medication') {
    c.reject('retail-medication');
    return c.decision([]);
  }
  if (otherLine && a.appeal_filed === true) c.reject('appeal-filed');
  if (otherLine && a.expedited_appeal === true) c.reject('expedited-appeal');
  if (a.denial_basis === 'claim') c.reject('claim');
  if (a.denial_basis === 'contract' || a.denial_basis === 'reimbursement') c.reject('contract-or-reimbursement');
  if (a.denial_basis === 'other' && (medical || !regence)) c.reject('other-basis');
  if (regence) {
    if (medical && post && a.member_liable === false) c.reject('post-service-not-liable');
    if (medical && post && a.letter_offers_p2p === false) c.reject('post-service-not-offered');
    if (form && post) c.reject('post-service-medication');
  } else if (post) c.reject('post-service');
  if (a.letter_received === false && (medical || !regence)) c.reject('letter-not-received');
  if (status === 'closed' && (medical || form)) c.reject('too-late');
  if (regence && medical && fep) c.reject('fep-form');
  if (form) {
    if (a.service_rendered === true) c.reject('service-rendered');
    if (a.purpose === 'open-expedited-appeal') c.reject('open-expedited-appeal');
    if (a.purpose === 'reimbursement') c.reject('reimbursement-question');
    if (a.purpose === 'policy-feedback') c.reject('policy-feedback');
    outsideHours(c);
    if (a.windows_agreed === false) {
      c.mended.push(/** @type {Finding} */ (c.says.findings['windows-not-agreed']));
      a.invalid |= fact.WINDOWS_AGREED;
    }
  }

  if (a.unsure !== 0) unsureAtPage(c, regence, medical, form);
  if (a.meeting_format === 'video') c.say('phone-only');
  if (a.attendee === 'staff') c.say('attendee-staff');
  if ((status === 'open' || status === 'last-day') && closed(c.due) !== null) c.sayOfDays('last-day-not-a-business-day');
  if (regence && form && fep) c.say('fep-medication');
  const news = a.new_clinical_information === 'planned' || a.new_clinical_information === 'submitted';
  if (news && (medical || !regence)) c.say('new-information');
  if (form) {
    if (regence && a.denial_basis === 'other') c.say('medication-other-basis');
    closedWindows(c, 'window-on-a-day-off');
    soonWindows(c);
  }
  if (a.line_of_business === 'medicaid' || (!regence && fep)) c.say('outside-lines-of-business');
  c.say('about-the-call');
  if (medical) c.say('medical-call');
  if (otherLine) c.sayFirst('appeal-clock');
  if (!regence && a.denial_timing === 'concurrent') {
    if (a.denial_date >= 0 && c.today <= a.denial_date + 3) c.sayFirst('concurrent-tip');
    else c.say('concurrent-tip');
  }
  if (form) {
    c.say('pharmacist-calls');
    c.say('same-day-call');
    if (a.denial_basis === 'contract' || a.denial_basis === 'reimbursement') c.say('contract-or-payment-questions');
    c.say('medication-call');
  }

  if (c.rejects.length === 0) {
    asksOfPage(c, regence, medical, form, status === 'closed');
    offersOfPage(c, regence, medical, form);
  }
  return c.decision([]);
}

/** @param {Case} c */
function outsideHours(c) {
  const windows = c.answers.call_windows;
  if (windows === null) return;
  for (let index = 0; index < windows.length; index++) {
    const { start, end } = /** @type {fact.Window} */ (windows[index]);
    if (start >= NINE && end <= FOUR) continue;
    c.place(c.mended, 'window-outside-hours', `/${index}/${start >= NINE ? 'end' : 'start'}`);
    c.answers.invalid |= fact.CALL_WINDOWS;
  }
}

/** @param {Case} c */
function soonWindows(c) {
  const windows = c.answers.call_windows;
  if (windows === null) return;
  for (let index = 0; index < windows.length; index++) {
    const { startsAt, endsAt } = /** @type {fact.Window} */ (windows[index]);
    if (startsAt < c.now + DAY / 12 && endsAt > c.now) c.place(c.said, 'window-too-soon', `/${index}/start`);
  }
}

/**
 * In the order of the rules, each as far as what is known lets it still reject.
 * @param {Case} c
 * @param {boolean} regence
 * @param {boolean} medical
 * @param {boolean} form
 */
function unsureAtPage(c, regence, medical, form) {
  const { answers: a } = c;
  const lined = a.line_of_business !== 'medicare';
  const late = a.denial_timing === '' || a.denial_timing === 'post-service';
  if (lined && a.appeal_filed !== false) c.warnIfUnsure(fact.LINE_OF_BUSINESS | fact.APPEAL_FILED, 'appeal-filed');
  if (lined && a.expedited_appeal !== false) c.warnIfUnsure(fact.LINE_OF_BUSINESS | fact.EXPEDITED_APPEAL, 'expedited-appeal');
  c.warnIfUnsure(fact.DENIAL_BASIS, 'claim');
  if (regence) {
    if (!form && late && a.member_liable !== true) c.warnIfUnsure(fact.DENIAL_TIMING | fact.MEMBER_LIABLE, 'post-service-not-liable');
    if (!form && late && a.letter_offers_p2p !== true) c.warnIfUnsure(fact.DENIAL_TIMING | fact.LETTER_OFFERS_P2P, 'post-service-not-offered');
    if (!medical) c.warnIfUnsure(fact.DENIAL_TIMING, 'post-service-medication');
    if (!form) c.warnIfUnsure(fact.LETTER_RECEIVED, 'letter-not-received');
    if (!form) c.warnIfUnsure(fact.LINE_OF_BUSINESS, 'fep-form');
  } else {
    c.warnIfUnsure(fact.DENIAL_TIMING, 'post-service');
    c.warnIfUnsure(fact.LETTER_RECEIVED, 'letter-not-received');
  }
  if (medical) return;
  c.warnIfUnsure(fact.SERVICE_RENDERED, 'service-rendered');
  c.warnIfUnsure(fact.PURPOSE, 'open-expedited-appeal');
}

/**
 * @param {Case} c
 * @param {boolean} regence
 * @param {boolean} medical
 * @param {boolean} form
 * @param {boolean} over
 */
function asksOfPage(c, regence, medical, form, over) {
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

  asksOfAppeals(c);
  if (a.denial_basis === '') c.ask(fact.DENIAL_BASIS, 'claim');
  if (regence) asksOfRegence(c, medical, form, over);
  else asksOfAsuris(c, over);
  if (medical) return;
  // While the service is not known: what rejects on the form already makes its other bars idle.
  const barred = a.purpose !== '' && a.purpose !== 'discuss-denial';
  const idle = unsaid && (over || (regence && a.denial_timing === 'post-service'));
  if (a.service_rendered === null && !(idle || (unsaid && barred))) c.ask(fact.SERVICE_RENDERED, 'service-rendered');
  if (a.purpose === '' && !(idle || (unsaid && a.service_rendered === true))) c.ask(fact.PURPOSE, 'open-expedited-appeal');
}

/** @param {Case} c */
function asksOfAppeals(c) {
  const { answers: a } = c;
  if (a.line_of_business === 'medicare' || !c.open(fact.LINE_OF_BUSINESS)) return;
  const unlined = a.line_of_business === '';
  const [filed, expedited] = [a.appeal_filed, a.expedited_appeal];
  // A bar that waits for the line of business alone makes the other one idle.
  if (filed !== false && c.open(fact.APPEAL_FILED) && !(unlined && expedited === true)) {
    if (unlined) c.ask(fact.LINE_OF_BUSINESS, 'appeal-filed');
    if (filed === null) c.ask(fact.APPEAL_FILED, 'appeal-filed');
  }
  if (expedited !== false && c.open(fact.EXPEDITED_APPEAL) && !(unlined && filed === true && expedited === null)) {
    if (unlined) c.ask(fact.LINE_OF_BUSINESS, 'expedited-appeal');
    if (expedited === null) c.ask(fact.EXPEDITED_APPEAL, 'expedited-appeal');
  }
}

/**
 * In the order of the rules. While the service is not known, a bar of the page is idle where another one of the page rejects
 * whatever else comes, and so is a bar of the form; what is too late is so on both.
 * @param {Case} c
 * @param {boolean} medical
 * @param {boolean} form
 * @param {boolean} over
 */
function asksOfRegence(c, medical, form, over) {
  const { answers: a } = c;
  const unsaid = a.service === '';
  const untimed = a.denial_timing === '' && c.open(fact.DENIAL_TIMING);
  const post = a.denial_timing === 'post-service';
  const other = a.denial_basis === 'other';
  const fep = a.line_of_business === 'federal-employee-program';
  const lost = a.letter_received === false;
  const free = a.member_liable === false;
  const silent = a.letter_offers_p2p === false;
  const late = post && (free || silent);
  const away = a.service_rendered === true || (a.purpose !== '' && a.purpose !== 'discuss-denial');
  if (unsaid && (other || (a.denial_basis === '' && c.open(fact.DENIAL_BASIS))) && !(lost || late || fep || over))
    c.ask(fact.SERVICE, 'other-basis');
  if (!form && (untimed || post)) {
    const barred = unsaid && (lost || fep || over || (other && !late));
    if ((free || (a.member_liable === null && c.open(fact.MEMBER_LIABLE))) && !(barred || silent)) {
      if (unsaid) c.ask(fact.SERVICE, 'post-service-not-liable');
      if (untimed) c.ask(fact.DENIAL_TIMING, 'post-service-not-liable');
      if (!free) c.ask(fact.MEMBER_LIABLE, 'post-service-not-liable');
    }
    if ((silent || (a.letter_offers_p2p === null && c.open(fact.LETTER_OFFERS_P2P))) && !(barred || (free && !silent))) {
      if (unsaid) c.ask(fact.SERVICE, 'post-service-not-offered');
      if (untimed) c.ask(fact.DENIAL_TIMING, 'post-service-not-offered');
      if (!silent) c.ask(fact.LETTER_OFFERS_P2P, 'post-service-not-offered');
    }
  }
  if (!medical && (untimed || post) && !(unsaid && (away || over))) {
    if (unsaid) c.ask(fact.SERVICE, 'post-service-medication');
    if (untimed) c.ask(fact.DENIAL_TIMING, 'post-service-medication');
  }
  const unread = a.letter_received === null && c.open(fact.LETTER_RECEIVED);
  if (!form && (lost || unread) && !(unsaid && (fep || over || (!lost && (other || late))))) {
    if (unsaid) c.ask(fact.SERVICE, 'letter-not-received');
    if (!lost) c.ask(fact.LETTER_RECEIVED, 'letter-not-received');
  }
  const undated = a.denial_date < 0;
  if (unsaid && ((over && !(fep && away)) || (undated && !((other || late || lost || fep) && (post || away))))) c.ask(fact.SERVICE, 'too-late');
  if (form) return;
  const appealed = a.appeal_filed === true || a.expedited_appeal === true;
  const unlined = a.line_of_business === '' && c.open(fact.LINE_OF_BUSINESS);
  if (unlined && !appealed && !(unsaid && (other || lost || late || over))) {
    if (unsaid) c.ask(fact.SERVICE, 'fep-form');
    c.ask(fact.LINE_OF_BUSINESS, 'fep-form');
  }
  if (unsaid && fep && !(over && !away)) c.ask(fact.SERVICE, 'fep-form');
  if (unsaid) c.ask(fact.SERVICE, 'retail-medication');
}

/**
 * @param {Case} c
 * @param {boolean} over
 */
function asksOfAsuris(c, over) {
  const { answers: a } = c;
  const unsaid = a.service === '';
  if (a.denial_timing === '') c.ask(fact.DENIAL_TIMING, 'post-service');
  if (a.letter_received === null) c.ask(fact.LETTER_RECEIVED, 'letter-not-received');
  if (unsaid && (over || a.denial_date < 0)) c.ask(fact.SERVICE, 'too-late');
  if (unsaid) c.ask(fact.SERVICE, 'retail-medication');
}

/**
 * @param {Case} c
 * @param {boolean} regence
 * @param {boolean} medical
 * @param {boolean} form
 */
function offersOfPage(c, regence, medical, form) {
  const { answers: a } = c;
  if (a.meeting_format === '') c.offer(fact.MEETING_FORMAT, 'phone-only');
  if (a.attendee === '') c.offer(fact.ATTENDEE, 'attendee-staff');
  if (a.line_of_business === '') c.offer(fact.LINE_OF_BUSINESS, regence && !medical ? 'fep-medication' : 'outside-lines-of-business');
  if (a.new_clinical_information === '' && !(regence && form)) c.offer(fact.NEW_CLINICAL_INFORMATION, 'new-information');
  if (!c.has(fact.DENIAL_REFERENCE)) c.offer(fact.DENIAL_REFERENCE, '');
}
