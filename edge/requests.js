// Requests for a peer-to-peer review, as the gate sends them: the same rules once more, by this server's own clock.
import { validate_request } from '../pkg/p2p_review.js';
import { trimmed } from '../www/gate/characters.js';
import { canonical } from './answers.js';
import { record } from './audit.js';
import { idempotencyKey, readJson } from './http/body.js';
import { Problem } from './http/problem.js';
import { newReference } from './reference.js';
import { messageId } from './store/store.js';

/** @typedef {import('./intake.js').Context} Context */

/** The longest answers that are stored, in bytes: many times what a form sends, and a bound to what one can write. */
const LONGEST_ANSWERS = 8 * 1024;

/**
 * Decides, and stores what is eligible.
 * @param {Request} request
 * @param {Context} context
 */
export async function receive(request, { store, settings, background, deliver }) {
  const answers = await readJson(request, settings.bodySeconds);
  const key = idempotencyKey(request.headers);
  const written = bounded(answers);
  const instant = new Date().toISOString();
  const decision = validate_request(answers, toTheMinute(instant));
  const audit = record(answers, decision);
  if (decision.outcome !== 'eligible') {
    // What was taken stays taken, also when its time has since run out.
    const stored = await store.refuse(key, audit);
    return stored ? receipt(stored, written) : Response.json(decision, { status: 422 });
  }
  const reference = newReference();
  const payer = typeof answers['payer'] === 'string' ? trimmed(answers['payer']) : null;
  const announce = settings.webhook !== null;
  const stored = await store.add({ key, reference, received_at: instant, payer, answers: written, audit, announce });
  if (announce && stored.reference === reference) background(deliver(messageId(reference, 1)));
  return receipt(stored, written);
}

/**
 * Decides, and keeps nothing: for servers that keep their own records.
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
 * @param {string} written
 */
function receipt({ reference, received_at, answers }, written) {
  // What an earlier version stored may be written in another way.
  if (answers !== written && canonical(JSON.parse(answers)) !== written) {
    throw new Problem(409, 'Key used before', 'Another request came with this Idempotency-Key. A new request needs a new one.');
  }
  return Response.json({ reference, received_at }, { status: 202 });
}

/** @param {Record<string, unknown>} answers */
function bounded(answers) {
  const written = canonical(answers);
  if (new TextEncoder().encode(written).length <= LONGEST_ANSWERS) return written;
  throw new Problem(413, 'Too long', `The answers of a request hold at most ${LONGEST_ANSWERS} bytes.`);
}

/** The audit record is to repeat the decision, but not to say to the millisecond who was here when. @param {string} instant */
function toTheMinute(instant) {
  return `${instant.slice(0, 16)}:00Z`;
}
