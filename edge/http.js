// What may come in over HTTP, and how it is answered.

/** The longest body taken, in bytes. */
const LONGEST = 64 * 1024;
/** As much is read of a longer one, since a connection that breaks off hides the answer. */
const READ = 16 * LONGEST;
const KEY = /^[\w-]{8,128}$/;

/** A request that is not even looked at, with the reason, as RFC 9457 puts it. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} title
   * @param {string} detail
   * @param {Record<string, string>} [headers]
   */
  constructor(status, title, detail, headers = {}) {
    super(title);
    this.status = status;
    this.body = { title, status, detail };
    this.headers = { 'content-type': 'application/problem+json', ...headers };
  }

  /**
   * @param {Request} request
   * @param {string[]} origins
   */
  answer(request, origins) {
    return answer(this.status, this.body, request, origins, this.headers);
  }
}

/**
 * @param {number} status
 * @param {unknown} body
 * @param {Request} request
 * @param {string[]} origins
 * @param {Record<string, string>} [headers]
 */
export function answer(status, body, request, origins, headers = {}) {
  return Response.json(body, {
    status,
    headers: { 'cache-control': 'no-store', date: new Date().toUTCString(), ...crossOrigin(request, origins), ...headers },
  });
}

/**
 * @param {Request} request
 * @param {string[]} origins
 */
export function preflight(request, origins) {
  const allowed = crossOrigin(request, origins);
  if (!('access-control-allow-origin' in allowed)) throw otherOrigin();
  return new Response(null, {
    status: 204,
    headers: {
      ...allowed,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '86400',
    },
  });
}

/**
 * @param {Request} request
 * @param {string[]} origins
 * @returns {Record<string, string>}
 */
function crossOrigin(request, origins) {
  const origin = request.headers.get('origin');
  if (!origin || !origins.includes(origin)) return { vary: 'origin' };
  // The gate reads the server's clock off the date.
  return { vary: 'origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': 'date' };
}

/**
 * @param {Request} request
 * @param {string[]} origins
 * @returns {Promise<{ answers: Record<string, unknown>, key: string, digest: string }>}
 * @throws {Refusal}
 */
export async function readRequest(request, origins) {
  const bytes = await readBody(request);
  const { method, headers, url } = request;
  const { pathname, origin } = new URL(url);
  if (!pathname.endsWith('/requests')) throw new Refusal(404, 'Not found', 'Requests are posted to /requests.');
  if (method !== 'POST') throw new Refusal(405, 'Not allowed', 'Requests are posted.', { allow: 'POST, OPTIONS' });
  const sender = headers.get('origin');
  if (sender && sender !== origin && !origins.includes(sender)) throw otherOrigin();
  const type = headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new Refusal(415, 'Wrong content type', 'A request is sent as application/json, in UTF-8.', { 'accept-post': 'application/json' });
  }
  const key = headers.get('idempotency-key') ?? '';
  if (!KEY.test(key)) {
    throw new Refusal(400, 'No key', 'A request needs an Idempotency-Key of 8 to 128 letters, digits, dashes or underscores, the same at every try.');
  }
  if (!bytes) throw new Refusal(413, 'Too long', `A request holds at most ${LONGEST} bytes.`);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return { answers: parse(bytes), key, digest: hex(new Uint8Array(digest)) };
}

function otherOrigin() {
  return new Refusal(403, 'Other origin', 'Forms of this site are not among those that may post here.');
}

/**
 * @param {Request} request
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null where it is too long
 */
async function readBody(request) {
  const bytes = new Uint8Array(LONGEST);
  let length = 0;
  for await (const chunk of request.body ?? []) {
    if (length + chunk.length <= LONGEST) bytes.set(chunk, length);
    length += chunk.length;
    if (length > READ) break;
  }
  return length <= LONGEST ? bytes.subarray(0, length) : null;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Record<string, unknown>}
 */
function parse(bytes) {
  const malformed = new Refusal(400, 'Malformed', 'The body is no JSON object in UTF-8.');
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed;
  return value;
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
