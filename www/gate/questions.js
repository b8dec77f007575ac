// Which questions are on the page: those that the rules still need, may use, or have an answer to.

import { h, inOrder } from './dom.js';
import { noneOf } from './answers.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLElement[]}
 */
export function wrappers(form) {
  return [...form.querySelectorAll('[data-p2p-question]')].filter((element) => element instanceof HTMLElement);
}

/** @param {HTMLElement} wrapper */
export function factOf(wrapper) {
  return wrapper.dataset['p2pQuestion'] ?? '';
}

/**
 * Shows each question that matters for this decision and hides the others. Their answers stay in the page.
 * @param {HTMLFormElement} form
 * @param {Decision} decision
 * @param {Record<string, unknown>} request
 * @param {FieldInfo[] | null} fields what the chosen policy can ask for; null while none is chosen
 * @param {Set<string>} preset facts that the page's owner has answered
 * @returns {boolean} whether an answer changed by it: a "none of these" does not speak for a question that was not there
 */
export function showQuestions(form, decision, request, fields, preset) {
  const asked = new Set([...decision.needed, ...decision.optional].map((entry) => entry.field));
  const needed = new Set(decision.needed.map((entry) => entry.field));
  const wrong = new Set(decision.findings.filter((finding) => finding.kind === 'invalid').map((finding) => finding.field));
  const refused = decision.outcome === 'ineligible';
  let changed = false;
  for (const wrapper of wrappers(form)) {
    const fact = factOf(wrapper);
    const known = fields?.some((field) => field.field === fact) ?? asked.has(fact);
    const offered = 'p2pOffer' in wrapper.dataset && fields !== null && !refused;
    const show = !preset.has(fact) && (fact === 'payer' || (known && (asked.has(fact) || fact in request || wrong.has(fact) || offered)));
    if (show && wrapper.hidden) {
      const none = noneOf(wrapper);
      if (none?.checked && none.closest('fieldset') !== wrapper) {
        none.checked = false;
        changed = true;
      }
    }
    wrapper.hidden = !show;
    markOptional(wrapper, !needed.has(fact) && !(fact in request) && fact !== 'payer');
    const field = fields?.find((candidate) => candidate.field === fact);
    if (field) useWording(wrapper, field);
  }
  for (const group of form.querySelectorAll('[data-p2p-group]')) {
    if (!(group instanceof HTMLElement)) continue;
    group.hidden = !group.querySelector('[data-p2p-question]:not([hidden])');
    relabelNone(group);
  }
  return changed;
}

/**
 * Adds a question for each fact that is needed and that the form has no control for.
 * @param {HTMLFormElement} form
 * @param {Decision} decision
 * @param {FieldInfo[] | null} fields
 * @param {(fact: string) => boolean} there whether the form, or the page's owner, has it already
 */
export function addQuestions(form, decision, fields, there) {
  const details = detailsOf(form);
  let place = form.querySelector('[data-p2p-more]') ?? form.appendChild(h('div', { 'data-p2p-more': true }));
  for (const { field } of decision.needed) {
    // What decides is asked for before the details: after the first of these only details come.
    if (details.has(field)) place = form.querySelector('[data-p2p-details] [data-p2p-more]') ?? place;
    const info = fields?.find((candidate) => candidate.field === field);
    if (info && !there(field)) place.append(buildQuestion(info));
  }
}

/** Facts that a later part of the form asks for: they do not decide. @param {HTMLFormElement} form */
export function detailsOf(form) {
  return new Set(wrappers(form).filter((wrapper) => wrapper.closest('[data-p2p-details]')).map(factOf));
}

/** Every question on the page: for when the rules are missing. @param {HTMLFormElement} form */
export function showAll(form) {
  for (const element of form.querySelectorAll('[data-p2p-question], [data-p2p-group]')) {
    if (element instanceof HTMLElement) element.hidden = false;
  }
}

/** @param {HTMLElement} group */
function relabelNone(group) {
  const label = group.querySelector('[data-p2p-none-label]');
  const ticked = group.querySelector('[data-p2p-question] input:checked');
  if (label) label.textContent = ticked ? 'None of the others' : 'None of these';
}

/**
 * @param {HTMLElement} wrapper
 * @param {boolean} optional
 */
function markOptional(wrapper, optional) {
  const mark = wrapper.querySelector('[data-p2p-optional]');
  if (mark instanceof HTMLElement) mark.hidden = !optional;
}

/**
 * The payer's own wording, where the wrapper leaves room for it.
 * @param {HTMLElement} wrapper
 * @param {FieldInfo} field
 */
function useWording(wrapper, field) {
  say(wrapper.querySelector('[data-p2p-label]'), field.question);
  const hint = wrapper.querySelector('[data-p2p-hint]');
  if (!(hint instanceof HTMLElement)) return;
  say(hint, field.hint ?? '');
  hint.hidden = !field.hint;
}

/** @param {Element | null} element @param {string} words */
function say(element, words) {
  const text = inOrder(words);
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * A policy loaded at run time may bring facts of its own.
 * @param {FieldInfo} field
 * @returns {HTMLElement}
 */
function buildQuestion(field) {
  const id = `p2p-ask-${field.field}`;
  const choices = field.kind === 'boolean'
    ? [{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]
    : field.values;
  const hint = h('p', { class: 'ds-c-hint p2p-hint', id: `${id}-hint`, 'data-p2p-hint': true, hidden: !field.hint }, field.hint);
  const label = h('span', { 'data-p2p-label': true }, field.question);
  const optional = h('span', { class: 'p2p-optional', 'data-p2p-optional': true, hidden: true }, ' (optional)');
  if (field.kind === 'windows') {
    return h('fieldset', { class: 'ds-c-fieldset p2p-question', 'data-p2p-question': field.field },
      h('legend', { class: 'ds-c-label' }, label, optional), hint, ...['First time', 'Second time'].map((title, i) => buildWindow(field.field, title, `${id}-${i}`)));
  }
  if (!choices) {
    return h('div', { class: 'p2p-question', 'data-p2p-question': field.field },
      h('label', { class: 'ds-c-label', for: id }, label, optional), hint,
      h('input', { class: 'ds-c-field', id, name: field.field, type: 'text', autocomplete: 'off', 'data-p2p-kind': field.kind, 'aria-describedby': hint.id }));
  }
  return h('fieldset', { class: 'ds-c-fieldset p2p-question', 'data-p2p-question': field.field },
    h('legend', { class: 'ds-c-label' }, label, optional), hint,
    h('div', { class: 'p2p-choices' }, ...choices.map((choice, i) =>
      h('div', { class: 'ds-c-choice-wrapper' },
        h('input', { class: 'ds-c-choice', type: 'radio', id: `${id}-${i}`, name: field.field, value: choice.value }),
        h('label', { class: 'ds-c-label', for: `${id}-${i}` }, choice.label)))));
}

const PARTS = /** @type {const} */ ([['date', 'Date', 'text'], ['start', 'From', 'time'], ['end', 'To', 'time']]);

/**
 * @param {string} fact
 * @param {string} title
 * @param {string} id
 */
function buildWindow(fact, title, id) {
  return h('fieldset', { class: 'p2p-window' }, h('legend', { class: 'p2p-window-title' }, title), ...PARTS.map(([part, words, type]) =>
    h('div', { class: 'p2p-window-part' }, h('label', { class: 'ds-c-label', for: `${id}-${part}` }, words),
      h('input', { class: 'ds-c-field', id: `${id}-${part}`, name: `${fact}.${part}`, type, autocomplete: 'off', 'data-p2p-kind': part === 'date' && 'date' }))));
}
