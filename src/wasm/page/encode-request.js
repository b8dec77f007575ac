// Reads a request once, then encodes it for the module: one letter for a value's type; numbers and texts end with a zero byte.
// Values that the rules treat alike are encoded alike.
import { factsOf, policiesVersion } from './engine.js';

// The most call windows that are read: one more than a request can have.
const MOST_WINDOWS = 64;
// Replaces an answer that is too long for any fact; reading one can take seconds.
const MOST_ANSWER = 2_000;
const TOO_LONG = `s${'-'.repeat(MOST_ANSWER + 1)}\0`;
// Precedes a key that names no fact; no fact has this character.
const UNKNOWN_KEY = '\x7f';
// The most keys that are enumerated; beyond that, the facts are looked up by name.
const MOST_NAMES = 1_000;

/**
 * @param {any} request
 * @param {any} now
 * @param {any} [options]
 */
export function encodeRequest(request, now, options) {
  const above = prototypeOf(request);
  const instant = encodeInstant(now);
  const language = encodeScalar(options?.language);
  const reportsKeys = options?.report_unknown_keys === true;
  for (let again = false; ; again = true) {
    const version = policiesVersion();
    const read = readAnswers(request, above, reportsKeys);
    // A getter may have changed the policies, and so which facts to read.
    if (version === policiesVersion() || again) return instant + language + encodeAnswers(read);
  }
}

/** @param {any} request @returns {any} the prototype of an object literal, or of one without a prototype, of any window */
function prototypeOf(request) {
  if (typeof request === 'object' && request !== null) {
    const above = Object.getPrototypeOf(request);
    if (above === null || (Object.getPrototypeOf(above) === null && !Array.isArray(request))) return above;
  }
  throw new TypeError('`request` has to be a plain object');
}

/**
 * The payer, encoded and as it is, then the names of facts and their encoded answers. The page's own code (getters, proxies)
 * runs here and nowhere else.
 * @param {any} request
 * @param {any} above its prototype
 * @param {boolean} reportsKeys whether names that are no facts' are wanted too
 * @returns {{ payer: unknown, encodedPayer: string, names: string[], answers: string[] }}
 */
function readAnswers(request, above, reportsKeys) {
  // Properties that a page has put on `Object.prototype` are not answers.
  const root = above !== null && Object.hasOwn(above, 'hasOwnProperty') ? above : null;
  const isAnswer = (/** @type {string} */ name) => root === null || !(name in root) || Object.hasOwn(request, name);
  const payer = isAnswer('payer') ? request.payer : undefined;
  const facts = factsOf(typeof payer === 'string' ? payer : '');
  // A form has a few keys. For anything larger, look the facts up by name.
  const own = above === null || root !== null ? Object.getOwnPropertyNames(request) : [];
  const few = own.length > 0 && own.length <= MOST_NAMES;
  const names = [];
  const answers = [];
  for (const name of few ? own : facts.keys()) {
    if (!facts.has(name)) {
      if (reportsKeys) {
        names.push(UNKNOWN_KEY);
        answers.push(encodeText(name));
      }
      continue;
    }
    if (!few && !isAnswer(name)) continue;
    const given = name === 'payer' ? payer : request[name];
    if (given === undefined || given === null) continue;
    names.push(name);
    answers.push(encodeAnswer(given));
  }
  return { payer, encodedPayer: encodeScalar(payer), names, answers };
}

/** @param {ReturnType<typeof readAnswers>} read */
function encodeAnswers({ payer, encodedPayer, names, answers }) {
  const facts = factsOf(typeof payer === 'string' ? payer : '');
  let encoded = encodedPayer;
  for (let index = 0; index < names.length; index++) {
    const letter = names[index] === UNKNOWN_KEY ? UNKNOWN_KEY : facts.get(names[index]);
    if (letter !== undefined) encoded += letter + answers[index];
  }
  return encoded;
}

/** @param {any} now */
function encodeInstant(now) {
  if (now === undefined) return encodeMillis(Date.now());
  if (typeof now === 'string') return encodeScalar(now);
  try {
    return encodeMillis(Date.prototype.getTime.call(now));
  } catch {
    return 'o';
  }
}

/** @param {number} millis */
function encodeMillis(millis) {
  return millis >= 0 ? encodeNumber(Math.trunc(millis)) : 'o';
}

/** @param {number} given */
function encodeNumber(given) {
  return Number.isFinite(given) ? `n${given}\0` : 'o';
}

/** @param {string} given */
export function encodeText(given) {
  if (given.length > MOST_ANSWER) return TOO_LONG;
  return `s${given.includes('\0') ? given.replaceAll('\0', '\u0001') : given}\0`;
}

/** @param {any} given */
function encodeAnswer(given) {
  return Array.isArray(given) ? encodeWindows(given) : encodeScalar(given);
}

/** @param {any} given */
function encodeScalar(given) {
  switch (typeof given) {
    case 'string':
      return encodeText(given);
    case 'boolean':
      return given ? 't' : 'f';
    case 'number':
      return encodeNumber(given);
    case 'undefined':
      return 'z';
    default:
      return given === null ? 'z' : 'o';
  }
}

const MOST_PART = 64;
const PARTS = ['date', 'start', 'end', 'time_zone'];

/**
 * A list of call windows, each with its parts.
 * @param {any[]} given
 */
function encodeWindows(given) {
  let encoded = '';
  for (let index = 0; index < given.length && index < MOST_WINDOWS; index++) {
    const window = given[index];
    const isTable = typeof window === 'object' && window !== null && !Array.isArray(window);
    encoded += isTable ? `{${PARTS.map((part) => encodePart(window, part)).join('')}}` : 'o';
  }
  return `[${encoded}]`;
}

/** @param {any} window @param {string} key */
function encodePart(window, key) {
  const given = window[key];
  if (given === undefined) return '';
  // Longer than any date, time or zone.
  return `s${key}\0${encodeScalar(typeof given === 'string' ? given.slice(0, MOST_PART) : given)}`;
}
