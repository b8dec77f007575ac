// Delivers the outbox to the payer's own system as signed Standard Webhooks: at least once, in order for each request,
// until delivered or dead.
import { Webhook } from 'standardwebhooks';

/** @typedef {import('./store/store.js').Store} Store */
/** @typedef {import('./store/store.js').Message} Message */
/** @typedef {import('./settings.js').WebhookSettings} WebhookSettings */

/**
 * How much longer than the receiver's timeout a claim is valid. If this process is killed, others may then claim the
 * message.
 */
const CLAIM_MARGIN_MS = 5000;
/** How many messages one process sends at a time. */
const AT_ONCE = 10;

export class Deliverer {
  /** Start times of the deliveries that began as soon as their message was stored. @type {Set<{ started: number }>} */
  #immediate = new Set();

  /**
   * @param {Store} store
   * @param {WebhookSettings} settings
   * @param {(event: { id: string, result: 'delivered' | 'failed' | 'dead', attempts: number, error?: string }) => void} report
   */
  constructor(store, settings, report) {
    this.store = store;
    this.settings = settings;
    this.report = report;
  }

  /**
   * Delivers a message as soon as it is stored, unless many deliveries are running. Then it is left in the outbox for
   * the next tick; otherwise deliveries would delay each other until they time out.
   * @param {string} id
   */
  async deliverNow(id) {
    const started = Date.now();
    // A host may have dropped a delivery without notice.
    for (const other of this.#immediate) if (other.started < started - 2 * this.#claimMs()) this.#immediate.delete(other);
    if (this.#immediate.size >= AT_ONCE) return 0;
    const own = { started };
    this.#immediate.add(own);
    try {
      return await this.deliver(id);
    } finally {
      this.#immediate.delete(own);
    }
  }

  #claimMs() {
    return this.settings.timeout * 1000 + CLAIM_MARGIN_MS;
  }

  /**
   * Delivers the messages that are due.
   * @param {string} [id] only this message
   * @returns {Promise<number>} how many were attempted
   */
  async deliver(id) {
    let tried = 0;
    for (;;) {
      const now = Date.now();
      const claim = { now: iso(now), until: iso(now + this.#claimMs()), limit: AT_ONCE };
      const messages = await this.store.claim(id === undefined ? claim : { ...claim, id });
      await Promise.all(messages.map((message) => this.#attempt(message)));
      tried += messages.length;
      if (id !== undefined || messages.length === 0) return tried;
    }
  }

  /** @param {Message} message */
  async #attempt(message) {
    const { id, attempts } = message;
    const error = await post(this.settings, message);
    if (error === null) {
      await this.store.delivered(id, iso(Date.now()));
      return this.report({ id, attempts, result: 'delivered' });
    }
    const wait = this.settings.waits[attempts - 1];
    await this.store.failed(id, error, wait === undefined ? null : iso(Date.now() + jittered(wait)));
    this.report({ id, attempts, result: wait === undefined ? 'dead' : 'failed', error });
  }
}

/**
 * @param {WebhookSettings} settings
 * @param {Message} message
 * @returns {Promise<string | null>} what went wrong, quoting nothing that was sent or received
 */
async function post({ url, secrets, timeout }, message) {
  const body = payload(message);
  const now = new Date();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'p2p-review-intake',
        'webhook-id': message.id,
        'webhook-timestamp': `${Math.floor(now.getTime() / 1000)}`,
        // Sign with every secret: during a rotation the receiver may know only one of them.
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(message.id, now, body)).join(' '),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout * 1000),
    });
    await response.body?.cancel();
    return response.ok ? null : `HTTP ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'no connection';
  }
}

/** @param {Message} message */
function payload({ type, created_at, reference, received_at, answers }) {
  const data = answers === null ? { reference } : { reference, received_at, answers: JSON.parse(answers) };
  return JSON.stringify({ type, timestamp: created_at, data });
}

/** Spreads retries, so that messages that failed together are not retried together. @param {number} seconds */
function jittered(seconds) {
  return seconds * 1000 * (0.9 + Math.random() * 0.2);
}

/** @param {number} milliseconds */
function iso(milliseconds) {
  return new Date(milliseconds).toISOString();
}
