// One request to the payer's server, and what came of it. Sent is only what the server says that it has, by a reference.

import { readable } from './characters.js';
import { clock } from './clock.js';
import { readDecision } from './decision.js';
import { fetchPlainly, withTimeLimit } from './engine.js';
import { toJson } from './json.js';
import { fail } from './report.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./options.js').HeaderFields} HeaderFields */
/** @typedef {import('./texts.js').Texts} Texts */
/**
 * @typedef {{ kind: 'sent', reference: string }
 *   | { kind: 'refused', decision: Decision }
 *   | { kind: 'failed', message: string, refusal?: string }} SendResult with a refusal: the server checked it and said no, but not in a way that the gate understands
 */

const PATIENCE = 20_000;
/** What sites answer to whoever is not signed in, or brings no token. */
const NOT_ALLOWED = new Set([401, 403, 419]);
const FOR_NOW = new Set([408, 409, 425, 429]);
/** The gate's own: what a page adds does not replace them. */
const OWN_HEADERS = /^(?:content-type|accept|idempotency-key)$/i;

/** One form's requests on their way: the same answers keep their key and their bytes through every try, and arrive once. */
export class Delivery {
  #key = newKey();
  #tried = '';
  /** What was sent for these answers, with all that the page had added. */
  #body = '';
  #arrived = '';
  /** Whether an answer is being waited for. */
  busy = false;

  /** @param {Record<string, unknown>} request */
  has(request) {
    return toJson(request) === this.#arrived;
  }

  /**
   * @param {Record<string, unknown>} request as it was answered, before the page's owner adds anything to it
   * @returns {string}
   */
  keyOf(request) {
    const content = toJson(request) ?? '';
    if (content !== this.#tried) {
      this.#key = newKey();
      this.#body = '';
    }
    this.#tried = content;
    return this.#key;
  }

  /**
   * Sends what `keyOf` has given a key.
   * @param {Record<string, unknown>} request
   * @param {HeaderFields} headers what the page adds to this try
   * @param {Options} options
   * @param {Texts} texts
   */
  async send(request, headers, options, texts) {
    this.busy = true;
    this.#body ||= toJson(request) ?? '';
    try {
      const result = await send(this.#body, this.#key, headers, options, texts);
      if (result.kind === 'sent') this.#arrived = this.#tried;
      return result;
    } finally {
      this.busy = false;
    }
  }
}

/** A number that stays with a request through every try. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {string} body
 * @param {string} key
 * @param {HeaderFields} added
 * @param {Options} options
 * @param {Texts} texts
 * @returns {Promise<SendResult>}
 */
async function send(body, key, added, { endpoint = '', timeout: patience = PATIENCE, credentials, headers }, texts) {
  let fields;
  try {
    fields = headerFields(endpoint, key, { ...(typeof headers === 'function' ? await headers() : headers), ...added });
  } catch (reason) {
    fail('The headers for the request could not be made, so nothing was sent', reason);
    return { kind: 'failed', message: texts.sendNotTried };
  }
  const asked = performance.now();
  try {
    return await withTimeLimit(patience, async (signal) => {
      const response = await fetchPlainly(endpoint, {
        method: 'POST', headers: fields, body, signal,
        credentials: credentials ?? 'same-origin', referrerPolicy: 'no-referrer', redirect: 'manual', cache: 'no-store',
      });
      clock.read(response, asked);
      return read(response, texts);
    });
  } catch (reason) {
    const late = reason instanceof DOMException && reason.name === 'TimeoutError';
    return { kind: 'failed', message: late ? texts.sendTimedOut(Math.round(patience / 1000)) : navigator.onLine ? texts.sendBroken : texts.sendOffline };
  }
}

/**
 * @param {string} endpoint
 * @param {string} key
 * @param {HeaderFields} added
 */
function headerFields(endpoint, key, added) {
  const fields = new Headers();
  const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute('content');
  // The page's own server gave it; another has no business with it.
  if (token && new URL(endpoint, document.baseURI).origin === location.origin) fields.set('X-CSRF-Token', token);
  for (const [name, value] of Object.entries(added)) if (value !== null && value !== undefined && !OWN_HEADERS.test(name)) fields.set(name, value);
  fields.set('Content-Type', 'application/json');
  fields.set('Accept', 'application/json');
  fields.set('Idempotency-Key', key);
  return fields;
}

/**
 * @param {Response} response
 * @param {Texts} texts
 * @returns {Promise<SendResult>}
 */
async function read(response, texts) {
  const { status } = response;
  const body = await response.json().catch(() => null);
  const reference = response.ok && /\bjson\b/i.test(response.headers.get('content-type') ?? '') ? referenceIn(body) : '';
  if (reference) return { kind: 'sent', reference };
  if (response.ok || response.type === 'opaqueredirect') return { kind: 'failed', message: texts.sendUnclear };
  if (status === 422) {
    const decision = readDecision(body);
    if (decision && decision.outcome !== 'eligible') return { kind: 'refused', decision };
    const refusal = said(body);
    return { kind: 'failed', message: texts.sendRefused(refusal), refusal };
  }
  if (status >= 500) return { kind: 'failed', message: texts.sendServerFault(status) };
  const words = NOT_ALLOWED.has(status) ? texts.sendNotAllowed : FOR_NOW.has(status) ? texts.sendLater : texts.sendRejected;
  return { kind: 'failed', message: words(status) };
}

/** @param {any} body */
function referenceIn(body) {
  const given = typeof body === 'object' && body !== null && Object.hasOwn(body, 'reference') ? body.reference : '';
  return typeof given === 'string' ? readable(given) : typeof given === 'number' ? String(given) : '';
}

/** What a server says in words (RFC 9457). @param {any} body */
function said(body) {
  const words = [body?.title, body?.detail].filter((text) => typeof text === 'string' && text.trim() !== '' && text.length <= 500);
  return words.join(': ');
}
