// The JavaScript half of the boundary (the other is crossing.rs): a request crosses as one string, a decision as one
// list of numbers, because each crossing costs more than many a rule.

// How deep a policy is read, and how many values of it; so much text counts as one more value.
const MOST_DEEP = 16;
const MOST_VALUES = 200_000;
const TEXT_PER_VALUE = 64;
// How many call windows are read: enough to see that they are too many.
const MOST_WINDOWS = 64;
// The longest text that is read: no part of a policy is as long.
const MOST_TEXT = 10_000;
// What stands for an answer that is too long for any fact; it is not looked at, since that alone can take seconds.
const MOST_ANSWER = 2_000;
const TOO_LONG = '-'.repeat(MOST_ANSWER + 1);
const FAR_TOO_LONG = '-'.repeat(MOST_TEXT + 1);
// How many names a request can have before the facts are looked for one by one.
const MOST_NAMES = 1_000;
// What stands for the first fact; the next stands for the second.
const FIRST_PLACE = 64;

// Of each payer, and under no name of all others: by its name, what stands for a fact and how it is read. It is replaced, not
// changed: who reads a request by it may load a policy in between.
let known = new Map();

/** The facts of a payer: of each, where its name stands, how long it is, and whether it holds call windows. */
export function know(payer, facts) {
  const byName = new Map();
  for (let at = 0, place = FIRST_PLACE; at < facts.length; at += 3, place++) {
    byName.set(textAt(facts, at), { place: String.fromCharCode(place), read: facts[at + 2] === 0 ? scalar : windows });
  }
  known = new Map(known).set(payer, byName);
}

let thrown;

/** Throws what was thrown when a value was read. */
export function rethrow() {
  const error = thrown;
  thrown = undefined;
  throw error;
}

function orNothing(write, given, now) {
  try {
    return write(given, now);
  } catch (error) {
    thrown = error;
    return '';
  }
}

/** What `now` and the payer are, then the answers to the payer's facts. */
export const asked = (request, now) => orNothing(question, request, now);

/** A policy with all that it holds. */
export const whole = (policy) => orNothing(content, policy);

function question(request, now) {
  const payers = known;
  const above = aboveOf(request);
  const { payer } = request;
  const facts = payers.get(payer) ?? payers.get('');
  let written = instant(now) + scalar(payer);
  // A form holds no more than a few names, all of its own. Of anything else the facts are read by their names.
  const own = above === null || above === Object.prototype ? Object.getOwnPropertyNames(request) : [];
  const usual = own.length > 0 && own.length <= MOST_NAMES;
  for (const name of usual ? own : facts.keys()) {
    const fact = facts.get(name);
    if (fact === undefined) continue;
    const given = name === 'payer' ? payer : request[name];
    if (given !== undefined && given !== null) written += fact.place + fact.read(given);
  }
  return written;
}

/**
 * A policy that isn't too large. The texts of the one that it replaces are forgotten, after the page's own code has run and
 * before the module puts another in their place.
 */
function content(policy) {
  const budget = { left: MOST_VALUES };
  const written = value(policy, MOST_DEEP, budget);
  if (budget.left <= 0) throw refused('This policy was not loaded: it is too large.', [['', 'this policy is too large']]);
  texts.clear();
  return written;
}

/** The prototype of an object literal, or of one without a prototype, of this window or of another. */
function aboveOf(request) {
  if (typeof request === 'object' && request !== null) {
    const above = Object.getPrototypeOf(request);
    if (above === null || (Object.getPrototypeOf(above) === null && !Array.isArray(request))) return above;
  }
  throw new TypeError('`request` has to be a plain object');
}

function instant(now) {
  if (now === undefined) return number(Date.now());
  if (typeof now === 'string') return scalar(now);
  try {
    return number(Date.prototype.getTime.call(now));
  } catch {
    return 'o';
  }
}

// One letter for what it is; a number and a text end with a zero. What the rules can't tell apart is alike here.

function number(given) {
  return Number.isSafeInteger(given) && given >= 0 ? `n${given}\0` : 'o';
}

function text(given) {
  return `s${given.includes('\0') ? given.replaceAll('\0', '\u0001') : given}\0`;
}

function scalar(given) {
  switch (typeof given) {
    case 'string':
      return text(given.length > MOST_ANSWER ? TOO_LONG : given);
    case 'boolean':
      return given ? 't' : 'f';
    case 'number':
      return number(given);
    case 'undefined':
      return 'z';
    default:
      return given === null ? 'z' : 'o';
  }
}

/** A list of call windows, and of each its parts. */
function windows(given) {
  if (!Array.isArray(given)) return scalar(given);
  let written = '';
  for (let index = 0; index < given.length && index < MOST_WINDOWS; index++) {
    const window = given[index];
    const whole = typeof window === 'object' && window !== null && !Array.isArray(window);
    written += whole ? `{${part(window, 'date')}${part(window, 'start')}${part(window, 'end')}}` : 'o';
  }
  return `[${written}]`;
}

