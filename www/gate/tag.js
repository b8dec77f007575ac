// <p2p-gate>: puts a gate before every form in it, in the shadow trees in it, or around it, from the moment it is there.

import { Gate } from './gate.js';
import { attributeOptions } from './options.js';

/** @typedef {import('./options.js').Options} Options */

/** A form has one gate, also where two copies of this script are on the page. */
const GATE = Symbol.for('p2p-review.gate');

/** @param {HTMLFormElement} form @returns {Gate | null} */
function gateOf(form) {
  return /** @type {any} */ (form)[GATE] ?? null;
}

/**
 * Puts the gate before a form. A form has one gate: asking again returns the same.
 * @param {HTMLFormElement} form
 * @param {Options} [options]
 * @param {Promise<unknown>} [settled] when the page's own scripts are done with the form's markup
 * @returns {Gate}
 */
export function attach(form, options, settled) {
  const known = gateOf(form);
  known?.connect();
  const gate = known ?? new Gate(form, options, settled);
  Reflect.defineProperty(form, GATE, { configurable: true, writable: true, enumerable: false, value: gate });
  return gate;
}

/** What a server has of it: nothing, but the module can be imported. */
const Base = globalThis.HTMLElement ?? class {};

/**
 * Attributes: endpoint, fallback, timeout, credentials, module, names="fact=name fact=name"; every other one presets the
 * fact of that name, with a dash for an underscore: payer="regence" line-of-business="commercial".
 */
export class P2PGate extends /** @type {typeof HTMLElement} */ (Base) {
  static attach = attach;

  /** @type {Map<HTMLFormElement, Gate>} */
  #gates = new Map();
  /** @type {Options} what a script has told, which goes before attributes */
  #given = {};
  /** Made of markup that was there already: some framework may still be at it. */
  #isUpgrade = this.isConnected;
  /** @type {AbortController | null} */
  #listening = null;
  /** @type {WeakSet<Node>} */
  #watched = new WeakSet();
  /** @type {MutationObserver | null} */
  #attributes = null;
  /** @type {MutationObserver | null} */
  #tree = null;

  /** The gate before the first form; null while there is none. */
  get gate() {
    return this.gates[0] ?? null;
  }

