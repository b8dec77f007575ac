// Puts conditions, times and dates of the policies into words, for the rule book.

import { SPOKEN } from './spoken-facts.mjs';

/** @typedef {{ id: string, kind: string, question: string, values?: { value: string, label: string }[] }} Fact */

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

/** Stand-ins for placeholders in messages. */
const FILLED = /** @type {Record<string, string>} */ ({
  safe: 'the safe last day', due: 'the last day', closes: 'the day on which it closes', opens: 'the first day', holidays: 'the holiday',
});

/** The wording for one payer's rules. */
export class Words {
  #facts;
  #days;

  /**
   * @param {Fact[]} facts the vocabulary's and the payer's own
   * @param {{ id: string, name: string }[]} [days] the calendars' and the payer's own
   */
  constructor(facts, days = []) {
    this.#facts = new Map(facts.map((fact) => [fact.id, fact]));
    this.#days = new Map(days.map((day) => [day.id, day.name]));
  }

  /** @param {string[]} days @param {string} joint */
  days(days, joint) {
    return list(days.map((day) => this.#days.get(day) ?? day), joint);
  }

  /** @param {string} message @returns {string} the message with stand-ins for its placeholders */
  message(message) {
    return message.replace(/\{([^}]*)\}/g, (whole, part) => {
      const [what = '', clock] = part.split(':');
      const words = FILLED[what] ?? (this.#facts.has(what) ? this.#date(what) : undefined);
      return words ? `[${words}${clock ? ` to ${clock.replaceAll('-', ' ')}` : ''}]` : whole;
    });
  }

  /** @param {string} id @returns {string} the date as part of a sentence */
  #date(id) {
    return SPOKEN[id]?.date ?? `the answer to “${this.#fact(id).question}”`;
  }

  /** @param {string} id */
  #fact(id) {
    const fact = this.#facts.get(id);
    if (!fact) throw new Error(`no fact ${id}`);
    return fact;
  }

  /** @param {string} id @returns {string} the fact as a heading */
  topic(id) {
    return SPOKEN[id]?.topic ?? this.#fact(id).question;
  }

  /**
   * A condition as the clause that follows “if”.
   * @param {Record<string, any>} when
   * @returns {string}
   */
  condition(when) {
    return list(this.#parts(when), 'and');
  }

  /** @param {Record<string, any>} when @returns {string[]} */
  #parts(when) {
    return Object.entries(when).flatMap(([key, test]) => {
      if (key === 'all') return test.flatMap((/** @type {any} */ part) => this.#parts(part));
      if (key === 'any') return list(test.map((/** @type {any} */ part) => this.condition(part)), 'or');
      if (key === 'none') return `it is not the case that ${list(test.map((/** @type {any} */ part) => this.condition(part)), 'or')}`;
      if (key === 'today') return span('the request is made', test);
      if (key === 'deadline') return status([test].flat());
      if (key === 'clocks') return Object.entries(test).map(([name, one]) => `of the time to ${name.replaceAll('-', ' ')}, ${status([one].flat())}`);
      if (key === 'due_day') return `the last day is a ${list([test].flat().map((sort) => `${sort}`.replace('-', ' ')), 'or a')}`;
      return this.#atom(this.#fact(key), test);
    });
  }

  /** @param {Fact} fact @param {any} test @returns {string} */
  #atom(fact, test) {
    const spoken = SPOKEN[fact.id];
    const isTable = test !== null && typeof test === 'object' && !Array.isArray(test);
    if (isTable && 'given' in test) return `${this.topic(fact.id).toLowerCase()}: there is ${test.given ? 'an' : 'no'} answer`;
    if (fact.kind === 'windows') return this.#windows(test);
    if (fact.kind === 'date' || fact.kind === 'datetime') return this.#dateTest(fact, test);
    if (fact.kind === 'number') return numberTest(`“${fact.question}” is`, test);
    if (isTable && 'matches' in test) {
      return `“${fact.question}” has the form ${list([test.matches].flat(), 'or')} (# is a digit, @ a letter, * either)`;
    }
    const values = [isTable ? test.not : test].flat();
    if (fact.kind === 'boolean') {
      const yes = values.includes(true) !== isTable;
      return spoken?.truths?.[yes ? 0 : 1] ?? `“${fact.question}” is answered ${yes ? 'yes' : 'no'}`;
    }
    const labels = values.map((value) => spoken?.values?.[value] ?? inSentence(fact, value));
    const before = isTable ? spoken?.isNot : spoken?.is;
    return `${before ?? `“${fact.question}” is ${isTable ? 'not ' : ''}answered`} ${list(labels, 'or')}`;
  }

