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

  /**
   * @param {Problem[]} problems the ones to show at their fields; earlier messages go
   * @param {Element | null} [busy] where somebody is at it, if anywhere: meanwhile no message comes and none changes. What is
   *   mended there is no longer seen, but what a screen reader has of that field stays until `settle`: it would read the change.
   * @returns {Problem[]} those that are seen at their fields
   */
  mark(problems, busy = null) {
    // What a copy of the page brought along is nobody's, but stands in this form.
    for (const error of this.form.querySelectorAll('[data-p2p-error]')) if (!this.#marks.includes(error)) unmark(error);
    /** @type {Problem[]} */
    const seen = [];
    const kept = this.#marks.filter((error) => {
      const problem = problems.find(({ control }) => isOf(error, control));
      const stays = problem && isMarked(error, problem.control, busy ? null : problem.message);
      if (stays) seen.push({ ...problem, message: messageOf(error) });
      else if (busy && isReadWith(error, busy)) fade(error);
      else unmark(error);
      return error.isConnected;
    });
    const added = busy ? [] : problems.filter(({ control }) => !kept.some((error) => isOf(error, control)));
    this.#marks = [...kept, ...added.map(({ control, message }) => markField(control, message, this.texts))];
    return [...seen, ...added];
  }

  /** Nobody is at it any more: what was mended meanwhile goes altogether. */
  settle() {
    this.#marks = this.#marks.filter((error) => {
      if (isFaded(error)) unmark(error);
      return error.isConnected;
    });
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

/** @param {Element} error @param {Control} control */
function isOf(error, control) {
  return error.id === `${control.id}-error`;
}

/** Whether it is seen there, in these words. @param {Element} error @param {Control} control @param {string | null} message null: in whichever */
function isMarked(error, control, message) {
  return error.isConnected && !isFaded(error) && (message === null || messageOf(error) === message) && isReadWith(error, control);
}

/** @param {Element} error @param {Element} control */
function isReadWith(error, control) {
  return (control.getAttribute('aria-describedby') ?? '').split(' ').includes(error.id);
}

/** @param {Element} error */
function messageOf(error) {
  return error.lastChild?.textContent ?? '';
}

/** @param {Element} error */
function isFaded(error) {
  return error instanceof HTMLElement && error.hidden;
}

/** @param {Element} error @returns {Element[]} the controls that it is about */
function marked(error) {
  return [.../** @type {ParentNode} */ (error.getRootNode()).querySelectorAll(`[aria-describedby~="${CSS.escape(error.id)}"]`)];
}

/** No longer to be seen. A description may be hidden: it is read all the same. @param {Element} error */
function fade(error) {
  for (const control of marked(error)) control.classList.remove('ds-c-field--error', 'ds-c-choice--error');
  error.toggleAttribute('hidden', true);
  const holder = error.closest('.p2p-has-error');
  if (!holder?.querySelector('[data-p2p-error]:not([hidden])')) holder?.classList.remove('p2p-has-error');
}

/** @param {Element} error */
function unmark(error) {
  fade(error);
  for (const control of marked(error)) {
    toggleWord(control, 'aria-describedby', error.id, false);
    control.removeAttribute('aria-invalid');
  }
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
  for (const one of choice && set ? [...set.querySelectorAll('input')] : [control]) {
    toggleWord(one, 'aria-describedby', error.id, true);
    if (one.type !== 'radio') one.setAttribute('aria-invalid', 'true');
    one.classList.add(choice ? 'ds-c-choice--error' : 'ds-c-field--error');
  }
  return error;
}
