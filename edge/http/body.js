// What may stand in a body, how long it may be, and how long it may take.
import { Problem } from './problem.js';

/** The longest body taken, in bytes. */
const LONGEST = 64 * 1024;
/** As much is read of a longer one, since a connection that breaks off hides the answer. */
const READ = 16 * LONGEST;
const KEY = /^("?)([\w-]{8,128})\1$/;

/**
 * The key that tells a second try from a second request, plain or quoted, as the IETF's draft writes it.
 * @param {Headers} headers
 */
export function idempotencyKey(headers) {
  const key = KEY.exec(headers.get('idempotency-key') ?? '')?.[2];
  if (key) return key;
  throw new Problem(400, 'No key', 'A request needs an Idempotency-Key of 8 to 128 letters, digits, dashes or underscores, the same at every try.');
}

/**
 * @param {Request} request
 * @param {number} seconds how long it may take to arrive
 * @returns {Promise<Record<string, unknown>>}
 */
export async function readJson(request, seconds) {
  const bytes = await readBody(request, seconds);
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new Problem(415, 'Wrong content type', 'A request is sent as application/json, in UTF-8.', { headers: { 'accept-post': 'application/json' } });
  }
  if (!/^(identity)?$/i.test(request.headers.get('content-encoding') ?? '')) {
    throw new Problem(415, 'Compressed', 'A request is sent without compression.', { headers: { 'accept-encoding': 'identity' } });
  }
  if (!bytes) throw new Problem(413, 'Too long', `A request holds at most ${LONGEST} bytes.`);
  return parse(bytes);
}

/**
 * Reads what nobody wants, since a connection that breaks off hides the answer, and takes the next request with it.
 * @param {Request} request
 * @param {number} seconds
 */
export async function discardBody(request, seconds) {
  if (request.body && !request.bodyUsed) await readBody(request, seconds).catch(() => {});
}

/**
 * @param {Request} request
 * @param {number} seconds
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null where it is too long
 */
async function readBody(request, seconds) {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const late = deadline(seconds);
  const bytes = new Uint8Array(LONGEST);
  let length = 0;
  try {
    while (length <= READ) {
      const { done, value } = await Promise.race([reader.read().catch(brokenOff), late.passed]);
      if (done) break;
      if (length + value.length <= LONGEST) bytes.set(value, length);
      length += value.length;
    }
    return length <= LONGEST ? bytes.subarray(0, length) : null;
  } finally {
    late.cancel();
    // Whatever still comes is of no interest. Nobody waits for it, since it may never end.
    reader.cancel().catch(() => {});
  }
}

/** @returns {never} */
function brokenOff() {
  throw new Problem(400, 'Broken off', 'The body ended before it was whole.');
}

/** @param {number} seconds */
function deadline(seconds) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const passed = /** @type {Promise<never>} */ (
    new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Problem(408, 'Too slow', `A request has to arrive within ${seconds} seconds.`)), seconds * 1000);
    })
  );
  return { passed, cancel: () => clearTimeout(timer) };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Record<string, unknown>}
 */
function parse(bytes) {
  const malformed = new Problem(400, 'Malformed', 'The body is no JSON object in UTF-8.');
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed;
  return value;
}
