// What happens to a form: who submits it, what is edited, added or taken away. The gate hears of it here, and nothing
// is submitted past it.

import { unclobbered } from './dom.js';
import { warn } from './report.js';
import { isOwnSubmission, tellSubmitters } from './submitters.js';

/**
 * @typedef {object} Hearing
 * @property {() => void} submitted the request is to be sent
 * @property {() => void} reset
 * @property {(control: Element) => void} typed perhaps not yet done
 * @property {(control: Element) => void} edited
 * @property {(control: Element) => void} left
 * @property {() => void} pressed a key, whatever it does
 * @property {() => void} changed by a script, or by the page
 * @property {() => void} released a pointer that was down is up again
 * @property {() => void} shown the page is to be seen again
 * @property {(isPrinting: boolean) => void} printing the page is made ready for paper, or is back from there
 * @property {() => void} restored the browser has put the page, and what was typed, back
 */

/** Attributes that change what a form says. */
const SAYING = ['checked', 'disabled', 'form', 'method', 'name', 'selected', 'type', 'value'];

export class FormGuard {
  /** Whether a pointer is down. */
  isPressed = false;
  /** @type {string | null | undefined} the page's own method; undefined: not closed yet */
  #method;
  #noValidate = false;
  #isOpen = false;
  /** @type {AbortController | null} */
  #listening = null;
  /** Submissions that are known to be the page's. @type {WeakSet<Event>} */
  #passed = new WeakSet();
  #own;

  /**
   * @param {HTMLFormElement} form
   * @param {Hearing} hearing
   */
  constructor(form, hearing) {
    this.form = form;
    this.hearing = hearing;
    this.#own = unclobbered(form);
    this.observer = new MutationObserver((records) => {
      if (records.some(({ target, attributeName }) => target === form && attributeName === 'method')) this.close();
      hearing.changed();
    });
    // On the form itself, also while it is out of the page: it may come back.
    this.#own.addEventListener('submit', (event) => this.handleSubmit(event), { capture: true });
  }

  get isConnected() {
    return this.#listening?.signal.aborted === false;
  }

  connect() {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { hearing } = this;
    const { signal } = this.#listening;
    const root = this.#own.getRootNode();
    // Before the form's own listeners: a script that sends the form's data itself must not hear of it first.
    root.addEventListener('submit', (event) => this.handleSubmit(event), { capture: true, signal });
    root.addEventListener('reset', (event) => {
      // The values go after the event.
      if (event.target === this.form) setTimeout(() => event.defaultPrevented || hearing.reset());
    }, { capture: true, signal });
    for (const name of ['input', 'change', 'focusout']) root.addEventListener(name, (event) => this.#edited(event), { capture: true, signal });
    root.addEventListener('keydown', () => hearing.pressed(), { capture: true, passive: true, signal });
    this.#watchPointer(signal);
    addEventListener('pageshow', () => hearing.restored(), { signal });
    document.addEventListener('visibilitychange', () => hearing.shown(), { signal });
    matchMedia('print').addEventListener('change', ({ matches }) => hearing.printing(matches), { signal });
    this.observer.observe(this.form, { subtree: true, childList: true, attributes: true, attributeFilter: SAYING });
  }

  disconnect() {
    this.#listening?.abort();
    this.observer.disconnect();
    this.isPressed = false;
  }

  /** What has just changed was the gate's own doing. */
  overlook() {
    this.observer.takeRecords();
  }

  /** Makes the form submit nothing by itself: not to an address, nor by `form.submit()`. */
  close() {
    if (this.#isOpen) return;
    const method = this.#own.getAttribute('method');
    if (this.#method === undefined) {
      this.#noValidate = this.#own.noValidate;
      tellSubmitters(this.#own);
      Reflect.defineProperty(this.form, 'submit', { configurable: true, writable: true, enumerable: false, value: () => warn('form.submit() passes by the rules, so nothing was sent. Use form.requestSubmit().') });
    }
    if (this.#method === undefined || method !== 'dialog') this.#method = method;
    // Setting what is set already would be a change to whoever observes it.
    if (method !== 'dialog') this.#own.setAttribute('method', 'dialog');
    if (!this.#own.noValidate) this.#own.noValidate = true;
  }

  /** Gives the form back as it was. */
  release() {
    if (this.#method === undefined) return;
    this.#restoreMethod();
    this.#own.noValidate = this.#noValidate;
    Reflect.deleteProperty(this.form, 'submit');
    this.#isOpen = true;
  }

  /** @param {Event} event */
  handleSubmit(event) {
    if (event.target !== this.form || this.#passed.has(event) || (this.#isOpen && !this.isConnected)) return;
    const submitter = 'submitter' in event && event.submitter instanceof Element ? event.submitter : null;
    if (!isOwnSubmission(this.#own, submitter)) {
      this.#passed.add(event);
      this.#letThrough(event, submitter);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const goOn = this.#own.dispatchEvent(new CustomEvent('p2p-attempt', { bubbles: true, composed: true, cancelable: true, detail: { submitter } }));
    if (goOn) this.hearing.submitted();
  }

  /**
   * One of the page's own buttons: for this once the form is what the page has made it.
   * @param {Event} event
   * @param {Element | null} submitter
   */
  #letThrough(event, submitter) {
    if (!this.#noValidate && !submitter?.hasAttribute('formnovalidate') && !this.#own.reportValidity()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    this.#restoreMethod();
    this.#isOpen = true;
    setTimeout(() => {
      this.#isOpen = false;
      this.close();
    });
  }

  #restoreMethod() {
    if (this.#method === null || this.#method === undefined) this.#own.removeAttribute('method');
    else this.#own.setAttribute('method', this.#method);
  }

  /** Also of inputs that stand elsewhere and name the form. @param {Event} event */
  #edited(event) {
    const { target } = event;
    // Whoever looks into another window has not left.
    if (!(target instanceof Element) || (event.type === 'focusout' && target === document.activeElement)) return;
    if (this.#own.contains(target) || ('form' in target && target.form === this.form)) this.hearing[/** @type {const} */ ({ input: 'typed', change: 'edited', focusout: 'left' })[/** @type {'input' | 'change' | 'focusout'} */ (event.type)]](target);
  }

  /** @param {AbortSignal} signal */
  #watchPointer(signal) {
    const options = { capture: true, passive: true, signal };
    const release = () => {
      if (!this.isPressed) return;
      this.isPressed = false;
      // The click comes right after.
      setTimeout(() => this.hearing.released());
    };
    addEventListener('pointerdown', () => (this.isPressed = true), options);
    for (const name of ['pointerup', 'pointercancel', 'dragend']) addEventListener(name, release, options);
    // The window's own: inputs lose the focus under a pointer.
    addEventListener('blur', ({ target }) => target === window && release(), options);
    // Let go outside the window.
    addEventListener('pointermove', ({ buttons }) => buttons === 0 && release(), options);
  }
}