const part = (window, key) => text(key) + scalar(window[key]);

/** A value with all that it holds, so deep and no deeper, and no more than is left. */
function value(given, deep, budget) {
  budget.left--;
  if (typeof given === 'string') {
    budget.left -= Math.floor(given.length / TEXT_PER_VALUE);
    return budget.left <= 0 ? 'o' : text(given.length > MOST_TEXT ? FAR_TOO_LONG : given);
  }
  if (typeof given !== 'object' || given === null) return scalar(given);
  if (deep === 0 || budget.left <= 0) return 'o';
  let written = '';
  if (Array.isArray(given)) {
    const { length } = given;
    for (let index = 0; index < length && budget.left > 0; index++) {
      written += value(given[index], deep - 1, budget);
    }
    return `[${written}]`;
  }
  for (const key of Reflect.ownKeys(given)) {
    if (budget.left <= 0) break;
    if (typeof key === 'symbol') continue;
    budget.left -= Math.floor(key.length / TEXT_PER_VALUE);
    written += text(key.slice(0, MOST_TEXT)) + value(given[key], deep - 1, budget);
  }
  return `{${written}}`;
}

// What has been read of the module's memory, by its place there.
const texts = new Map();
// And the days by their number.
const days = new Map();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textAt(words, at) {
  const place = words[at];
  if (place === 0) return null;
  const known = texts.get(place);
  if (known !== undefined) return known;
  const read = decoder.decode(new Uint8Array(words.buffer, place, words[at + 1]));
  texts.set(place, read);
  return read;
}

// What is being read, and how far.
let words = new Uint32Array();
let at = 0;

const next = () => words[at++];
const optional = (read) => (next() === 0 ? null : read());
const word = () => {
  const read = textAt(words, at);
  at += 2;
  return read;
};

function list(read) {
  const items = [];
  for (let left = next(); left > 0; left--) items.push(read());
  return items;
}

/** A text that the module has made for this once: ASCII. */
function passing() {
  let read = '';
  for (let left = next(); left > 0; left--) read += String.fromCharCode(next());
  return read;
}

const DAYS_BEFORE_1970 = 719_163;

function day() {
  const number = next();
  const known = days.get(number);
  if (known !== undefined) return known;
  const read = new Date((number - DAYS_BEFORE_1970) * 86_400_000).toISOString().slice(0, 10);
  days.set(number, read);
  return read;
}

const two = (number) => (number < 10 ? `0${number}` : number);

function moment() {
  const date = day();
  const millis = next();
  const [hours, minutes] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60];
  const [seconds, rest] = [Math.floor(millis / 1_000) % 60, millis % 1_000];
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}Z`;
}

// Each reads its parts in the order in which crossing.rs writes them.

const citation = () => ({
  source: word(),
  title: word(),
  section: word(),
  statements: list(word),
  effective: word(),
});

const step = () => ({ id: word(), label: word(), kind: word(), value: word(), href: word(), note: word() });

const finding = () => ({
  kind: word(),
  rule: word(),
  field: word(),
  at: optional(passing),
  message: word(),
  citation: optional(citation),
  next_steps: list(step),
});

const open = () => ({ field: word(), citation: optional(citation) });

const counted = () => ({ date: day(), counts: optional(next), skipped: word() });

const deadlineRead = () => ({
  start: day(),
  count: next(),
  unit: word(),
  due: day(),
  closes: day(),
  due_at: moment(),
  closes_at: moment(),
  time_zone: word(),
  status: word(),
  days_left: optional(next),
  days: list(counted),
  citation: optional(citation),
});

const promise = () => ({
  id: word(),
  label: word(),
  count: next(),
  unit: word(),
  by: moment(),
  citation: optional(citation),
});

const source = () => ({ id: word(), title: word(), effective: word(), next_review: word() });

const policy = () => ({ id: word(), name: word(), version: word(), sources: list(source) });

const option = () => ({ value: word(), label: word() });

const fact = () => ({
  field: word(),
  kind: word(),
  values: optional(() => list(option)),
  question: word(),
  hint: word(),
});

const summary = () => ({
  id: word(),
  name: word(),
  version: word(),
  lines_of_business: list(word),
  services: list(word),
  fields: list(fact),
});

const decisionRead = () => ({
  outcome: word(),
  findings: list(finding),
  needed: list(open),
  optional: list(open),
  deadline: optional(deadlineRead),
  response_times: list(promise),
  contacts: list(step),
  policy: optional(policy),
  engine: word(),
  checked_at: moment(),
});

function from(given, read) {
  words = given;
  at = 0;
  return read();
}

export const decision = (given) => from(given, decisionRead);
export const deadline = (given) => from(given, deadlineRead);
export const summaries = (given) => from(given, () => list(summary));

/** What `compute_deadline` throws. */
export const unreckoned = (message, code, field = null) => Object.assign(new Error(message), { code, field });

/** What `load_policy` throws. */
export function refused(message, problems) {
  return Object.assign(new Error(message), { problems: problems.map(([path, message]) => ({ path, message })) });
}
