// The parameters of staff queries: payer, span of time, page.
import { Problem } from '../http/problem.js';

/** @typedef {import('../store/store.js').Filter} Filter */
/** @typedef {{ filter: Filter, after: { received_at: string, reference: string } | null, limit: number }} Query */

/** @type {Record<string, (text: string) => boolean>} */
const PARAMETERS = {
  payer: (text) => /^[a-z0-9-]{1,64}$/.test(text),
  from: (text) => isDay(text) || isInstant(text),
  until: (text) => isDay(text) || isInstant(text),
  after: (text) => CURSOR.test(text) && isInstant(text.split('_')[0] ?? ''),
  limit: (text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= 500,
};
const MAY_BE_EMPTY = new Set(['payer', 'from', 'until']);
const CURSOR = /^(\S{24})_(P2P(?:-[2-9B-Z]{4}){3})$/;

/**
 * @param {URL} url
 * @param {string} timeZone the zone of a date without a time
 * @returns {Query}
 * @throws {Problem}
 */
export function readQuery({ searchParams }, timeZone) {
  // A form also sends its empty fields.
  const given = new Map([...searchParams].filter(([name, value]) => value !== '' || !MAY_BE_EMPTY.has(name)));
  for (const [name, value] of given) {
    // Don't repeat an unknown name or a value; it could be anything.
    if (!Object.hasOwn(PARAMETERS, name)) throw new Problem(400, 'Malformed', `A parameter is unknown. Known are ${Object.keys(PARAMETERS).join(', ')}.`);
    if (!PARAMETERS[name]?.(value)) throw new Problem(400, 'Malformed', `The parameter ${name} has an invalid value.`);
  }
  const [, received_at, reference] = CURSOR.exec(given.get('after') ?? '') ?? [];
  return {
    filter: { payer: given.get('payer') ?? null, from: instant(given.get('from'), timeZone, 0), until: instant(given.get('until'), timeZone, 1) },
    after: received_at && reference ? { received_at, reference } : null,
    limit: Number(given.get('limit') ?? 50),
  };
}

/** @param {{ received_at: string, reference: string }} last the last request of a page */
export function cursor({ received_at, reference }) {
  return `${received_at}_${reference}`;
}

/** @param {string} text */
function isDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** @param {string} text */
function isInstant(text) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/**
 * @param {string | undefined} text a day or an instant
 * @param {string} timeZone
 * @param {number} days to add to a day, because `until` includes it
 */
function instant(text, timeZone, days) {
  if (text === undefined) return null;
  if (!isDay(text)) return new Date(text).toISOString();
  const day = new Date(text);
  day.setUTCDate(day.getUTCDate() + days);
  return midnight(day, timeZone).toISOString();
}

/**
 * The first instant of a day in a zone. Looks the offset up twice, because the clocks may change between midnight UTC
 * and local midnight.
 * @param {Date} day at midnight in UTC
 * @param {string} timeZone
 */
function midnight(day, timeZone) {
  const guess = new Date(day.getTime() - offset(day, timeZone));
  return new Date(day.getTime() - offset(guess, timeZone));
}

/** @param {Date} date @param {string} timeZone @returns {number} milliseconds east of UTC */
function offset(date, timeZone) {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(date);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return Date.parse(`${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`) - Math.floor(date.getTime() / 1000) * 1000;
}
