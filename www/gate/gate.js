// The gate: asks the rules at every change, shows their answer, and lets only an eligible request out.

import { showAlert, tellFailure, tellMissing, tellSent } from './alerts.js';
import { controlsByFact, readRequest } from './answers.js';
import { drawAnswer } from './answer.js';
import { h, inOrder } from './dom.js';
import { askClock, clockDrift, loadRules, now } from './engine.js';
import { focusSummary, markFields, problemsOf, showSummary } from './errors.js';
import { addQuestions, detailsOf, showAll, showQuestions } from './questions.js';
import { Delivery } from './send.js';
import { announcement } from './words.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').PolicySummary} PolicySummary */
/** @typedef {import('./errors.js').Problem} Problem */
/** @typedef {import('./send.js').Outcome} Outcome */
/**
 * @typedef {object} Options
 * @property {string} [endpoint] where an eligible request is posted; without one, only the p2p-submit event tells of it
 * @property {'submit' | 'block'} [fallback] what becomes of a request when the rules can't be loaded; block unless told
 * @property {Record<string, string>} [names] fact -> the name of the form's inputs for it, where they differ
 * @property {Record<string, string | boolean>} [preset] answers that the page's owner gives; their questions are not asked
 * @property {number} [timeout] milliseconds to wait for the server, and before that for the rules
 */

const TICK = 30_000;

export class Gate {
  /** @type {Decision | null} the last answer; null until the rules are loaded */
  decision = null;
  /** @type {Record<string, unknown>} the answers that it is about */
  request = {};
  /** 'loading', 'ready' or 'missing': what has become of the rules */
  state = /** @type {'loading' | 'ready' | 'missing'} */ ('loading');
  /** @type {import('./engine.js').Rules | null} */
  #rules = null;
  /** @type {PolicySummary[]} */
  #policies = [];
  /** @type {Set<Element>} fields whose message has been shown, and stays up to date */
  #shown = new Set();
  #frame = 0;
  #delivery = new Delivery();
  /** The answers that the decision is about, as text. */
  #told = '';
  /** @type {Decision | null} the server's own answer to these very answers */
  #verdict = null;

