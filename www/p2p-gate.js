// The gate for any payer's own form. In HTML:
//   <p2p-gate payer="regence" endpoint="/p2p-requests"><form method="dialog">…</form></p2p-gate>
// or in a script:
//   attach(form, { endpoint: '/p2p-requests', names: { denial_date: 'letterDate' } })

import { Gate } from './gate/gate.js';

export { Gate };

/** @typedef {import('./gate/gate.js').Options} Options */

/** @type {WeakMap<HTMLFormElement, Gate>} */
const gates = new WeakMap();

/**
 * Puts the gate before a form. A form has one gate: asking again returns the same.
 * @param {HTMLFormElement} form
 * @param {Options} [options]
 * @returns {Gate}
 */
export function attach(form, options) {
  const gate = gates.get(form) ?? new Gate(form, options);
  gates.set(form, gate);
  return gate;
}

const OWN = new Set(['endpoint', 'fallback', 'names', 'timeout', 'id', 'class', 'style', 'lang', 'dir', 'hidden', 'slot', 'title']);

/**
 * Attributes: endpoint, fallback, timeout, names="fact=name fact=name"; every other one presets the fact of that name,
 * with a dash for an underscore: payer="regence" line-of-business="commercial".
 */
export class P2PGate extends HTMLElement {
  /** @type {Gate | null} */
  gate = null;

  connectedCallback() {
    const start = () => {
      const form = this.querySelector('form');
      if (form) this.gate = attach(form, this.#options());
    };
    // The form may still be on its way when the browser meets this tag.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
    else start();
  }

  /** @returns {Options} */
  #options() {
    const endpoint = this.getAttribute('endpoint');
    const timeout = Number(this.getAttribute('timeout'));
    return {
      ...(endpoint === null ? {} : { endpoint }),
      ...(timeout > 0 ? { timeout } : {}),
      fallback: this.getAttribute('fallback') === 'submit' ? 'submit' : 'block',
      names: Object.fromEntries((this.getAttribute('names') ?? '').split(/\s+/).filter(Boolean).map((pair) => pair.split('=', 2))),
      preset: Object.fromEntries([...this.attributes]
        .filter(({ name }) => !OWN.has(name) && !/^(data|aria)-/.test(name))
        .map(({ name, value }) => [name.replaceAll('-', '_'), value === 'true' || (value === 'false' ? false : value)])),
    };
  }
}

customElements.define('p2p-gate', P2PGate);
