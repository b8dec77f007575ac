// The gate: at every change it reads the form once, asks the rules, makes one view, and draws it; and it lets only an
// eligible request out.

import { drawAnswer } from './answer-panel.js';
import { showAlert, tellFailure, tellMissing, tellSent } from './alerts.js';
import { clock } from './clock.js';
import { h, unclobbered } from './dom.js';
import { loadRules } from './engine.js';
import { FieldErrors } from './field-errors.js';
import { FormGuard } from './form-guard.js';
import { toJson } from './json.js';
import { Presets, isNothing } from './options.js';
import { addQuestions, detailsOf, drawQuestions, dropQuestions, renewIds, showAll, wrappers } from './questions.js';
import { CHOSEN, readForm } from './read-form.js';
import { isWrong } from './problems.js';
import { fail } from './report.js';
import { ask } from './ask.js';
import { Delivery } from './send.js';
import { Speaker } from './speaker.js';
import { gateTexts } from './texts.js';
import { makeView } from './view.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('../../pkg/p2p_review.js').PolicySummary} PolicySummary */
/** @typedef {import('./problems.js').Problem} Problem */
/** @typedef {import('./send.js').SendResult} SendResult */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./view.js').View} View */

const HEARTBEAT = 1_000;
/** How often the answer is asked for anew: a deadline can pass while the page is open. */
const ASK_AGAIN = 30_000;
/** How long a policy of the page's own may take to come, before its payer counts as a slip of the pen. */
const LATE_POLICY = 1_000;

export class Gate {
  /** @type {Decision | null} the last answer; null until the rules are loaded */
  decision = null;
  /** @type {Record<string, unknown>} the answers that it is about */
  request = {};
  /** @type {View | null} the answer as the page shows it */
  view = null;
  /** 'loading', 'ready' or 'missing': what has become of the rules */
  state = /** @type {'loading' | 'ready' | 'missing'} */ ('loading');
  /** @type {import('./engine.js').Rules | null} */
  #rules = null;
  /** @type {PolicySummary[]} */
  #policies = [];
  #presets = new Presets();
  #delivery = new Delivery();
  /** @type {Set<Element>} fields whose message has been shown, and stays up to date */
  #shown = new Set();
  /** The answers that the decision is about, as text. */
  #told = '';
  /** All that a view depends on, as text. */
  #signature = '';
  /** @type {{ decision: Decision | null, refusal: string | null } | null} the server's own answer to these very answers */
  #verdict = null;
  #frame = 0;
  #heart = 0;
  #askedAt = 0;
  #readyAt = Infinity;
  /** How many policies are being loaded. */
  #arriving = 0;
  /** @type {Element | null} the input that somebody is typing in */
  #typing = null;
  /** Whether what stands there is not yet an answer. */
  #isHalf = false;
  /** @type {Element | null} the choice that somebody may only be passing on the way to another */
  #choosing = null;
  #speaker;
  /** Whether a draw waits for a pointer to be released. */
  #isHeld = false;
  #guard;
  #own;
  #errors;

  /**
   * @param {HTMLFormElement} form
   * @param {Options} [options]
   * @param {Promise<unknown>} [settled] when the page's own scripts are done with the form's markup
   */
  constructor(form, options = {}, settled) {
    this.form = form;
    this.options = options;
    this.#own = unclobbered(form);
    this.panel = this.#part('answer', { role: 'group', 'aria-label': this.texts.answer, class: 'p2p-answer' });
    this.notice = this.#part('notice');
    this.errors = this.#part('errors');
    this.alert = this.#part('alert');
    this.status = this.#part('status', { role: 'status', class: 'p2p-hidden' });
    this.#speaker = new Speaker((words) => (this.status.textContent = words), () => this.#rest());
    this.#errors = new FieldErrors(this.#own, this.errors, this.texts);
    this.#guard = new FormGuard(form, {
      submitted: () => {
        // It was out of the page, and has come back.
        if (!this.#guard.isConnected) this.connect();
        void this.submit();
      },
      reset: () => this.#forget(),
      typed: (control) => this.#typed(control),
      edited: (control) => this.#edited(control),
      left: (control) => this.#left(control),
      pressed: () => this.#speaker.postpone(),
      changed: () => this.#recheck(),
      released: () => this.#drawHeld(),
      shown: () => {
        if (!document.hidden) this.#lookAtClock();
      },
      printing: (isPrinting) => this.#unfold(isPrinting),
      restored: () => {
        this.#lookAtClock();
        this.later();
      },
    });
    /** @type {Promise<unknown>} */
    this.settled = settled ? settled.then(() => this.#mount()) : Promise.resolve(this.#mount());
    this.connect();
    /** Settles once the rules are there, or known not to be. */
    this.ready = this.load();
  }