  /** @param {Fact} fact @param {any} test */
  #dateTest(fact, { weekday, within_days: days, ...days_asked }) {
    const date = this.#date(fact.id);
    const parts = [];
    if (Object.keys(days_asked).length > 0) parts.push(span(`${date} is`, days_asked, (id) => this.#date(id)));
    if (weekday) parts.push(`${date} is a ${list([weekday].flat().map(sentence), 'or a')}`);
    if (days !== undefined) parts.push(`it is no more than ${days} calendar days after ${date}`);
    return list(parts, 'and');
  }

  /** @param {any} test */
  #windows({ outside_hours: hours, zone, starts_within_hours: soon, on, after_clock: clockName, before, after }) {
    if (hours) return `a call window is not wholly between ${hours.map(clock).join(' and ')}${zone === 'office' ? ' in the office’s own time zone' : ''}`;
    if (soon) return `a call window starts within ${soon} hours`;
    if (clockName !== undefined) return `a call window starts after the last day${clockName ? ` to ${clockName.replaceAll('-', ' ')}` : ''}`;
    if (before) return `a call window is on a day before ${this.#date(before)}`;
    if (after) return `a call window is on a day after ${this.#date(after)}`;
    return `a call window is on a ${list([on].flat().map((sort) => sort.replace('-', ' ')), 'or a')}`;
  }

  /**
   * @param {any} term a deadline or a response time
   * @returns {string} such as “5 business days after the date on the denial letter”
   */
  time(term) {
    const several = term.latest_of ?? term.earliest_of;
    const parts = several
      ? [`the ${term.latest_of ? 'later' : 'earlier'} of ${list(several.map((/** @type {any} */ one) => this.#window(one)), 'and')}`]
      : [this.#window(term)];
    const opens = term.opens ?? [];
    if (opens.length > 0) parts.push(`not before ${this.#dates(opens, 'later')}`);
    if (term.cut_off) parts.push(`until ${clock(term.cut_off)} of the last day`);
    return parts.join(', ');
  }

  /** @param {any} window */
  #window({ count, unit, from = [], from_earliest: earliest = [], on = [], until = [], roll }) {
    const parts = [];
    if (on.length > 0) parts.push(this.#dates(on, 'later'));
    else parts.push(`${count} ${unitName(count, unit)}`);
    if (from.length > 0) parts[0] += ` after ${this.#dates(from, 'later')}`;
    if (earliest.length > 0) parts[0] += ` after ${this.#dates(earliest, 'earlier')}`;
    if (until.length > 0) parts.push(`but no later than ${list(until.map((/** @type {string} */ id) => this.#date(id)), 'or')}`);
    if (roll) parts.push('moved to the next business day if the last one is none');
    return parts.join(', ');
  }

  /** @param {string[]} ids @param {string} which of them */
  #dates(ids, which) {
    return `${ids.length > 1 ? `the ${which} of ` : ''}${list(ids.map((id) => this.#date(id)), 'and')}`;
  }
}

/** @param {number} count @param {string} unit */
function unitName(count, unit) {
  const name = unit === 'business-hours' ? 'hours of business days' : unit.replace('-', ' ');
  return count === 1 ? name.replace(/^hours|s$/, (plural) => plural.slice(0, -1)) : name;
}

/** @param {string} zone */
export function zoneName(zone) {
  return ZONES[zone] ?? zone;
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

/** @param {string[]} test */
function status(test) {
  if (test.includes('open') && test.includes('last-day') && test.length === 2) return 'the last day has not passed';
  return list(test.map((one) => STATUS[/** @type {keyof typeof STATUS} */ (one)]), 'or');
}

/** @param {string} time */
function clock(time) {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${hours % 12 || 12}:${`${minutes}`.padStart(2, '0')} ${hours < 12 ? 'am' : 'pm'}`;
}

/**
 * @param {string} what
 * @param {{ before?: string, from?: string }} days each a day, or the id of another date
 * @param {(id: string) => string} [named]
 */
function span(what, { before, from }, named = (id) => id) {
  const day = (/** @type {string} */ one) => (/^\d/.test(one) ? dayName(one) : named(one));
  const parts = [];
  if (from) parts.push(`on or after ${day(from)}`);
  if (before) parts.push(`before ${day(before)}`);
  return `${what} ${parts.join(' and ')}`;
}

/** @param {string} what @param {{ at_least?: number, below?: number }} numbers */
function numberTest(what, { at_least: least, below }) {
  const parts = [];
  if (least !== undefined) parts.push(`at least ${least}`);
  if (below !== undefined) parts.push(`below ${below}`);
  return `${what} ${parts.join(' and ')}`;
}

/** @param {Fact} fact @param {string} value */
function inSentence(fact, value) {
  const label = fact.values?.find((known) => known.value === value)?.label ?? value;
  return fact.id === 'plan_state' ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
