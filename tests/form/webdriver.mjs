// A browser by the WebDriver standard: of it, this is all that a form takes. playwright-core knows only builds of its own.
import { once } from 'node:events';

/** @typedef {{ [key: string]: string }} Element as the standard names one */

const PATIENCE = 15_000;

export class WebDriver {
  #session = '';
  /** @type {import('node:child_process').ChildProcess | null} */
  #driver = null;

  /**
   * @param {import('node:child_process').ChildProcess} driver
   * @param {string} address where it listens
   * @param {object} capabilities
   */
  async connect(driver, address, capabilities) {
    this.#driver = driver;
    this.#session = `${address}/session`;
    const { sessionId } = await this.ask('POST', '', { capabilities: { alwaysMatch: capabilities } });
    this.#session += `/${sessionId}`;
    return this;
  }

  async stop() {
    if (!this.#driver) return;
    await this.ask('DELETE', '').catch(() => null);
    const gone = once(this.#driver, 'exit');
    this.#driver.kill();
    await gone;
  }

  /** @param {string} address */
  open(address) {
    return this.ask('POST', '/url', { url: address });
  }

  /**
   * @param {string} body of a function, run in the page
   * @param {...unknown} given its arguments
   */
  run(body, ...given) {
    return this.ask('POST', '/execute/sync', { script: body, args: given });
  }

  /**
   * What the page has when the body is true of it, or will have soon.
   * @param {string} body
   * @param {...unknown} given
   */
  async until(body, ...given) {
    for (const late = Date.now() + PATIENCE; Date.now() < late; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const found = await this.run(body, ...given);
      if (found) return found;
    }
    throw new Error(`in vain: ${body} ${JSON.stringify(given)}`);
  }

  /** @param {Element} element */
  click(element) {
    return this.ask('POST', `/element/${idOf(element)}/click`, {});
  }

  /** @param {Element} element @param {string} text */
  type(element, text) {
    return this.ask('POST', `/element/${idOf(element)}/value`, { text });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async ask(method, path, body) {
    const response = await fetch(this.#session + path, { method, headers: { 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}

/** @param {Element} element */
function idOf(element) {
  const [id] = Object.values(element);
  if (typeof id !== 'string') throw new Error('no such element');
  return id;
}
