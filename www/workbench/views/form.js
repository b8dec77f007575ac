// The form as the office sees it: the gate itself, with this policy.

import { h } from '../../gate/dom.js';
import { importPart } from '../package.js';

/** @typedef {import('../made.js').Made} Made */
/** @typedef {typeof import('../../../pkg/p2p_review.js')} Rules */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** An answer brings the next question; no policy asks for more than the vocabulary has. */
const ROUNDS = 50;

export class FormView {
  /** @type {HTMLFormElement | null} */
  #form = null;
  /** @type {Promise<Rules> | null} */
  #rules = null;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async draw(made, signal) {
    this.#rules ??= loadGate();
    const rules = await this.#rules;
    signal.throwIfAborted();
    rules.add_policy(made.pack);
    const answers = this.#form ? answersIn(this.#form) : new Map();
    const form = h('form', { method: 'dialog' }, h('div', { 'data-p2p-more': true }), h('p', {}, h('button', { class: 'ds-c-button ds-c-button--solid p2p-button' }, 'Check the request')));
    const gate = document.createElement('p2p-gate');
    gate.setAttribute('payer', made.id);
    gate.append(form);
    this.#form = form;
    this.place.replaceChildren(h('p', { class: 'p2p-small' }, 'The gate with this policy, as of now, in this site’s style: your page brings its own. Nothing is sent from here.'), gate);
    for (let round = 0; round < ROUNDS && !signal.aborted; round += 1) {
      await drawn();
      if (!answerAgain(form, answers)) break;
    }
  }
}

/** The gate and its rules, the same files as in a bundle. @returns {Promise<Rules>} */
async function loadGate() {
  /** @type {Rules} */
  const rules = await importPart('p2p_review.js');
  await rules.default();
  await importPart('p2p-gate.js');
  return rules;
}

/** @param {HTMLFormElement} form @returns {Map<string, string>} */
function answersIn(form) {
  return new Map(controls(form).filter((control) => !isUnchecked(control) && control.value !== '').map((control) => [nameOf(control), control.value]));
}

/**
 * What was answered before the policy changed is answered again, where it is still asked.
 * @param {HTMLFormElement} form
 * @param {Map<string, string>} answers
 * @returns {boolean} whether there was something to answer
 */
function answerAgain(form, answers) {
  const open = controls(form).filter((control) => answers.get(nameOf(control)) !== undefined && (isUnchecked(control) || !isChoice(control) && control.value === ''));
  for (const control of open) {
    const name = nameOf(control);
    if (isChoice(control)) control.checked = true;
    else control.value = answers.get(name) ?? '';
    answers.delete(name);
    for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
  }
  return open.length > 0;
}

/** @param {HTMLFormElement} form @returns {Control[]} */
function controls(form) {
  return [...form.elements].filter((control) => control instanceof HTMLInputElement || control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement);
}

/** One of several by the same name has its value in its name. @param {Control} control */
function nameOf(control) {
  return isChoice(control) ? `${control.name}=${control.value}` : control.name;
}

/** @param {Control} control @returns {control is HTMLInputElement} */
function isChoice(control) {
  return control.type === 'radio' || control.type === 'checkbox';
}

/** @param {Control} control */
function isUnchecked(control) {
  return isChoice(control) && !control.checked;
}

/** Until the gate has drawn what an answer brings: it does so with the next frame. */
function drawn() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
