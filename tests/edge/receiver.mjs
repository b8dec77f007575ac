// A receiver of webhooks, standing in for the payer's own system. It verifies signatures with the Standard Webhooks
// library and recognizes repeated messages by id.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** @typedef {{ id: string, type: string, data: any }} Received */

export class Receiver {
  /** Every accepted message in order of arrival, including repetitions. @type {Received[]} */
  received = [];
  /** The number of deliveries with an invalid signature. */
  forged = 0;
  /** The status to answer; null for no answer. @type {(message: Received, earlier: number) => number | null} */
  answer = () => 204;
  #server;
  #webhook;
  /** @type {Map<string, number>} */
  #tries = new Map();

  /** @param {string} secret */
  constructor(secret) {
    this.#webhook = new Webhook(secret);
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  /** @param {number} [port] */
  async start(port = 0) {
    await new Promise((resolve) => this.#server.listen(port, '127.0.0.1', () => resolve(null)));
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${address.port}/hooks`;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  /** How often it was told of each reference. */
  get references() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { type, data } of this.received) if (type === 'request.received') counts.set(data.reference, (counts.get(data.reference) ?? 0) + 1);
    return counts;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #take(request, response) {
    let body = '';
    for await (const chunk of request) body += chunk;
    try {
      this.#webhook.verify(body, /** @type {Record<string, string>} */ (request.headers));
    } catch {
      this.forged++;
      return void response.writeHead(401).end();
    }
    const message = { id: String(request.headers['webhook-id']), ...JSON.parse(body) };
    const earlier = this.#tries.get(message.id) ?? 0;
    this.#tries.set(message.id, earlier + 1);
    const status = this.answer(message, earlier);
    if (status === null) return void request.socket.destroy();
    if (status < 300) this.received.push(message);
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('an answer that nobody reads');
  }
}
