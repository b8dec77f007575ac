// Errors at their fields and in a summary, in the same words.

import { h, idOf, toggleWord } from './dom.js';

/** @typedef {import('./problems.js').Problem} Problem */
/** @typedef {import('./read-form.js').Control} Control */
/** @typedef {import('./texts.js').Texts} Texts */

/** What one gate has put at the fields of its form, above it, and before the page's title. */
export class FieldErrors {
  /** @type {Element[]} */
  #marks = [];
  #prefix = '';
  /** @type {string[]} */
  #summarized = [];

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} place of the summary
   * @param {Texts} texts
   */
  constructor(form, place, texts) {
    this.form = form;
    this.place = place;
    this.texts = texts;
  }

  /** @param {Problem[]} problems the ones to show at their fields; earlier messages go */
  mark(problems) {
    const unchanged = problems.length === this.#marks.length && problems.every(({ control, message }, i) => isMarked(this.#marks[i], control, message));
    if (unchanged) return;
    // What a copy of the page brought along is nobody's, but stands in this form.
    for (const error of new Set([...this.#marks, ...this.form.querySelectorAll('[data-p2p-error]')])) unmark(error);
    this.#marks = problems.map(({ control, message }) => markField(control, message, this.texts));
  }

  /** Whether a message stands at it. @param {Control} control */
  has(control) {
    return this.#marks.some(({ id }) => id === `${control.id}-error`);
  }

  /** @param {Problem[]} problems none: the summary goes */
  summarize(problems) {
    this.#prefixTitle(problems.length > 0);
    this.place.hidden = problems.length === 0;
    if (problems.length === 0) {
      this.place.replaceChildren();
      return;
    }
    // The alert is inside what takes the focus: on the same element JAWS reads only part of it (govuk-frontend, issue 2657).
    // What takes the focus has the heading as its name, since Orca reads nothing of a group without one, and the alert the rest.
    this.place.replaceChildren(h('div', { class: 'p2p-summary', role: 'group', 'aria-label': this.texts.problems }, h('h2', {}, this.texts.problems),
      h('div', { role: 'alert' }, h('ul', {}, ...problems.map((problem) => h('li', {}, linkTo(problem)))))));
    this.#summarized = problems.map(({ message }) => message);
  }

  /** Whether the summary has told it. @param {Problem} problem */
  tells({ message }) {
    return !this.place.hidden && this.#summarized.includes(message);
  }

  focus() {
    const summary = this.place.querySelector('.p2p-summary');
    if (!(summary instanceof HTMLElement)) return;
    summary.scrollIntoView();
    // For now only: a later click on it is not meant to take the focus.
    summary.tabIndex = -1;
    summary.addEventListener('blur', () => summary.removeAttribute('tabindex'), { once: true });
    summary.focus();
  }

  /** Only what this gate has set is taken away: another on the page has its own. @param {boolean} present */
  #prefixTitle(present) {
    if (present && this.#prefix === '') {
      this.#prefix = this.texts.errorPrefix;
      document.title = this.#prefix + document.title;
    } else if (!present && this.#prefix !== '') {
      if (document.title.startsWith(this.#prefix)) document.title = document.title.slice(this.#prefix.length);
      this.#prefix = '';
    }
  }
}

/** @param {Problem} problem */
function linkTo({ control, message }) {
  const link = h('a', { href: `#${idOf(control)}`, class: 'ds-c-link' }, message);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    (control.closest('fieldset, [data-p2p-question]') ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  });
  return link;
}

/** @param {Element | undefined} error @param {Control} control @param {string} message */
function isMarked(error, control, message) {
  return error?.isConnected === true && error.id === `${control.id}-error` && error.lastChild?.textContent === message
    && (control.getAttribute('aria-describedby') ?? '').split(' ').includes(error.id);
}

/** @param {Element} error */
function unmark(error) {
  const scope = /** @type {ParentNode} */ (error.getRootNode());
  for (const control of scope.querySelectorAll(`[aria-describedby~="${CSS.escape(error.id)}"]`)) {
    toggleWord(control, 'aria-describedby', error.id, false);
    control.removeAttribute('aria-invalid');
    control.classList.remove('ds-c-field--error', 'ds-c-choice--error');
  }
  error.closest('.p2p-has-error')?.classList.remove('p2p-has-error');
  error.remove();
}

/**
 * @param {Control} control
 * @param {string} message
 * @param {Texts} texts
 * @returns {Element} the error
 */
function markField(control, message, texts) {
  const choice = control.type === 'radio' || control.type === 'checkbox';
  const set = choice ? control.closest('fieldset') : null;
  const error = h('p', { class: 'ds-c-inline-error p2p-error', id: `${idOf(control)}-error`, 'data-p2p-error': true },
    h('span', { class: 'p2p-hidden' }, texts.errorPrefix), message);
  const place = (choice && set?.querySelector('.p2p-choices')) || control.closest('.p2p-entry') || control.closest('.ds-c-choice-wrapper') || control;
  place.before(error);
  (control.closest('.p2p-window') ?? set ?? control.closest('[data-p2p-question]'))?.classList.add('p2p-has-error');
  const marked = choice && set ? [...set.querySelectorAll('input')] : [control];
  for (const one of marked) {
    toggleWord(one, 'aria-describedby', error.id, true);
    if (one.type !== 'radio') one.setAttribute('aria-invalid', 'true');
    one.classList.add(choice ? 'ds-c-choice--error' : 'ds-c-field--error');
  }
  return error;
}
