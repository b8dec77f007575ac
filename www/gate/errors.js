// Errors at their fields and in a summary, in the same words.

import { h, idOf, toggleWord } from './dom.js';
import { controlsByFact, partOf, windowRows } from './answers.js';
import { parseDate } from './dates.js';
import { wrappers, factOf } from './questions.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('./answers.js').Control} Control */
/** @typedef {{ field: string, message: string, control: Control }} Problem */

/**
 * Everything that keeps the request from being complete, in the order of the form.
 * @param {HTMLFormElement} form
 * @param {import('./answers.js').Names} names
 * @param {Decision} decision
 * @param {(fact: string) => string | undefined} questionOf
 * @returns {Problem[]}
 */
export function problemsOf(form, names, decision, questionOf) {
  const byFact = controlsByFact(form, names);
  /** @type {Problem[]} */
  const problems = [];
  /** @param {string} field @param {string | null} at @param {string} message */
  const add = (field, at, message) => {
    const control = controlAt(byFact.get(field) ?? [], at);
    // One message for a group of ticks, however many of its questions are open.
    const first = control && (control.closest('fieldset[data-p2p-group]')?.querySelector('[data-p2p-question]:not([hidden]) input') ?? control);
    if (!first || problems.some((problem) => problem.control === first)) return;
    problems.push({ field, message, control: /** @type {Control} */ (first) });
  };
  for (const finding of decision.findings) {
    if (finding.kind !== 'invalid' || finding.field === null) continue;
    const control = controlAt(byFact.get(finding.field) ?? [], finding.at);
    add(finding.field, finding.at, control && unreadableDate(control) ? 'Write the date like 11/18/2026' : finding.message);
  }
  for (const { field } of decision.needed) {
    const list = byFact.get(field) ?? [];
    const row = windowRows(list).flatMap((parts) => Object.values(parts)).find((control) => !control.value);
    const group = list[0]?.closest('fieldset[data-p2p-group]');
    add(field, row ? pointer(list, row) : null, wordsFor(form, group ?? null, field) ?? asking(questionOf(field) ?? field));
  }
  return problems.sort((a, b) => (a.control.compareDocumentPosition(b.control) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
}

/**
 * The form's own words for a missing answer, where it has some.
 * @param {HTMLFormElement} form
 * @param {Element | null} group
 * @param {string} field
 */
function wordsFor(form, group, field) {
  const holder = group ?? wrappers(form).find((wrapper) => factOf(wrapper) === field);
  return holder instanceof HTMLElement ? holder.dataset['p2pMissing'] : undefined;
}

/** @param {string} question */
function asking(question) {
  return question.endsWith('?') ? `Please answer: ${question}` : `Please fill in: ${question}`;
}

/** @param {Control} control */
function unreadableDate(control) {
  const date = partOf(control) === 'date' || control.dataset['p2pKind'] === 'date';
  return date && control.value.trim() !== '' && parseDate(control.value) === null;
}

/**
 * @param {Control[]} list
 * @param {string | null} at a pointer into call windows: /1/start
 */
function controlAt(list, at) {
  const [, row, part] = (at ?? '').split('/');
  if (row === undefined) return list[0];
  const parts = windowRows(list)[Number(row)];
  return parts?.[part ?? ''] ?? Object.values(parts ?? {})[0] ?? list[0];
}

/**
 * @param {Control[]} list
 * @param {Control} control
 */
function pointer(list, control) {
  return `/${windowRows(list).findIndex((row) => Object.values(row).includes(control))}/${partOf(control)}`;
}

/**
 * @param {HTMLFormElement} form
 * @param {Problem[]} problems the ones to show; earlier messages go
 */
export function markFields(form, problems) {
  for (const error of form.querySelectorAll('[data-p2p-error]')) {
    for (const control of form.querySelectorAll(`[aria-describedby~="${error.id}"]`)) {
      toggleWord(control, 'aria-describedby', error.id, false);
      control.removeAttribute('aria-invalid');
      control.classList.remove('ds-c-field--error', 'ds-c-choice--error');
    }
    error.closest('.p2p-has-error')?.classList.remove('p2p-has-error');
    error.remove();
  }
  for (const { control, message } of problems) markField(control, message);
}

/**
 * @param {Control} control
 * @param {string} message
 */
function markField(control, message) {
  const choice = control.type === 'radio' || control.type === 'checkbox';
  const set = choice ? control.closest('fieldset') : null;
  const error = h('p', { class: 'ds-c-inline-error p2p-error', id: `${idOf(control)}-error`, 'data-p2p-error': true },
    h('span', { class: 'p2p-hidden' }, 'Error: '), message);
  const place = (choice && set?.querySelector('.p2p-choices')) || control.closest('.p2p-entry') || control.closest('.ds-c-choice-wrapper') || control;
  place.before(error);
  (control.closest('.p2p-window') ?? set ?? control.closest('[data-p2p-question]'))?.classList.add('p2p-has-error');
  const marked = choice && set ? [...set.querySelectorAll('input')] : [control];
  for (const one of marked) {
    toggleWord(one, 'aria-describedby', error.id, true);
    if (one.type !== 'radio') one.setAttribute('aria-invalid', 'true');
    one.classList.add(choice ? 'ds-c-choice--error' : 'ds-c-field--error');
  }
}

const PREFIX = 'Error: ';

/**
 * @param {HTMLElement} place
 * @param {Problem[]} problems none: the summary goes
 */
export function showSummary(place, problems) {
  document.title = (problems.length ? PREFIX : '') + document.title.replace(PREFIX, '');
  place.hidden = problems.length === 0;
  if (problems.length === 0) {
    place.replaceChildren();
    return;
  }
  const links = problems.map(({ control, message }) => {
    const link = h('a', { href: `#${idOf(control)}`, class: 'ds-c-link' }, message);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      (control.closest('fieldset, [data-p2p-question]') ?? control).scrollIntoView();
      control.focus({ preventScroll: true });
    });
    return h('li', {}, link);
  });
  place.replaceChildren(h('div', { class: 'p2p-summary', role: 'alert', tabindex: '-1' },
    h('h2', {}, 'There is a problem'), h('ul', {}, ...links)));
}

/** @param {HTMLElement} place */
export function focusSummary(place) {
  const summary = place.querySelector('.p2p-summary');
  if (summary instanceof HTMLElement) {
    summary.scrollIntoView();
    summary.focus();
  }
}
