// Conditions, times and dates of the policies in words, for the rule book.

/** @typedef {{ id: string, kind: string, question: string, values?: { value: string, label: string }[] }} Fact */
/**
 * How a fact is spoken of in the middle of a sentence.
 * @typedef {object} Spoken
 * @property {string} topic as a heading
 * @property {[yes: string, no: string]} [truths] of a boolean
 * @property {string} [is] stands before a choice's value
 * @property {string} [isNot]
 * @property {Record<string, string>} [values] where the label does not fit a sentence
 * @property {string} [date] of a date
 */

/** @type {Record<string, Spoken>} */
const SPOKEN = {
  line_of_business: { topic: 'Kind of plan', is: 'the plan is', isNot: 'the plan is not', values: { commercial: 'Commercial', medicaid: 'Medicaid', medicare: 'Medicare', 'federal-employee-program': 'Federal Employee Program' } },
  plan_state: { topic: 'State of the plan', is: 'the plan is from', isNot: 'the plan is not from' },
  service: { topic: 'What was denied', is: 'the denial is about', isNot: 'the denial is not about', values: { medical: 'a medical service, stay or item' } },
  denial_timing: { topic: 'When it was denied', is: 'the denial came', isNot: 'the denial did not come' },
  denial_basis: { topic: 'Reason for the denial', is: 'the letter’s reason is', isNot: 'the letter’s reason is not', values: { 'medical-necessity': 'medical necessity', investigational: '“investigational”', contract: 'the contract', claim: 'a claim', reimbursement: 'reimbursement', other: 'another one' } },
  denial_date: { topic: 'Time to ask', date: 'the date on the denial letter' },
  letter_received: { topic: 'The determination letter', truths: ['the provider has the determination letter', 'the provider does not have the determination letter yet'] },
  letter_offers_p2p: { topic: 'A letter that offers the call', truths: ['the letter offers a peer-to-peer', 'the letter does not offer a peer-to-peer'] },
  member_liable: { topic: 'Who has to pay', truths: ['the member has to pay', 'the member does not have to pay'] },
  service_rendered: { topic: 'Already given', truths: ['the service or medication has already been given', 'the service or medication has not been given yet'] },
  purpose: { topic: 'Purpose of the call', is: 'the call is meant', isNot: 'the call is not meant', values: { 'policy-feedback': 'for a general question or feedback on a policy' } },
  expedited_appeal: { topic: 'Expedited appeal', truths: ['an expedited appeal has been filed', 'no expedited appeal has been filed'] },
  appeal_filed: { topic: 'Appeal', truths: ['an appeal has been filed', 'no appeal has been filed'] },
  prior_p2p: { topic: 'Earlier peer-to-peer', truths: ['there has already been a peer-to-peer on this denial', 'there has been no peer-to-peer on this denial'] },
  member_discharged: { topic: 'Discharge', truths: ['the member has been discharged', 'the member has not been discharged'] },
  new_clinical_information: { topic: 'New clinical information', is: 'new clinical information', isNot: 'it is not so that new clinical information', values: { none: 'is not there', planned: 'is planned', submitted: 'has been sent' } },
  requested_by: { topic: 'Who asks', is: 'the one who asks is', isNot: 'the one who asks is not' },
  attendee: { topic: 'Who takes the call', is: 'the one who takes the call is', isNot: 'the one who takes the call is not' },
  meeting_format: { topic: 'Phone or video', is: 'the call is asked for by', isNot: 'the call is not asked for by' },
  call_windows: { topic: 'Call windows' },
  windows_agreed: { topic: 'Agreed times', truths: ['the provider has agreed to these times', 'the provider has not agreed to these times'] },
};

const STATUS = {
  'not-open': 'it can’t be requested yet',
  open: 'the last day is in the future',
  'last-day': 'it is the safe last day',
  'past-safe': 'the safe last day has passed, and the last day has not',
  'past-due': 'the last day has passed, unless the payer was closed on a day that was counted',
  closed: 'the last day has passed',
};

const ZONES = /** @type {Record<string, string>} */ ({
  'America/New_York': 'Eastern time', 'America/Chicago': 'Central time', 'America/Denver': 'Mountain time', 'America/Phoenix': 'Arizona time',
  'America/Los_Angeles': 'Pacific time', 'America/Anchorage': 'Alaska time', 'Pacific/Honolulu': 'Hawaii time', 'America/Puerto_Rico': 'Puerto Rico time',
});

const DAYS_OFF = /** @type {Record<string, string>} */ ({
  'day-after-thanksgiving': 'the day after Thanksgiving', 'christmas-eve': 'Christmas Eve', 'montana-general-election-day': 'Montana’s general election day',
});

/** A payer's words for its rules. */
export class Words {
  #facts;

  /** @param {Fact[]} facts the vocabulary and the payer's own */
  constructor(facts) {
    this.#facts = new Map(facts.map((fact) => [fact.id, fact]));
  }