  get texts() {
    return { ...gateTexts, ...this.options.texts };
  }

  /** Takes up its work, again after the form was taken out of the page. */
  connect() {
    this.#guard.connect();
    clearInterval(this.#heart);
    this.#heart = window.setInterval(() => this.#beat(), HEARTBEAT);
  }

  /** Leaves nothing running. The form stays closed: it submits nothing by itself. */
  disconnect() {
    this.#guard.disconnect();
    clearInterval(this.#heart);
    cancelAnimationFrame(this.#frame);
    this.#speaker.stop();
  }

  /** Gives the form back as it was: for a page that goes on without a gate. */
  destroy() {
    this.disconnect();
    this.show([]);
    this.#errors.mark([]);
    this.#guard.release();
    showAll(this.#own);
    for (const part of [this.panel, this.notice, this.errors, this.alert, this.status]) {
      if (part.hasAttribute('data-p2p-built')) part.remove();
      else part.replaceChildren();
    }
    for (const built of this.#own.querySelectorAll('[data-p2p-built]')) built.remove();
    this.#own.removeAttribute('data-p2p-state');
    this.#rules = null;
  }

  /** Loads the rules, or tries to again. */
  async load() {
    this.state = 'loading';
    const loading = loadRules(this.options.timeout, this.options.module).then((rules) => ({ rules }), (error) => ({ error }));
    await this.settled;
    this.#become('loading', {});
    const { rules, error } = /** @type {{ rules?: import('./engine.js').Rules, error?: import('./engine.js').LoadError }} */ (await loading);
    if (!rules) {
      // An alert, which would break in on whoever is typing already.
      await this.#speaker.quiet();
      fail(`Failed to load resources, so no request can be checked: ${error?.message}`);
      this.#become('missing', { fault: error?.fault, reason: error?.message });
      return;
    }
    this.#rules = rules;
    this.#policies = rules.policies();
    this.#readyAt = performance.now();
    this.#become('ready', {});
    this.#measureClock();
  }

  /**
   * Adds a payer's policy, or replaces one; its own facts are asked for by questions that the gate builds.
   * @param {import('../../pkg/p2p_review.js').Policy} policy
   * @throws {Error} with `problems`, as load_policy
   */
  async loadPolicy(policy) {
    this.#arriving += 1;
    try {
      const rules = await loadRules(this.options.timeout, this.options.module);
      await this.ready;
      await rules.load_policy(policy);
      this.#policies = rules.policies();
    } finally {
      this.#arriving -= 1;
      this.evaluate();
    }
  }

  /** Asks the rules now, and shows their answer. @returns {Decision | null} */
  evaluate() {
    cancelAnimationFrame(this.#frame);
    if (!this.#rules) return null;
    this.#look();
    this.#draw();
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
  problems(part) {
    return this.view?.problems.filter(({ control }) => part?.contains(control) ?? true) ?? [];
  }

  /**
   * Shows problems at their fields and in the summary, and takes the reader there.
   * @param {Problem[]} problems
   */
  show(problems) {
    this.#shown = new Set(problems.map(({ control }) => control));
    this.#errors.mark(problems);
    this.#errors.summarize(problems);
    if (problems.length) this.#errors.focus();
  }

  /**
   * Sends the request if the rules allow it; otherwise shows what keeps it from being sent.
   * @returns {Promise<SendResult | null>} null: nothing was sent
   */
  async submit() {
    if (this.#delivery.busy) return null;
    if (this.state === 'loading') {
      this.status.textContent = this.texts.loading;
      this.alert.replaceChildren(h('p', { 'data-p2p-waiting': true }, this.texts.loading));
      this.alert.scrollIntoView({ block: 'nearest' });
      return null;
    }
    if (this.state === 'missing') return this.options.fallback === 'submit' ? this.#send() : showAlert(this.notice);
    this.#typing = this.#choosing = null;
    if (!this.evaluate() || !this.view) return null;
    this.show(this.problems());
    if (this.view.canSend) return this.#send();
    if (this.view.stage === 'ineligible') this.focusAnswer('[data-p2p-instead]');
    else if (this.problems().length === 0) this.focusAnswer();
    return null;
  }

  /** Takes the reader to the answer. @param {string} [part] to this part of it, where there is one */
  focusAnswer(part = '') {
    this.panel.scrollIntoView({ block: 'nearest' });
    const target = (part && this.panel.querySelector(part)) || this.panel.querySelector('[data-p2p-headline]');
    if (target instanceof HTMLElement) target.focus();
  }

  /** Facts that a later part of the form asks for: they do not decide. */
  get details() {
    return detailsOf(this.#own);
  }

  /** What this payer calls a fact, or null. @param {string} fact */
  fieldInfo(fact) {
    return this.#fields()?.find((field) => field.field === fact) ?? null;
  }

  /** Whether the times of a call can be given in this zone. @param {string} zone its IANA name */
  takesZone(zone) {
    if (!this.#rules) return false;
    const window = { date: '2026-01-02', start: '09:00', end: '10:00', time_zone: zone };
    const { findings } = ask(this.#rules, { payer: this.request['payer'], call_windows: [window] }, clock.now(), this.texts);
    return !findings.some(({ at }) => at?.endsWith('/time_zone'));
  }

  /** The answers as they stand, whether or not the rules are loaded. */
  collect() {
    return this.#read().request;
  }

  /** Makes the next request a new one. */
  startAgain() {
    this.#own.reset();
    this.#forget();
  }

  /** Of a submission that has come before the gate could listen for it. @param {Event} event */
  handleSubmit(event) {
    this.#guard.handleSubmit(event);
  }

  /** What stands folded is on paper, the telephone numbers above all. @param {boolean} isPrinting */
  #unfold(isPrinting) {
    for (const part of [this.panel, this.alert]) {
      for (const details of part.querySelectorAll('details')) {
        if (isPrinting && !details.open) details.setAttribute('data-p2p-unfolded', '');
        if (isPrinting || details.hasAttribute('data-p2p-unfolded')) details.open = isPrinting;
        if (!isPrinting) details.removeAttribute('data-p2p-unfolded');
      }
    }
  }

  #forget() {
    this.#delivery = new Delivery();
    this.#verdict = null;
    this.show([]);
    this.alert.replaceChildren();
    this.evaluate();
  }

  /** @param {unknown} payer */
  #fieldsOf(payer) {
    return this.#policies.find((policy) => policy.id === payer)?.fields ?? null;
  }

  #fields() {
    return this.#fieldsOf(this.request['payer']);
  }

  /** @param {boolean} [isHalf] what is being typed is not yet an answer */
  #read(isHalf = false) {
    /** While nobody knows whose rules they are, a fact is what any payer asks for. */
    const everywhere = this.#policies.length ? this.#policies.flatMap(({ fields }) => fields) : null;
    return readForm(this.form, {
      names: this.options.names ?? {},
      presets: (payer) => this.#usablePresets(payer),
      fieldsOf: (payer) => this.#fieldsOf(payer) ?? everywhere,
      typing: this.#typing,
      isHalf,
    });
  }

  /** @param {unknown} payer undefined: only who it is */
  #usablePresets(payer) {
    const { payer: given, ...others } = this.options.preset ?? {};
    if (payer === undefined) return isNothing(given) || given === true || this.#hasWrongPayer() ? {} : { payer: given };
    const fields = this.#fieldsOf(payer) ?? (this.#policies.length ? this.#policies.flatMap((policy) => policy.fields) : null);
    return this.#presets.usable(others, payer, fields, (fact, value) => {
      if (!this.#rules) return null;
      const { findings } = ask(this.#rules, { payer, [fact]: value }, clock.now(), this.texts);
      return findings.find((finding) => finding.kind === 'invalid' && finding.field === fact)?.message ?? null;
    });
  }

  /** A preset payer that nobody has loaded rules for; they may still be on their way. */
  #hasWrongPayer() {
    const payer = this.options.preset?.['payer'];
    if (isNothing(payer) || this.#fieldsOf(payer) || this.#arriving > 0 || performance.now() - this.#readyAt < LATE_POLICY) return false;
    this.#presets.tell(`The preset payer="${payer}" is none of those that are loaded (${this.#policies.map(({ id }) => id).join(', ')}), so its question is asked.`);
    return true;
  }

  /** Read, ask, and make the view. */
  #look() {
    if (!this.#rules) return;
    const { answers, decision } = this.#ask(this.#rules);
    this.request = answers.request;
    this.decision = decision;
    const fields = this.#fields();
    const presets = { ...this.#usablePresets(undefined), ...this.#usablePresets(this.request['payer']) };
    const isThere = (/** @type {string} */ fact) => answers.controls.has(fact) || Object.hasOwn(presets, fact);
    const dropped = dropQuestions(this.#own, answers.controls);
    if (addQuestions(this.#own, decision, fields ?? this.#payerField(), isThere, this.texts) || dropped) Object.assign(answers, this.#read(this.#isHalf));
    this.#signature = signatureOf(answers, this.#own);
    const again = (/** @type {Record<string, unknown>} */ request) => (this.#rules ? ask(this.#rules, request, clock.now(), this.texts) : decision);
    this.view = makeView({
      form: this.#own, answers, decision, again, fields, presets, details: this.details, clock,
      verdict: { isServers: Boolean(this.#verdict?.decision), refusal: this.#verdict?.refusal ?? null }, texts: this.texts,
    });
  }

  /**
   * Reads and asks. What is wrong while it is still being typed, such as the first digits of a number, is no answer yet.
   * @param {import('./engine.js').Rules} rules
   * @returns {{ answers: import('./read-form.js').Answers, decision: Decision }}
   */
  #ask(rules) {
    this.#isHalf = false;
    const whole = this.#decide(rules);
    if (!this.#typing || !isWrong(whole.answers, whole.decision, this.#typing)) return whole;
    this.#isHalf = true;
    return this.#decide(rules);
  }

  /** @param {import('./engine.js').Rules} rules */
  #decide(rules) {
    const answers = this.#read(this.#isHalf);
    const told = toJson(answers.request) ?? '';
    if (told !== this.#told) this.#verdict = null;
    this.#told = told;
    return { answers, decision: this.#verdict?.decision ?? ask(rules, answers.request, clock.now(), this.texts) };
  }

  /** The payers as a question, where the page has named one that there is not. @returns {FieldInfo[] | null} */
  #payerField() {
    if (!this.#hasWrongPayer()) return null;
    const known = this.#policies.flatMap(({ fields }) => fields).find(({ field }) => field === 'payer');
    const values = this.#policies.map(({ id, name }) => ({ value: id, label: name }));
    return [/** @type {FieldInfo} */ ({ field: 'payer', kind: 'choice', values, question: known?.question ?? this.texts.whichPayer, hint: null })];
  }

  /** Nothing on the page may move while a pointer is down: what it is meant for would move away from under it. */
  #draw() {
    this.#isHeld = this.#guard.isPressed;
    if (this.#isHeld) return;
    if (this.view && drawQuestions(this.#own, this.view.questions, this.texts)) this.#look();
    const { view, decision } = this;
    if (!view || !decision) return;
    drawQuestions(this.#own, view.questions, this.texts);
    drawAnswer(this.panel, view, this.texts);
    const seen = this.#errors.mark(view.problems.filter(({ control }) => this.#shown.has(control)), this.#typing ?? this.#choosing);
    if (seen.length === 0) this.#errors.summarize([]);
    this.#speaker.say(view.announcement, seen.filter((problem) => !this.#errors.tells(problem)).map(({ control, message }) => ({ control, words: this.texts.errorPrefix + message })));
    this.#tell('p2p-decision', { decision, request: this.request });
    this.#guard.overlook();
  }

  #drawHeld() {
    if (this.#isHeld) this.#draw();
  }

  /** Whether the form says something else than when it was last asked about, by whatever way that came to be. */
  #recheck() {
    if (!this.#rules || this.#delivery.busy) return;
    if (!this.#isMounted()) {
      this.#mount();
      this.evaluate();
    } else if (signatureOf(this.#read(this.#isHalf), this.#own) !== this.#signature) this.later();
  }

  #beat() {
    if (!this.#own.isConnected) return this.disconnect();
    if (document.hidden || !this.#rules || this.#delivery.busy) return;
    if (performance.now() - this.#askedAt > ASK_AGAIN) this.#lookAtClock();
    else this.#recheck();
  }

  /** Time alone may have changed the answer, or somebody has set the clock. */
  #lookAtClock() {
    if (!this.#rules || this.#delivery.busy) return;
    this.#askedAt = performance.now();
    const jumped = clock.noticeJump();
    if (jumped || clock.isStale) void this.#measureClock();
    if (jumped || this.#isOutdated()) this.evaluate();
    else this.#recheck();
  }

  #isOutdated() {
    if (!this.#rules || !this.decision || this.#verdict) return false;
    const { checked_at: _, response_times: __, ...before } = this.decision;
    const { checked_at: ___, response_times: ____, ...after } = ask(this.#rules, this.request, clock.now(), this.texts);
    return toJson(before) !== toJson(after);
  }

  async #measureClock() {
    const before = `${clock.drift !== 0} ${clock.trust}`;
    await clock.measure();
    if (before !== `${clock.drift !== 0} ${clock.trust}` && !this.#delivery.busy) this.evaluate();
  }

  /** While typing, a message may go but none may come: half a date is not a wrong date. @param {Element} control */
  #typed(control) {
    if (isPicked(control)) this.#choosing = control;
    else this.#typing = control;
    this.#speaker.wait();
    this.later();
  }

  /** @param {Element} control */
  #edited(control) {
    // Of a date that is typed part by part the browser says so at each.
    if (isInParts(control) && control.matches(':focus')) this.#typed(control);
    else this.#finish(control);
  }

  /** @param {Element} control */
  #left(control) {
    if (control === this.#typing) return this.#finish(control);
    if (control !== this.#choosing) return;
    this.#choosing = null;
    this.later();
  }

  /** @param {Element} control */
  #finish(control) {
    const { type, value } = /** @type {HTMLInputElement} */ (control);
    this.#typing = null;
    this.#choosing = isPicked(control) ? control : null;
    if (value !== '' && !CHOSEN.test(type)) this.#shown.add(control);
    this.#speaker.wait();
    this.later();
  }

  /** Nobody is at it: what was mended meanwhile is told as such, and what a choice has brought may come. */
  #rest() {
    const wasChoosing = this.#choosing !== null && this.#typing === null;
    this.#choosing = null;
    this.#errors.settle();
    if (wasChoosing) this.evaluate();
  }

  async #send() {
    const request = this.collect();
    if (this.#delivery.has(request)) return showAlert(this.alert);
    const detail = {
      request: /** @type {Record<string, unknown>} */ (JSON.parse(toJson(request) ?? '{}')), decision: this.decision,
      idempotency_key: this.#delivery.keyOf(request), headers: /** @type {import('./options.js').HeaderFields} */ ({}),
    };
    if (!this.#tell('p2p-submit', detail, true) || this.options.endpoint === undefined) return null;
    this.#showSending(true);
    const result = await this.#delivery.send(detail.request, detail.headers, this.options, this.texts).finally(() => this.#showSending(false));
    this.#take(result);
    const show = this.#tell('p2p-outcome', { outcome: result, request: detail.request, decision: this.decision }, true);
    if (result.kind === 'sent' && show) tellSent(this.alert, result.reference, { promises: this.view?.promises ?? [], contacts: this.decision?.contacts ?? [] }, this.texts);
    return result;
  }

  /** @param {SendResult} result */
  #take(result) {
    if (result.kind === 'refused') {
      this.#verdict = { decision: result.decision, refusal: null };
      this.evaluate();
      this.show(this.problems());
      if (result.decision.outcome !== 'incomplete' || this.problems().length === 0) this.focusAnswer();
    } else if (result.kind === 'failed') {
      this.#verdict = result.refusal === undefined ? null : { decision: null, refusal: result.refusal };
      this.evaluate();
      tellFailure(this.alert, result.message, this.decision?.contacts ?? [], this.texts);
    }
  }

  /** @param {boolean} busy */
  #showSending(busy) {
    this.#own.toggleAttribute('data-p2p-sending', busy);
    this.#own.setAttribute('aria-busy', String(busy));
    if (busy) {
      this.alert.replaceChildren();
      this.status.textContent = this.texts.sending;
    }
  }

  /** @param {'loading' | 'ready' | 'missing'} state @param {{ fault?: import('./engine.js').LoadFault | undefined, reason?: string | undefined }} why */
  #become(state, { fault, reason }) {
    this.state = state;
    this.#own.setAttribute('data-p2p-state', state);
    for (const off of document.querySelectorAll('[data-p2p-off]')) if (off instanceof HTMLElement) off.hidden = true;
    this.panel.hidden = state === 'missing';
    this.notice.replaceChildren();
    this.alert.querySelector('[data-p2p-waiting]')?.remove();
    if (state === 'ready') this.evaluate();
    if (state === 'missing') {
      showAll(this.#own);
      tellMissing(this.notice, { unchecked: this.options.fallback === 'submit', fault: fault ?? 'broken', again: () => void this.load() }, this.texts);
    }
    this.#tell('p2p-state', { state, ...(fault ? { fault, reason } : {}) });
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   * @param {boolean} [cancelable]
   * @returns {boolean} whether nobody has cancelled it
   */
  #tell(name, detail, cancelable = false) {
    return this.#own.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
  }

  /** What the gate puts into the form: where the form says so, or else where most forms have it. */
  #mount() {
    renewIds(this.#own);
    const [first] = this.#own.children;
    for (const [name, part] of this.#parts()) {
      const found = this.#own.querySelector(`[data-p2p-${name}]`);
      if (found === part) continue;
      // The page has drawn the form anew, with a place of its own.
      if (found instanceof HTMLElement) this.#replace(name, found);
      else if (name === 'notice' || name === 'errors') this.#own.insertBefore(part, first ?? null);
      else this.#own.append(part);
    }
    this.#errors.place = this.errors;
    this.#guard.close();
  }

  #isMounted() {
    return this.#parts().every(([, part]) => this.#own.contains(part));
  }

  /** @returns {[string, HTMLElement][]} */
  #parts() {
    return [['notice', this.notice], ['errors', this.errors], ['answer', this.panel], ['alert', this.alert], ['status', this.status]];
  }

  /** @param {string} name @param {HTMLElement} place */
  #replace(name, place) {
    if (name === 'answer') this.panel = place;
    else this[/** @type {'notice' | 'errors' | 'alert' | 'status'} */ (name)] = place;
  }

  /** @param {string} name @param {Record<string, string>} [attributes] @returns {HTMLElement} */
  #part(name, attributes) {
    const found = this.#own.querySelector(`[data-p2p-${name}]`);
    return found instanceof HTMLElement ? found : h('div', { [`data-p2p-${name}`]: true, 'data-p2p-built': true, ...attributes });
  }
}

/** @param {Element} control */
function isPicked(control) {
  return control.localName === 'select' || CHOSEN.test(/** @type {HTMLInputElement} */ (control).type);
}

/** @param {Element} control */
function isInParts(control) {
  return /^(?:date|datetime-local|time|month|week)$/.test(/** @type {HTMLInputElement} */ (control).type);
}

/** What an answer depends on, as text. @param {import('./read-form.js').Answers} answers @param {HTMLFormElement} form */
function signatureOf({ request, controls, unreadable }, form) {
  return `${toJson(request)} ${[...controls.values()].reduce((sum, list) => sum + list.length, 0)} ${unreadable.size} ${wrappers(form).length}`;
}
