// Reads a request once, then encodes it for the module: one letter for the type of a value; numbers and texts end with
// a zero byte. Values that mean the same to the rules are encoded the same.
import { factsOf, policiesVersion } from './engine.js';

// How many call windows are read. The limit of a request is lower, so more are never needed.
const MOST_WINDOWS = 64;
// Stands in for any answer that is too long. Reading a huge one could take seconds.
const MOST_ANSWER = 2_000;
const TOO_LONG = `s${'-'.repeat(MOST_ANSWER + 1)}\0`;
// Precedes a key that names no fact; no fact is encoded as this character.
const UNKNOWN_KEY = '\x7f';
// The most keys to enumerate. If there are more, the facts are looked up by name.
const MOST_NAMES = 1_000;
// How often a request is read if reading it changes the policies.
const MOST_TRIES = 3;

/**
 * @param {any} request
 * @param {any} now
 * @param {any} [options]
 */
export function encodeRequest(request, now, options) {
  const prototype = prototypeOf(request);
  const instant = encodeInstant(now);
  const language = encodeScalar(options?.language);
  const reportsKeys = options?.report_unknown_keys === true;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const version = policiesVersion();
    const answers = readAnswers(request, prototype, reportsKeys);
    // A getter may have changed the policies, and with them the facts to read.
    if (version === policiesVersion()) return instant + language + answers;
  }
  throw new TypeError('reading `request` changes the policies each time');
}

/** @param {any} request @returns {any} the prototype of a plain object (also one of another window), or null */
function prototypeOf(request) {
  if (typeof request === 'object' && request !== null) {
    const prototype = Object.getPrototypeOf(request);
    if (prototype === null || (Object.getPrototypeOf(prototype) === null && !Array.isArray(request))) return prototype;
  }
  throw new TypeError('`request` has to be a plain object');
}

/**
 * The payer, then the facts and their answers, encoded. Code of the page (getters, proxies) runs in this function and nowhere
 * else.
 * @param {any} request
 * @param {any} prototype the prototype of the request
 * @param {boolean} reportsKeys whether to include keys that name no fact
 */
function readAnswers(request, prototype, reportsKeys) {
  // Properties that the page has put on `Object.prototype` are not answers.
  const root = prototype !== null && Object.hasOwn(prototype, 'hasOwnProperty') ? prototype : null;
  const isAnswer = (/** @type {string} */ name) => root === null || !(name in root) || Object.hasOwn(request, name);
  const payer = isAnswer('payer') ? request.payer : undefined;
  const facts = factsOf(typeof payer === 'string' ? payer : '');
  // A form has few keys. If there are more, look the facts up by name.
  const own = prototype === null || root !== null ? Object.getOwnPropertyNames(request) : [];
  const few = own.length > 0 && own.length <= MOST_NAMES;
  let encoded = encodeScalar(payer);
  for (const name of few ? own : [...facts.keys()]) {
    const letter = facts.get(name);
    if (letter === undefined) {
      if (reportsKeys) encoded += UNKNOWN_KEY + encodeText(name);
      continue;
    }
    if (!few && !isAnswer(name)) continue;
    const value = name === 'payer' ? payer : request[name];
    if (value !== undefined && value !== null) encoded += letter + encodeAnswer(value);
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

/** @param {number} value */
function encodeNumber(value) {
  return Number.isFinite(value) ? `n${value}\0` : 'o';
}

/** @param {string} value */
export function encodeText(value) {
  if (value.length > MOST_ANSWER) return TOO_LONG;
  return `s${value.includes('\0') ? value.replaceAll('\0', '\u0001') : value}\0`;
}

/** @param {any} value */
function encodeAnswer(value) {
  return Array.isArray(value) ? encodeWindows(value) : encodeScalar(value);
}

/** @param {any} value */
function encodeScalar(value) {
  switch (typeof value) {
    case 'string':
      return encodeText(value);
    case 'boolean':
      return value ? 't' : 'f';
    case 'number':
      return encodeNumber(value);
    case 'undefined':
      return 'z';
    default:
      return value === null ? 'z' : 'o';
  }
}

const MOST_PART = 64;
const PARTS = ['date', 'start', 'end', 'time_zone'];

/**
 * A list of call windows, each with its parts.
 * @param {any[]} value
 */
function encodeWindows(value) {
  let encoded = '';
  for (let index = 0; index < value.length && index < MOST_WINDOWS; index++) {
    const window = value[index];
    const isTable = typeof window === 'object' && window !== null && !Array.isArray(window);
    encoded += isTable ? `{${PARTS.map((part) => encodePart(window, part)).join('')}}` : 'o';
  }
  return `[${encoded}]`;
}

/** @param {any} window @param {string} key */
function encodePart(window, key) {
  const value = window[key];
  if (value === undefined) return '';
  // Nothing longer can be a date, time or zone.
  return `s${key}\0${encodeScalar(typeof value === 'string' ? value.slice(0, MOST_PART) : value)}`;
}
