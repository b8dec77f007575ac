// The way through the form: decide, details, check, sent. The browser's Back goes one step back; no answer is ever lost.

import { formTexts } from '../gate/texts.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */
/** @typedef {'decide' | 'details' | 'check' | 'sent'} Step */

/** @type {Step[]} */
const WAY = ['decide', 'details', 'check', 'sent'];
const TITLE = document.title;
/** Whole: a page's `<base>` turns a part of an address into one of its own. */
const ADDRESS = location.href.replace(/#.*/, '');

export class Steps {
  /** @type {Step} */
  at = 'decide';
  #done = false;
  /** Whether somebody came from the check to change one answer. */
  #isChanging = false;
  /** Whether Continue was pressed, and all that is missing is to be seen. */
  #isWhole = false;
  /** The step that was left just now, out of sight but not yet gone. @type {Step | null} */
  #leaving = null;

  /**
   * @param {Gate} gate
   * @param {(step: Step) => void} prepare called before a step is shown
   */
  constructor(gate, prepare) {
    this.gate = gate;
    this.prepare = prepare;
    const { form } = gate;
    this.next = find(form, '[data-next]');
    this.back = find(form, '[data-back]');
    // Continue is not yet Send.
    form.addEventListener('p2p-attempt', (event) => this.#advance(event));
    form.addEventListener('p2p-state', () => this.#arrange());
    form.addEventListener('p2p-decision', () => this.#arrange());
    form.addEventListener('p2p-outcome', (event) => this.#outcome(/** @type {CustomEvent} */ (event)));
    this.back.addEventListener('click', () => history.back());
    addEventListener('popstate', () => this.#travelled());
    history.replaceState({}, '', ADDRESS);
    this.#arrange();
  }

  /**
   * @param {Step} step
   * @param {{ travelled?: boolean }} [how] travelled: the address already says so
   */
  go(step, { travelled = false } = {}) {
    this.#leaving = this.at === step ? null : this.at;
    this.at = step;
    this.#isWhole = false;
    if (!travelled) history.pushState({}, '', `${ADDRESS}#${step}`);
    if (step === 'check') this.#isChanging = false;
    this.prepare(step);
    this.gate.show([]);
    this.gate.alert.replaceChildren();
    this.#arrange();
    const title = this.#section(step).querySelector('.step-title');
    document.title = step === 'decide' ? TITLE : `${title?.textContent ?? ''} – ${TITLE}`;
    scrollTo(0, 0);
    this.gate.panel.scrollTop = 0;
    if (title instanceof HTMLElement) title.focus({ preventScroll: true });
    this.#leaveLater();
  }

  /**
   * What had the focus goes once the browser has told where that is now: of a title whose focus is told after the end of
   * what had it, or after the caret's move, Orca says nothing.
   */
  #leaveLater() {
    const { at } = this;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (this.at !== at) return;
      this.#leaving = null;
      this.#arrange();
    }));
  }

  /** @param {Element} control the one to change an answer with */
  goTo(control) {
    const step = WAY.find((name) => this.#section(name).contains(control));
    this.#isChanging = this.at === 'check';
    if (step) this.go(step);
    control.scrollIntoView({ block: 'center' });
    if (control instanceof HTMLElement) control.focus({ preventScroll: true });
  }

  /** @param {Event} event */
  #advance(event) {
    const { gate, at } = this;
    if (gate.state !== 'ready' || at === 'check') return;
    event.preventDefault();
    this.#isWhole = true;
    const decision = gate.evaluate();
    const problems = gate.problems(this.#section(at));
    if (decision?.outcome === 'ineligible') {
      gate.show(problems);
      gate.focusAnswer('[data-p2p-instead]');
    } else if (this.#isChanging && decision?.outcome === 'eligible') this.go('check');
    else if (problems.length > 0) gate.show(problems);
    else if (at === 'decide') this.go('details');
    else if (decision?.outcome === 'eligible') this.go('check');
    else gate.show(gate.problems());
  }

  /** @param {CustomEvent} event */
  #outcome({ detail: { outcome } }) {
    if (outcome.kind === 'sent') {
      this.#done = true;
      this.go('sent');
    }
    if (outcome.kind === 'refused' && outcome.decision.outcome === 'incomplete') {
      const control = this.gate.problems()[0]?.control;
      if (control) this.goTo(control);
      this.gate.show(this.gate.problems());
    }
  }

  #travelled() {
    const named = WAY.find((step) => location.hash === `#${step}`) ?? (location.hash === '' ? 'decide' : null);
    // Some other place on this page, such as the telephone numbers.
    if (named === null) return;
    if (this.#done) this.go('sent', { travelled: named === 'sent' });
    else if (named === 'sent' || (named === 'check' && this.gate.decision?.outcome !== 'eligible')) this.go('decide', { travelled: true });
    else this.go(named, { travelled: true });
  }

  /** Makes room for the next request. */
  startAgain() {
    this.#done = false;
    this.#isChanging = false;
    this.gate.startAgain();
    this.go('decide');
  }

  #arrange() {
    const { gate, at } = this;
    const missing = gate.state === 'missing';
    const refused = gate.decision?.outcome === 'ineligible';
    const leaving = this.#leaving;
    for (const step of WAY) {
      const section = this.#section(step);
      section.hidden = missing && at !== 'sent' ? step === 'check' || step === 'sent' : step !== at && step !== leaving;
      section.classList.toggle('leaving', step === leaving);
    }
    const sent = at === 'sent';
    const columns = find(gate.form, '.columns');
    columns.hidden = sent && leaving === null;
    columns.classList.toggle('leaving', sent && leaving !== null);
    find(gate.form, '[data-progress]').hidden = sent || missing;
    find(document, '[data-lead]').hidden = at !== 'decide';
    gate.panel.hidden = missing || sent;
    find(gate.form, '[data-actions]').hidden = (sent && leaving === null) || (missing && gate.options.fallback !== 'submit');
    this.back.hidden = at === 'decide' || missing;
    // Nothing to go on to: the answer says where else to go.
    this.next.hidden = refused;
    this.next.textContent = missing ? formTexts.sendUnchecked : at === 'check' ? formTexts.send : formTexts.continue;
    this.#openParts();
    for (const item of gate.form.querySelectorAll('[data-progress-step]')) {
      const step = /** @type {HTMLElement} */ (item).dataset['progressStep'];
      if (step === at) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
      item.classList.toggle('done', WAY.indexOf(/** @type {Step} */ (step)) < WAY.indexOf(at));
    }
  }

  /** On a phone the parts of a step come one after the other: one that is not reached yet is marked. */
  #openParts() {
    for (const step of WAY) {
      let isReached = true;
      for (const part of this.#section(step).querySelectorAll(':scope > .part')) {
        part.classList.toggle('later', !isReached && !this.#isWhole && this.gate.state === 'ready');
        isReached &&= this.gate.problems(part).length === 0;
      }
    }
  }

  /** @param {Step} step */
  #section(step) {
    return find(this.gate.form, `[data-step="${step}"]`);
  }
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  const element = root.querySelector(selector);
  if (element instanceof HTMLElement) return element;
  throw new Error(`This page has no ${selector}`);
}
