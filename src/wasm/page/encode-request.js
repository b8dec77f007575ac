// Reads a request once, then encodes it for the module: one letter for what a value is; numbers and texts end with a zero.
// What the rules can't tell apart is alike here.
import { factsOf, policiesVersion } from './engine.js';

// How many call windows are read: enough to see that they are too many.
const MOST_WINDOWS = 64;
// What stands for an answer that is too long for any fact; it is not looked at, since that alone can take seconds.
const MOST_ANSWER = 2_000;
const TOO_LONG = `s${'-'.repeat(MOST_ANSWER + 1)}\0`;
// How many names a request can have before the facts are looked for one by one.
const MOST_NAMES = 1_000;

/**
 * @param {any} request
 * @param {any} now
 */
export function encodeRequest(request, now) {
  const above = prototypeOf(request);
  const instant = encodeInstant(now);
  for (let again = false; ; again = true) {
    const version = policiesVersion();
    const read = readAnswers(request, above);
    // A getter may have changed the policies, and with them what has to be read.
    if (version === policiesVersion() || again) return instant + encodeAnswers(read);
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
 * @returns {{ payer: unknown, encodedPayer: string, names: string[], answers: string[] }}
 */
function readAnswers(request, above) {
  // What a page has put on `Object.prototype` is no answer.
  const ownOnly = above === null || Object.hasOwn(above, 'hasOwnProperty');
  const payer = !ownOnly || Object.hasOwn(request, 'payer') ? request.payer : undefined;
  const facts = factsOf(typeof payer === 'string' ? payer : '');
  // A form holds no more than a few names. Of anything else the facts are looked for by their names.
  const own = ownOnly ? Object.getOwnPropertyNames(request) : [];
  const few = own.length > 0 && own.length <= MOST_NAMES;
  const names = [];
  const answers = [];
  for (const name of few ? own : facts.keys()) {
    if (!facts.has(name)) continue;
    if (ownOnly && !few && !Object.hasOwn(request, name)) continue;
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
    const letter = facts.get(names[index]);
    if (letter !== undefined) encoded += letter + answers[index];
  }
  return encoded;
}

/** @param {any} now */
function encodeInstant(now) {
  if (now === undefined) return encodeNumber(Date.now());
  if (typeof now === 'string') return encodeScalar(now);
  try {
    return encodeNumber(Date.prototype.getTime.call(now));
  } catch {
    return 'o';
  }
}

/** @param {number} given */
function encodeNumber(given) {
  return Number.isSafeInteger(given) && given >= 0 ? `n${given}\0` : 'o';
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

/**
 * A list of call windows, and of each its parts.
 * @param {any[]} given
 */
function encodeWindows(given) {
  let encoded = '';
  for (let index = 0; index < given.length && index < MOST_WINDOWS; index++) {
    const window = given[index];
    const isTable = typeof window === 'object' && window !== null && !Array.isArray(window);
    encoded += isTable ? `{${encodePart(window, 'date')}${encodePart(window, 'start')}${encodePart(window, 'end')}}` : 'o';
  }
  return `[${encoded}]`;
}

/** @param {any} window @param {string} key */
const encodePart = (window, key) => `s${key}\0${encodeScalar(window[key])}`;
