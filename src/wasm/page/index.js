// The exports of `p2p_review.js`. Each function encodes a request, makes one call and decodes the answer; no code of
// the page runs during the call.
import { compile } from './author.js';
import { number } from './decode.js';
import { DONE, FAILED, addPolicy, call } from './engine.js';
import { encodeRequest } from './encode-request.js';
import { deadline, deadlineError, decision, summaries } from './shapes.js';

export { author_from } from './author.js';
export { default, initSync } from './engine.js';

export function validate_request(request, now, options) {
  begin('validate_request', request, now, options);
  return decision();
}

export function compute_deadline(request, now, options) {
  if (begin('compute_deadline', request, now, options) === DONE) return deadline();
  const { message, code, field } = deadlineError();
  throw Object.assign(new Error(message), { code, field });
}

export function policies(options) {
  call('policies', `${options?.language ?? ''}`);
  return summaries();
}

export function add_policy(packed) {
  addPolicy(packed);
}

export async function load_policy(policy) {
  const { packed, warnings } = await compile(policy);
  addPolicy(packed);
  return { warnings };
}

/**
 * @param {import('./engine.js').Verb} verb
 * @param {any} request
 * @param {any} now
 * @param {any} options
 * @returns {number} the first number of the answer
 */
function begin(verb, request, now, options) {
  call(verb, encodeRequest(request, now, options));
  const kind = number();
  if (kind === FAILED) throw new TypeError('`now` has to be a Date or an RFC 3339 instant between 2000 and 2099');
  return kind;
}