  /** @param {string} id */
  #fact(id) {
    const fact = this.#facts.get(id);
    if (!fact) throw new Error(`no fact ${id}`);
    return fact;
  }

  /** @param {string} id the fact as a heading */
  topic(id) {
    return SPOKEN[id]?.topic ?? this.#fact(id).question;
  }

  /**
   * A condition as the part of a sentence that follows “if”.
   * @param {Record<string, any>} when
   * @returns {string}
   */
  condition(when) {
    return list(this.#parts(when), 'and');
  }

  /** @param {Record<string, any>} when @returns {string[]} */
  #parts(when) {
    return Object.entries(when).flatMap(([key, asked]) => {
      if (key === 'all') return asked.flatMap((/** @type {any} */ part) => this.#parts(part));
      if (key === 'any') return list(asked.map((/** @type {any} */ part) => this.condition(part)), 'or');
      if (key === 'none') return `it is not so that ${list(asked.map((/** @type {any} */ part) => this.condition(part)), 'or')}`;
      if (key === 'today') return span('the request is made', asked);
      if (key === 'deadline') return status([asked].flat());
      if (key === 'due_day') return `the last day is a ${list([asked].flat().map((sort) => `${sort}`.replace('-', ' ')), 'or a')}`;
      return this.#atom(this.#fact(key), asked);
    });
  }

  /** @param {Fact} fact @param {any} asked @returns {string} */
  #atom(fact, asked) {
    const spoken = SPOKEN[fact.id];
    if (fact.kind === 'windows') return windows(asked);
    if (fact.kind === 'date') return span(`${spoken?.date ?? `“${fact.question}”`} is`, asked);
    const negated = asked !== null && typeof asked === 'object' && !Array.isArray(asked);
    const values = [negated ? asked.not : asked].flat();
    if (fact.kind === 'boolean') {
      const yes = values.includes(true) !== negated;
      return spoken?.truths?.[yes ? 0 : 1] ?? `“${fact.question}” is answered ${yes ? 'yes' : 'no'}`;
    }
    const labels = values.map((value) => spoken?.values?.[value] ?? inSentence(fact, value));
    const before = negated ? spoken?.isNot : spoken?.is;
    return `${before ?? `“${fact.question}” is ${negated ? 'not ' : ''}answered`} ${list(labels, 'or')}`;
  }

  /**
   * @param {{ count: number, unit: string, from?: string[], until?: string[], roll?: string }} term
   * @returns {string} such as “5 business days after the date on the denial letter”
   */
  time({ count, unit, from = [], until = [], roll }) {
    const name = unit.replace('-', ' ');
    const dates = (/** @type {string[]} */ ids) => ids.map((id) => SPOKEN[id]?.date ?? `the answer to “${this.#fact(id).question}”`);
    const parts = [`${count} ${count === 1 ? name.replace(/s$/, '') : name}`];
    if (from.length > 0) parts.push(`after ${from.length > 1 ? 'the later of ' : ''}${list(dates(from), 'and')}`);
    if (until.length > 0) parts.push(`but no later than ${list(dates(until), 'or')}`);
    if (roll) parts.push('moved to the next business day if the last one is none');
    return parts.join(from.length > 0 && until.length === 0 && !roll ? ' ' : ', ').replace(', after', ' after');
  }
}

/** @param {string} zone */
export function zoneName(zone) {
  return ZONES[zone] ?? zone;
}

/** @param {string[]} days */
export function daysOff(days) {
  return list(days.map((day) => DAYS_OFF[day] ?? day), 'or');
}

/** @param {string} day `YYYY-MM-DD` */
export function dayName(day) {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** @param {string} words */
export function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * @param {string[]} items
 * @param {string} joint
 */
export function list(items, joint) {
  if (items.length < 3) return items.join(` ${joint} `);
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}

/** @param {string[]} asked */
function status(asked) {
  if (asked.includes('open') && asked.includes('last-day') && asked.length === 2) return 'the last day has not passed';
  return list(asked.map((one) => STATUS[/** @type {keyof typeof STATUS} */ (one)]), 'or');
}

/** @param {any} test */
function windows({ outside_hours: hours, starts_within_hours: soon, on }) {
  if (hours) return `a call window is not wholly between ${hours.map(clock).join(' and ')}`;
  if (soon) return `a call window starts within ${soon} hours`;
  return `a call window is on a ${list([on].flat().map((sort) => sort.replace('-', ' ')), 'or a')}`;
}

/** @param {string} time */
function clock(time) {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${hours % 12 || 12}:${`${minutes}`.padStart(2, '0')} ${hours < 12 ? 'am' : 'pm'}`;
}

/** @param {string} what @param {{ before?: string, from?: string }} days */
function span(what, { before, from }) {
  const parts = [];
  if (from) parts.push(`on or after ${dayName(from)}`);
  if (before) parts.push(`before ${dayName(before)}`);
  return `${what} ${parts.join(' and ')}`;
}

/** @param {Fact} fact @param {string} value */
function inSentence(fact, value) {
  const label = fact.values?.find((known) => known.value === value)?.label ?? value;
  return fact.id === 'plan_state' ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