  /** Those before all forms of this tag. */
  get gates() {
    return [...this.#gates.values()];
  }

  get options() {
    return this.#given;
  }

  set options(options) {
    this.#given = options ?? {};
    this.#apply();
  }

  get headers() {
    return this.#given.headers;
  }

  set headers(headers) {
    this.options = { ...this.#given, ...(headers === undefined ? {} : { headers }) };
  }

  connectedCallback() {
    // Moved within the page: nothing has ended.
    if (this.#listening) {
      for (const gate of this.gates) gate.connect();
      return this.#find();
    }
    this.#takeOver('options');
    this.#takeOver('headers');
    this.#listening = new AbortController();
    this.#attributes = new MutationObserver(() => this.#apply());
    this.#attributes.observe(this, { attributes: true });
    this.#tree = new MutationObserver(() => this.#find());
    this.#watch(this);
    for (const name of ['focusin', 'pointerdown', 'keydown', 'input']) this.addEventListener(name, (event) => this.#lookInto(event), { capture: true, signal: this.#listening.signal });
    const around = formAround(this);
    if (around) this.#watch(around);
    // A form that is still on its way has neither all of its inputs nor its places.
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => this.#find(), { once: true, signal: this.#listening.signal });
    else this.#find();
  }

  /** What a page has set before this tag was defined would hide the setter. @param {'options' | 'headers'} name */
  #takeOver(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    Reflect.deleteProperty(this, name);
    Object.assign(this, { [name]: value });
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#listening?.abort();
      this.#listening = null;
      this.#attributes?.disconnect();
      this.#tree?.disconnect();
      this.#watched = new WeakSet();
      for (const gate of this.#gates.values()) gate.disconnect();
      // Whoever comes back is found again.
      this.#gates.clear();
    });
  }

  /** Takes the gate away; the form is the page's again. */
  destroy() {
    for (const form of [...this.#gates.keys()]) this.#release(form);
  }

  /** @param {HTMLFormElement} form */
  #release(form) {
    this.#gates.get(form)?.destroy();
    this.#gates.delete(form);
    Reflect.deleteProperty(form, GATE);
  }

  /** @param {Node} root this tag, a shadow tree in it, or the form around it */
  #watch(root) {
    if (this.#watched.has(root) || !this.#listening) return;
    this.#watched.add(root);
    this.#tree?.observe(root, { childList: true, subtree: true });
    // Submissions do not leave a shadow tree, and a form may be submitted before its coming was noticed.
    root.addEventListener('submit', (event) => this.#submitted(event), { capture: true, signal: this.#listening.signal });
  }

  #find() {
    if (!this.#listening || document.readyState === 'loading') return;
    const around = formAround(this);
    const forms = new Set(around ? [around] : this.#formsIn(this));
    for (const [form, gate] of this.#gates) {
      if (forms.has(form)) continue;
      gate.disconnect();
      this.#gates.delete(form);
    }
    for (const form of forms) this.#add(form);
  }

  /** @param {HTMLFormElement} form */
  #add(form) {
    const known = this.#gates.get(form);
    if (known) return known;
    const options = { ...attributeOptions(this), ...this.#given };
    const gate = attach(form, options, this.#isUpgrade ? settled(this) : undefined);
    Object.assign(gate.options, options);
    this.#gates.set(form, gate);
    return gate;
  }

  /**
   * @param {ParentNode & Node} root
   * @returns {HTMLFormElement[]}
   */
  #formsIn(root) {
    this.#watch(root);
    const found = [];
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLFormElement && closestGate(element, root) === null) found.push(element);
      if (element.shadowRoot) found.push(...this.#formsIn(element.shadowRoot));
      // One that is not defined yet may bring a shadow tree with it.
      else if (element.localName.includes('-') && !element.matches(':defined')) void customElements.whenDefined(element.localName).then(() => this.#find());
    }
    return found;
  }

  /** @param {Event} event */
  #submitted(event) {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || closestGate(form, this) !== null || this.#gates.has(form)) return;
    if (document.readyState === 'loading') {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else this.#add(form).handleSubmit(event);
  }

  /** Shadow trees come without a sign; whoever is about to use one gives it away. @param {Event} event */
  #lookInto(event) {
    if (event.composedPath().some((node) => node instanceof ShadowRoot && !this.#watched.has(node) && this.contains(node.host.getRootNode() === document ? node.host : this))) this.#find();
  }

  #apply() {
    for (const gate of this.#gates.values()) {
      Object.assign(gate.options, attributeOptions(this), this.#given);
      gate.evaluate();
    }
  }
}

/** Another tag between a form and the root: the form is that one's. @param {Element} form @param {Node} root */
function closestGate(form, root) {
  const gate = form.closest('p2p-gate');
  return gate && gate !== root && root.contains(gate) ? gate : null;
}

/** @param {Element} element @returns {HTMLFormElement | null} also where it stands in a shadow tree in the form */
function formAround(element) {
  for (let at = /** @type {Element | null} */ (element); at;) {
    const form = at.closest('form');
    if (form) return form;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

/** How long a page may take to load all that is in it before it is taken as it is. */
const LOADING = 1_000;
const LOOK_AGAIN = 50;
const HYDRATION = 10_000;

/**
 * Resolves when the page's scripts are done with markup that came from a server: until a framework has taken it over, a
 * change would be an error to it. Submissions are held back meanwhile all the same.
 * @param {Element} element
 */
async function settled(element) {
  const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  if (document.readyState !== 'complete') await Promise.race([new Promise((resolve) => addEventListener('load', resolve, { once: true })), wait(LOADING)]);
  await wait(0);
  for (const end = performance.now() + HYDRATION; isBeingHydrated(element) && performance.now() < end;) await wait(LOOK_AGAIN);
}

/** React marks its root, and what it has taken over. @param {Element} element */
function isBeingHydrated(element) {
  const has = (/** @type {Node} */ node, /** @type {string} */ mark) => Object.keys(node).some((key) => key.startsWith(mark));
  if (has(element, '__reactFiber')) return false;
  for (let above = element.parentNode; above; above = above.parentNode) if (has(above, '__reactContainer')) return true;
  return false;
}
