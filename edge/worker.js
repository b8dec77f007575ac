// Takes requests for a peer-to-peer review, as the gate sends them, and asks the same rules again with a
// clock of its own. Runs in workerd; the store is D1.
import { validate_request } from '../pkg/edge.js';
import { record } from './audit.js';
import { Refusal, answer, preflight, readRequest } from './http.js';
import { Store, newReference } from './store.js';

/**
 * @typedef {object} Bindings
 * @property {import('./store.js').Database} DB
 * @property {string} [ALLOWED_ORIGINS] other sites whose forms may post here, with a blank between
 */

export default {
  /**
   * @param {Request} request
   * @param {Bindings} bindings
   * @returns {Promise<Response>}
   */
  async fetch(request, bindings) {
    const origins = (bindings.ALLOWED_ORIGINS ?? '').split(' ');
    try {
      if (request.method === 'OPTIONS') return preflight(request, origins);
      return await take(request, origins, new Store(bindings.DB));
    } catch (error) {
      if (error instanceof Refusal) return error.answer(request, origins);
      // An error's message can quote what was sent: its name is all that a log may hold.
      console.error(`failed: ${error instanceof Error ? error.name : 'unknown'}`);
      return new Refusal(503, 'Not stored', 'The request could not be stored. Send it again with the same key.').answer(request, origins);
    }
  },
};

/**
 * @param {Request} request
 * @param {string[]} origins
 * @param {Store} store
 */
async function take(request, origins, store) {
  const { answers, key, digest } = await readRequest(request, origins);
  const now = new Date().toISOString();
  const decision = validate_request(answers, now);
  const audit = record(answers, decision);
  if (decision.outcome !== 'eligible') {
    // What was taken stays taken, also when its time has since run out.
    const taken = await store.refuse(key, audit);
    return taken ? receipt(taken) : answer(422, decision, request, origins);
  }
  return receipt(await store.take({ key, digest, reference: newReference(), received_at: now, answers, audit }));

  /** @param {import('./store.js').Taken} taken */
  function receipt(taken) {
    if (taken.digest !== digest) {
      throw new Refusal(409, 'Key used before', 'Another request came with this Idempotency-Key. A new request needs a new one.');
    }
    const { reference, received_at } = taken;
    return answer(202, { reference, received_at }, request, origins);
  }
}
