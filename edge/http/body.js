// Reads a request's body, with limits on type, size and time.
import { Problem } from './problem.js';

/** The largest body accepted, in bytes. */
const LONGEST = 64 * 1024;
/** How much of a larger body is read anyway: closing the connection early could hide the answer from the client. */
const READ = 16 * LONGEST;
const KEY = /^("?)([\w-]{8,128})\1$/;

/**
 * The idempotency key, which identifies retries of a request; plain, or quoted as in the IETF draft.
 * @param {Headers} headers
 */
export function idempotencyKey(headers) {
  const key = KEY.exec(headers.get('idempotency-key') ?? '')?.[2];
  if (key) return key;
  throw new Problem(400, 'No key', 'A request needs an Idempotency-Key of 8 to 128 letters, digits, dashes or underscores, the same at every try.');
}

/**
 * @param {Request} request
 * @param {number} seconds how long the body may take to arrive
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
 * Reads a body that isn't needed: closing the connection early could hide the answer and lose the next request on it.
 * @param {Request} request
 * @param {number} seconds
 */
export async function discardBody(request, seconds) {
  if (request.body && !request.bodyUsed) await readBody(request, seconds).catch(() => {});
}

/**
 * @param {Request} request
 * @param {number} seconds
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null if it is too large
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
    // Cancel the rest without waiting, because it may never end.
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
  const malformed = new Problem(400, 'Malformed', "The body isn't a JSON object in UTF-8.");
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed;
  return value;
}
