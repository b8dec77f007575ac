// Which questions are on the page: those that the rules still need, may use, or have an answer to.

import { inOrder } from './characters.js';
import { h, newId } from './dom.js';
import { isBuilt, noneOf } from './read-form.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('./texts.js').Texts} Texts */
/**
 * @typedef {object} QuestionView
 * @property {HTMLElement} wrapper
 * @property {FieldInfo | null} field what the payer calls it
 * @property {boolean} isShown
 * @property {boolean} isOptional
 */

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
 * Which of the form's questions matter for a decision. The answers of the others stay in the page.
 * @param {HTMLFormElement} form
 * @param {Decision} decision
 * @param {Set<string>} besides what would be asked if nothing refused
 * @param {Record<string, unknown>} request
 * @param {FieldInfo[] | null} fields what the chosen policy can ask for; null while none is chosen
 * @param {Record<string, unknown>} presets what the page's owner has answered
 * @returns {QuestionView[]}
 */
export function viewQuestions(form, decision, besides, request, fields, presets) {
  const asked = new Set([...decision.needed, ...decision.optional].map((entry) => entry.field));
  const needed = new Set(decision.needed.map((entry) => entry.field));
  const wrong = new Set(decision.findings.filter((finding) => finding.kind === 'invalid').map((finding) => finding.field));
  return wrappers(form).map((wrapper) => {
    const fact = factOf(wrapper);
    const field = fields?.find((candidate) => candidate.field === fact) ?? null;
    const answered = Object.hasOwn(request, fact);
    const offered = 'p2pOffer' in wrapper.dataset && fields !== null && decision.outcome !== 'ineligible';
    const known = fields ? field !== null : asked.has(fact);
    // Ticking one of several does not take the others away: they may hold too.
    const isBeside = besides.has(fact) && wrapper.closest('fieldset[data-p2p-group]')?.querySelector('[data-p2p-question] input:checked');
    const matters = fact === 'payer' || isBeside || (known && (asked.has(fact) || answered || wrong.has(fact) || offered));
    return { wrapper, field, isShown: Boolean(matters) && !Object.hasOwn(presets, fact), isOptional: !needed.has(fact) && !answered && fact !== 'payer' };
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {QuestionView[]} questions
 * @param {Texts} texts
 * @returns {boolean} whether an answer changed by it: a "none of these" does not speak for a question that was not there
 */
export function drawQuestions(form, questions, texts) {
  let changed = false;
  for (const { wrapper, field, isShown, isOptional } of questions) {
    const none = isShown && wrapper.hidden ? noneOf(wrapper) : null;
    if (none?.checked && none.closest('fieldset') !== wrapper) {
      none.checked = false;
      changed = true;
    }
    setHidden(wrapper, !isShown);
    const mark = wrapper.querySelector('[data-p2p-optional]');
    if (mark instanceof HTMLElement) setHidden(mark, !isOptional);
    if (field) useWording(wrapper, field);
  }
  for (const group of form.querySelectorAll('[data-p2p-group]')) {
    if (!(group instanceof HTMLElement)) continue;
    setHidden(group, !group.querySelector('[data-p2p-question]:not([hidden])'));
    relabelNone(group, texts);
  }
  return changed;
}

/** Touches nothing that is as it should be. @param {HTMLElement} element @param {boolean} hidden */
function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Adds a question for each fact that is needed and that the form has no control for.
 * @param {HTMLFormElement} form
 * @param {Decision} decision
 * @param {FieldInfo[] | null} fields
 * @param {(fact: string) => boolean} isThere whether the form, or the page's owner, has it already
 * @param {Texts} texts
 * @returns {boolean} whether there is one more
 */
export function addQuestions(form, decision, fields, isThere, texts) {
  const details = detailsOf(form);
  let place = form.querySelector('[data-p2p-more]');
  let added = false;
  for (const { field } of decision.needed) {
    // What decides is asked for before the details: after the first of these only details come.
    if (details.has(field)) place = form.querySelector('[data-p2p-details] [data-p2p-more]') ?? place;
    const info = fields?.find((candidate) => candidate.field === field);
    if (!info || isThere(field)) continue;
    place ??= appended(form);
    place.append(buildQuestion(info, texts));
    added = true;
  }
  return added;
}

/**
 * Takes back the questions for which the page has brought inputs of its own since; not one that is answered.
 * @param {HTMLFormElement} form
 * @param {Map<string, import('./read-form.js').Control[]>} controls
 * @returns {boolean} whether there was one
 */
export function dropQuestions(form, controls) {
  let dropped = false;
  for (const question of form.querySelectorAll('[data-p2p-question][data-p2p-built]')) {
    const all = controls.get(factOf(/** @type {HTMLElement} */ (question))) ?? [];
    const isAnswered = all.some((control) => question.contains(control) && (control.type === 'radio' ? control.matches(':checked') : control.value !== ''));
    if (isAnswered || all.every(isBuilt)) continue;
    question.remove();
    dropped = true;
  }
  return dropped;
}

/** @param {HTMLFormElement} form */
function appended(form) {
  const place = h('div', { 'data-p2p-more': true, 'data-p2p-built': true });
  form.append(place);
  return place;
}

/**
 * Questions that came with a copy of the page, or of a part of it, get ids of their own.
 * @param {HTMLFormElement} form
 */
export function renewIds(form) {
  for (const question of form.querySelectorAll('[data-p2p-question][data-p2p-built]')) {
    for (const element of question.querySelectorAll('[id]')) {
      const [before, after] = [element.id, newId()];
      element.id = after;
      for (const label of question.querySelectorAll(`[for="${before}"]`)) label.setAttribute('for', after);
      for (const described of question.querySelectorAll(`[aria-describedby~="${before}"]`)) described.setAttribute('aria-describedby', after);
    }
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

/** @param {HTMLElement} group @param {Texts} texts */
function relabelNone(group, texts) {
  const ticked = group.querySelector('input:checked:not([data-p2p-none])');
  say(group.querySelector('[data-p2p-none-label]'), ticked ? texts.noneOfTheOthers : texts.noneOfThese);
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
 * @param {FieldInfo & { unsure?: boolean }} field
 * @param {Texts} texts
 * @returns {HTMLElement}
 */
function buildQuestion(field, texts) {
  const id = newId();
  const attributes = { 'data-p2p-question': field.field, 'data-p2p-built': true };
  const hint = h('p', { class: 'ds-c-hint p2p-hint', id: `${id}-hint`, 'data-p2p-hint': true, hidden: !field.hint }, field.hint);
  const label = h('span', { 'data-p2p-label': true }, field.question);
  const optional = h('span', { class: 'p2p-optional', 'data-p2p-optional': true, hidden: true }, texts.optional);
  if (field.kind === 'windows') {
    return h('fieldset', { class: 'ds-c-fieldset p2p-question', ...attributes },
      h('legend', { class: 'ds-c-label' }, label, optional), hint, ...texts.windowTitles.map((title, i) => buildWindow(field.field, title, `${id}-${i}`, texts)));
  }
  const choices = choicesOf(field, texts);
  if (!choices) {
    return h('div', { class: 'p2p-question', ...attributes },
      h('label', { class: 'ds-c-label', for: id }, label, optional), hint,
      h('input', { class: 'ds-c-field', id, name: field.field, type: 'text', autocomplete: 'off', 'data-p2p-kind': field.kind, 'aria-describedby': hint.id }));
  }
  return h('fieldset', { class: 'ds-c-fieldset p2p-question', ...attributes },
    h('legend', { class: 'ds-c-label' }, label, optional), hint,
    h('div', { class: 'p2p-choices' }, ...choices.map((choice, i) =>
      h('div', { class: 'ds-c-choice-wrapper' },
        h('input', { class: 'ds-c-choice', type: 'radio', id: `${id}-${i}`, name: field.field, value: choice.value }),
        h('label', { class: 'ds-c-label', for: `${id}-${i}` }, choice.label)))));
}

/** @param {FieldInfo & { unsure?: boolean }} field @param {Texts} texts */
function choicesOf(field, texts) {
  const choices = field.kind === 'boolean' ? [{ value: 'true', label: texts.yes }, { value: 'false', label: texts.no }] : field.values;
  return choices && field.unsure ? [...choices, { value: 'unsure', label: texts.notSure }] : choices;
}

/**
 * @param {string} fact
 * @param {string} title
 * @param {string} id
 * @param {Texts} texts
 */
function buildWindow(fact, title, id, { windowParts }) {
  const parts = /** @type {const} */ (['date', 'start', 'end']);
  return h('fieldset', { class: 'p2p-window' }, h('legend', { class: 'p2p-window-title' }, title), ...parts.map((part) =>
    h('div', { class: 'p2p-window-part' }, h('label', { class: 'ds-c-label', for: `${id}-${part}` }, windowParts[part]),
      h('input', { class: 'ds-c-field', id: `${id}-${part}`, name: `${fact}.${part}`, type: 'text', autocomplete: 'off', 'data-p2p-kind': part === 'date' && 'date' }))));
}