  /**
   * @param {HTMLFormElement} form
   * @param {Options} [options]
   */
  constructor(form, options = {}) {
    this.form = form;
    this.options = options;
    this.panel = place(form, 'answer', 'append', { role: 'group', 'aria-label': 'Answer', class: 'p2p-answer' });
    this.notice = place(form, 'notice', 'prepend');
    this.errors = place(form, 'errors', 'prepend');
    this.alert = place(form, 'alert', 'append');
    this.status = place(form, 'status', 'append', { role: 'status', class: 'p2p-hidden' });
    form.noValidate = true;
    form.addEventListener('input', (event) => this.#edited(event));
    form.addEventListener('change', (event) => this.#edited(event));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    addEventListener('pageshow', () => this.later());
    document.addEventListener('visibilitychange', () => this.#tick());
    setInterval(() => this.#tick(), TICK);
    /** Settles once the rules are there, or known not to be. */
    this.ready = this.load();
  }

  /** Loads the rules, or tries to again. */
  async load() {
    this.#become('loading');
    try {
      this.#rules = await loadRules(this.options.timeout);
    } catch {
      this.#become('missing');
      return;
    }
    this.#policies = this.#rules.policies();
    this.#become('ready');
    void askClock().then(() => this.evaluate());
  }

  /**
   * Adds a payer's policy, or replaces one; its own facts are asked for by questions that the gate builds.
   * @param {import('../../pkg/p2p_review.js').Policy} policy
   * @throws {Error} with `problems`, as load_policy
   */
  async loadPolicy(policy) {
    const rules = await loadRules(this.options.timeout);
    await this.ready;
    rules.load_policy(policy);
    this.#policies = rules.policies();
    this.evaluate();
  }

  /** Asks the rules now. @returns {Decision | null} */
  evaluate() {
    cancelAnimationFrame(this.#frame);
    if (!this.#rules) return null;
    this.#ask();
    if (!this.decision) return null;
    const there = controlsByFact(this.form, this.#names);
    addQuestions(this.form, this.decision, this.#fields(), (fact) => there.has(fact) || this.#presets().has(fact));
    if (showQuestions(this.form, this.decision, this.request, this.#fields(), this.#presets())) this.#ask();
    this.#render();
    this.form.dispatchEvent(new CustomEvent('p2p-decision', { bubbles: true, detail: { decision: this.decision, request: this.request } }));
    return this.decision;
  }

  /** Asks the rules with the next frame. */
  later() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.evaluate());
  }

  /**
   * What keeps the request from being complete.
   * @param {Element} [part] only the questions inside
   */
  problems(part = this.form) {
    if (!this.decision) return [];
    return problemsOf(this.form, this.#names, this.decision, (fact) => this.fieldInfo(fact)?.question)
      .filter(({ control }) => part.contains(control));
  }

  /**
   * Shows problems at their fields and in the summary, and takes the reader there.
   * @param {Problem[]} problems
   */
  show(problems) {
    this.#shown = new Set(problems.map(({ control }) => control));
    markFields(this.form, problems);
    showSummary(this.errors, problems);
    if (problems.length) focusSummary(this.errors);
  }

  /**
   * Sends the request if the rules allow it; otherwise shows what keeps it from being sent.
   * @returns {Promise<Outcome | null>} null: nothing was sent
   */
  async submit() {
    if (this.#delivery.busy) return null;
    if (this.state !== 'ready') return this.state === 'missing' && this.options.fallback === 'submit' ? this.#send() : showAlert(this.notice);
    const decision = this.evaluate();
    if (!decision) return null;
    this.show(this.problems());
    if (decision.outcome === 'eligible') return this.#send();
    if (decision.outcome === 'ineligible') this.focusAnswer();
    return null;
  }

  focusAnswer() {
    this.panel.scrollIntoView({ block: 'nearest' });
    const headline = this.panel.querySelector('[data-p2p-headline]');
    if (headline instanceof HTMLElement) headline.focus();
  }

  /** Facts that a later part of the form asks for: they do not decide. */
  get details() {
    return detailsOf(this.form);
  }

  /** What this payer calls a fact, or null. @param {string} fact */
  fieldInfo(fact) {
    return this.#fields()?.find((field) => field.field === fact) ?? null;
  }

  /** The answers as they stand, whether or not the rules are loaded. */
  collect() {
    return readRequest(this.form, this.#names, this.options.preset ?? {}, (payer) => this.#fieldsOf(payer));
  }

  /** Makes the next request a new one. */
  startAgain() {
    this.form.reset();
    this.#delivery = new Delivery();
    this.#verdict = null;
    this.show([]);
    this.alert.replaceChildren();
    this.evaluate();
  }

  get #names() {
    return this.options.names ?? {};
  }

  /** @param {unknown} payer */
  #fieldsOf(payer) {
    return this.#policies.find((policy) => policy.id === payer)?.fields ?? null;
  }

  #fields() {
    return this.#fieldsOf(this.request['payer']);
  }

  #presets() {
    return new Set(Object.keys(this.options.preset ?? {}));
  }

  #ask() {
    if (!this.#rules) return;
    this.request = this.collect();
    const told = JSON.stringify(this.request);
    if (this.#verdict && told !== this.#told) this.#verdict = null;
    this.#told = told;
    this.decision = this.#verdict ?? this.#rules.validate_request(this.request, now());
  }

  #render() {
    const { decision } = this;
    if (!decision) return;
    drawAnswer(this.panel, decision, {
      details: this.details, questionOf: (fact) => this.fieldInfo(fact)?.question ?? fact, drift: clockDrift(), fromServer: this.#verdict !== null,
    });
    const problems = this.problems();
    const still = problems.filter(({ control }) => this.#shown.has(control));
    markFields(this.form, still);
    if (still.length === 0) showSummary(this.errors, []);
    const said = inOrder(announcement(decision, this.details));
    if (this.status.textContent !== said) this.status.textContent = said;
  }

  /** @param {Event} event */
  #edited(event) {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement)) return;
    // While typing, a message may go but none may come: half a date is not a wrong date.
    if (event.type === 'change' && target.value !== '' && target.type !== 'radio' && target.type !== 'checkbox') this.#shown.add(target);
    this.later();
  }

  #tick() {
    if (document.hidden || !this.#rules || !this.decision || this.#delivery.busy) return;
    const { checked_at: _, response_times: __, ...before } = this.decision;
    const { checked_at: ___, response_times: ____, ...after } = this.#rules.validate_request(this.request, now());
    if (JSON.stringify(before) !== JSON.stringify(after) && !this.#verdict) this.evaluate();
  }

  async #send() {
    const request = this.collect();
    if (this.#delivery.has(request)) return showAlert(this.alert);
    const go = this.form.dispatchEvent(new CustomEvent('p2p-submit', {
      bubbles: true, cancelable: true, detail: { request, decision: this.decision, idempotency_key: this.#delivery.keyOf(request) },
    }));
    if (!go || this.options.endpoint === undefined) return null;
    this.#showSending(true);
    const outcome = await this.#delivery.send(this.options.endpoint, request, this.options.timeout);
    this.#showSending(false);
    if (outcome.kind === 'failed') tellFailure(this.alert, outcome.message, this.decision?.contacts ?? []);
    if (outcome.kind === 'refused') {
      this.#verdict = outcome.decision;
      this.evaluate();
      this.show(this.problems());
      if (outcome.decision.outcome !== 'incomplete') this.focusAnswer();
    }
    const show = this.form.dispatchEvent(new CustomEvent('p2p-outcome', { bubbles: true, cancelable: true, detail: { outcome, request, decision: this.decision } }));
    if (outcome.kind === 'sent' && show) tellSent(this.alert, outcome.reference, this.decision);
    return outcome;
  }

  /** @param {boolean} busy */
  #showSending(busy) {
    this.form.toggleAttribute('data-p2p-sending', busy);
    this.form.setAttribute('aria-busy', String(busy));
    if (busy) {
      this.alert.replaceChildren();
      this.status.textContent = 'Sending the request.';
    }
  }

  /** @param {'loading' | 'ready' | 'missing'} state */
  #become(state) {
    this.state = state;
    this.form.dataset['p2pState'] = state;
    for (const off of document.querySelectorAll('[data-p2p-off]')) if (off instanceof HTMLElement) off.hidden = true;
    this.panel.hidden = state === 'missing';
    this.notice.replaceChildren();
    if (state === 'ready') this.evaluate();
    if (state === 'missing') {
      showAll(this.form);
      tellMissing(this.notice, this.options.fallback === 'submit', () => void this.load());
    }
    this.form.dispatchEvent(new CustomEvent('p2p-state', { bubbles: true, detail: { state } }));
  }
}

/**
 * Where the form says so, or else where most forms have it.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {'append' | 'prepend'} where
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
function place(form, name, where, attributes) {
  const found = form.querySelector(`[data-p2p-${name}]`);
  if (found instanceof HTMLElement) return found;
  const built = h('div', { [`data-p2p-${name}`]: true, ...attributes });
  form[where](built);
  return built;
}
