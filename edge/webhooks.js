// Delivers what stands in the outbox to the payer's own system, signed as Standard Webhooks ask: at least once, in order
// about each request, until it arrives or is dead.
import { Webhook } from 'standardwebhooks';

/** @typedef {import('./store/store.js').Store} Store */
/** @typedef {import('./store/store.js').Message} Message */
/** @typedef {import('./settings.js').WebhookSettings} WebhookSettings */

/** How long a claim holds, beside the receiver's time: whoever was killed has lost it after that. */
const CLAIM_MARGIN_MS = 5000;
/** Messages that one process sends at a time. */
const AT_ONCE = 10;

export class Deliverer {
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
   * Sends what is due.
   * @param {string} [id] only this message
   * @returns {Promise<number>} how many were tried
   */
  async deliver(id) {
    let tried = 0;
    for (;;) {
      const now = Date.now();
      const claim = { now: iso(now), until: iso(now + this.settings.timeout * 1000 + CLAIM_MARGIN_MS), limit: AT_ONCE };
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
 * @returns {Promise<string | null>} what went wrong, without a word of what was sent or answered
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
        // While a secret is being replaced, the receiver may know either.
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

/** What failed together should not come back together. @param {number} seconds */
function jittered(seconds) {
  return seconds * 1000 * (0.9 + Math.random() * 0.2);
}

/** @param {number} milliseconds */
function iso(milliseconds) {
  return new Date(milliseconds).toISOString();
}
