// Ajv reads the request and holds the rules, its schemas compiled ahead, as its documentation advises for pages with a
// content security policy. What it has not, days and clocks, is made by hand.
import * as schemas from 'bench:ajv';
import rows from 'bench:rows';
import vocabulary from 'bench:vocabulary';
import { answer, withoutPayer } from '../peers/answer.mjs';
import { ORDER, clockOf, factsOf, term } from '../peers/facts.mjs';
import { PACIFIC, parseDay, parseTime, zoneNamed } from '../hand/calendar.mjs';
import { windowOf } from '../hand/read.mjs';
import { trimmed } from '../hand/words.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */
/** @typedef {import('../hand/read.mjs').Window} Window */

/** The facts that can't be later than today. */
const PAST = vocabulary.filter(({ latest }) => latest === 'today').map(({ id }) => id);

export function start() {
  return (/** @type {Record<string, any>} */ request, /** @type {string} */ nowText) => {
    /** @type {Map<string, string>} by what each value is wrong */
    const wrong = new Map();
    const read = /** @type {import('ajv').ValidateFunction} */ (schemas['request']);
    if (!read(request)) for (const error of read.errors ?? []) note(wrong, error);
    const { payer } = request;
    const faults = new Set(wrong.values());
    const given = wrong.has('call_windows/length') || !Array.isArray(request.call_windows) ? [] : request.call_windows;
    if (given.some(ends)) {
      faults.add('request/window-order');
      wrong.set('call_windows', 'request/window-order');
    }
    if (wrong.has('call_windows/length')) faults.delete('request/bad-window');
    if (typeof payer !== 'string' || !Object.hasOwn(rows, payer)) return withoutPayer(payer, [...faults]);
    const mend = new Set([...wrong.keys()].map((field) => field.replace(/\/.*/, '')));
    const clock = clockOf(nowText);
    for (const fact of PAST) {
      if (mend.has(fact) || !request[fact] || !(parseDay(trimmed(request[fact]).slice(0, 10)) > clock.today)) continue;
      faults.add('request/future-date');
      mend.add(fact);
    }
    const date = mend.has('denial_date') || !request.denial_date ? -1 : parseDay(request.denial_date);
    /** @type {Window[]} */
    const windows = mend.has('call_windows') ? [] : given.map(asWindow);
    if (windows.some(({ endsAt }) => endsAt <= clock.now)) {
      faults.add('request/window-past');
      mend.add('call_windows');
    }
    const counted = date < 0 ? null : term(payer, date, clock.today);
    const facts = factsOf(clock, date, windows, counted?.deadline ?? null, (fact) => (mend.has(fact) ? null : request[fact]));
    const judge = /** @type {import('ajv').ValidateFunction} */ (schemas[payer]);
    judge(facts);
    const said = (judge.errors ?? []).map(({ schemaPath }) => {
      const [, , row] = schemaPath.split('/');
      return /** @type {Row} */ (rows[payer]?.[Number(row)]);
    });
    return answer(payer, facts, said, [...faults], mend, counted, ORDER);
  };
}

/** What Ajv calls a format that is not kept, here. @type {Record<string, string>} */
const BAD = {
  short: 'request/too-long',
  date: 'request/bad-date',
  datetime: 'request/bad-date',
  phone: 'request/bad-phone',
  npi: 'request/bad-npi',
  email: 'request/bad-email',
};

/**
 * @param {Map<string, string>} wrong
 * @param {import('ajv').ErrorObject} error
 */
function note(wrong, { instancePath, keyword, params }) {
  // What it found within is told by itself.
  if (keyword === 'if') return;
  const [, field = '', ...within] = instancePath.split('/');
  if (within.length > 0) return void wrong.set(`${field}/${within.join('/')}`, 'request/bad-window');
  if (keyword === 'maxItems') return void wrong.set(`${field}/length`, 'request/too-many-windows');
  if (keyword === 'type') return void wrong.set(field, 'request/wrong-type');
  const known = wrong.get(field);
  if (known === 'request/wrong-type' || known === 'request/too-long') return;
  wrong.set(field, keyword === 'enum' ? 'request/unknown-value' : (BAD[params['format']] ?? 'request/bad-value'));
}

/** @param {any} window whether it ends before it starts */
function ends(window) {
  const part = (/** @type {string} */ key) => (typeof window?.[key] === 'string' ? window[key] : '');
  const [start, end] = [parseTime(part('start')), parseTime(part('end'))];
  return parseDay(part('date')) >= 0 && start >= 0 && end >= 0 && end <= start;
}

/** @param {Record<'date' | 'start' | 'end', string> & { time_zone?: unknown }} window @returns {Window} */
function asWindow({ date, start, end, time_zone }) {
  return windowOf(parseDay(date), parseTime(start), parseTime(end), zoneNamed(time_zone) ?? PACIFIC);
}
