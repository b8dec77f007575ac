// Accepts requests for a peer-to-peer review from the gate, after checking them again by the server's own clock.
import { validate_request } from '../pkg/p2p_review.js';
import { trimmed } from '../www/gate/characters.js';
import { canonical } from './answers.js';
import { record } from './audit.js';
import { idempotencyKey, readJson } from './http/body.js';
import { Problem } from './http/problem.js';
import { newReference } from './reference.js';
import { messageId } from './store/store.js';

/** @typedef {import('./intake.js').Context} Context */

/** The largest answers to store, in bytes. A form sends far less. */
const LONGEST_ANSWERS = 8 * 1024;

/**
 * Decides a request, and stores it if it is eligible.
 * @param {Request} request
 * @param {Context} context
 */
export async function receive(request, { store, settings, background, deliver }) {
  const answers = await readJson(request, settings.bodySeconds);
  const key = idempotencyKey(request.headers);
  const canonicalAnswers = bounded(answers);
  const instant = new Date().toISOString();
  const decision = validate_request(answers, toTheMinute(instant));
  const audit = record(answers, decision);
  if (decision.outcome !== 'eligible') {
    // A request that was accepted stays accepted, even if it is repeated after its deadline.
    const stored = await store.refuse(key, audit);
    return stored ? receipt(stored, canonicalAnswers) : Response.json(decision, { status: 422 });
  }
  const reference = newReference();
  const payer = typeof answers['payer'] === 'string' ? trimmed(answers['payer']) : null;
  const announce = settings.webhook !== null;
  const stored = await store.add({ key, reference, received_at: instant, payer, answers: canonicalAnswers, audit, announce });
  if (announce && stored.reference === reference) background(deliver(messageId(reference, 1)));
  return receipt(stored, canonicalAnswers);
}

/**
 * Decides a request and stores nothing; for servers that keep their own records.
 * @param {Request} request
 * @param {Context} context
 */
export async function decide(request, { settings }) {
  const answers = await readJson(request, settings.bodySeconds);
  bounded(answers);
  return Response.json(validate_request(answers, new Date().toISOString()));
}

/**
 * @param {import('./store/store.js').Stored} stored
 * @param {string} canonicalAnswers
 */
function receipt({ reference, received_at, answers }, canonicalAnswers) {
  // An earlier version may have stored the same answers in another form.
  if (answers !== canonicalAnswers && canonical(JSON.parse(answers)) !== canonicalAnswers) {
    throw new Problem(409, 'Key already used', 'Another request used this Idempotency-Key. A new request needs a new one.');
  }
  return Response.json({ reference, received_at }, { status: 202 });
}

/** @param {Record<string, unknown>} answers */
function bounded(answers) {
  const canonicalAnswers = canonical(answers);
  if (new TextEncoder().encode(canonicalAnswers).length <= LONGEST_ANSWERS) return canonicalAnswers;
  throw new Problem(413, 'Too large', `The answers must be at most ${LONGEST_ANSWERS} bytes.`);
}

/** Enough to repeat the decision, but not to tell exactly when somebody used the form. @param {string} instant */
function toTheMinute(instant) {
  return `${instant.slice(0, 16)}:00Z`;
}
