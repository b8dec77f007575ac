// One request to the payer's server, and what came of it.

import { readClock } from './engine.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/**
 * @typedef {{ kind: 'sent', reference: string | null }
 *   | { kind: 'refused', decision: Decision }
 *   | { kind: 'failed', message: string }} Outcome
 */

const PATIENCE = 20_000;
const KEPT = 'Every answer is still here.';
const SAFE = 'Trying again is safe: the request keeps its number, so that it can be told from a second one.';

/** One form's requests on their way: the same answers keep their key through every try, and arrive once. */
export class Delivery {
  #key = newKey();
  #tried = '';
  #arrived = '';
  /** Whether an answer is being waited for. */
  busy = false;

  /** @param {Record<string, unknown>} request */
  has(request) {
    return JSON.stringify(request) === this.#arrived;
  }

  /**
   * @param {Record<string, unknown>} request as it was answered, before the page's owner adds anything to it
   * @returns {string}
   */
  keyOf(request) {
    const content = JSON.stringify(request);
    if (content !== this.#tried) this.#key = newKey();
    this.#tried = content;
    return this.#key;
  }

  /**
   * Sends what `keyOf` has given a key.
   * @param {string} endpoint
   * @param {Record<string, unknown>} request
   * @param {number} [patience] milliseconds
   */
  async send(endpoint, request, patience) {
    this.busy = true;
    const outcome = await send(endpoint, request, this.#key, patience);
    this.busy = false;
    if (outcome.kind === 'sent') this.#arrived = this.#tried;
    return outcome;
  }
}

/** A number that stays with a request through every try. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {string} endpoint
 * @param {Record<string, unknown>} request
 * @param {string} key
 * @param {number} [patience] milliseconds
 * @returns {Promise<Outcome>}
 */
async function send(endpoint, request, key, patience = PATIENCE) {
  if (!navigator.onLine) return failed(`This computer is offline, so nothing was sent. ${KEPT} Try again when the connection is back.`);
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(request),
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    readClock(response);
    return await read(response);
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'TimeoutError') {
      return failed(`No answer came in ${Math.round(patience / 1000)} seconds. The request may or may not have arrived. ${KEPT} ${SAFE}`);
    }
    return failed(`The connection failed, and there is no sign that the request arrived. ${KEPT} ${SAFE}`);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Outcome>}
 */
async function read(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return { kind: 'sent', reference: typeof body?.reference === 'string' ? body.reference : null };
  if (response.status === 422 && isDecision(body)) return { kind: 'refused', decision: body };
  if (response.status >= 500) return failed(`The payer’s server has a problem (${response.status}) and did not take the request. ${KEPT} ${SAFE}`);
  return failed(`The payer’s server did not take the request (${response.status}). ${KEPT} Trying again may not help: please call.`);
}

/**
 * @param {any} body
 * @returns {body is Decision}
 */
function isDecision(body) {
  return ['eligible', 'ineligible', 'incomplete'].includes(body?.outcome)
    && ['findings', 'needed', 'optional', 'contacts', 'response_times'].every((key) => Array.isArray(body[key]));
}

/**
 * @param {string} message
 * @returns {Outcome}
 */
function failed(message) {
  return { kind: 'failed', message };
}
