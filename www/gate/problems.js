// What keeps a request from being complete: what is missing, what can't be right, and at which input.

import { factOf, wrappers } from './questions.js';
import { parseDate } from './dates.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('./read-form.js').Control} Control */
/** @typedef {import('./read-form.js').Answers} Answers */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {{ field: string, message: string, control: Control }} Problem */

/**
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 * @param {Decision} decision
 * @param {(fact: string) => string} questionOf
 * @param {Texts} texts
 * @returns {{ problems: Problem[], unplaced: string[] }} in the order of the form; unplaced: what is wrong with answers that no input holds
 */
export function findProblems(form, answers, decision, questionOf, texts) {
  const { controls, windows, unreadable } = answers;
  /** @type {Map<Element, Problem>} the first of each input, or of each group of ticks */
  const byPlace = new Map();
  /** @type {string[]} */
  const unplaced = [];
  /** @param {string} field @param {Control | undefined} control @param {string} message */
  const add = (field, control, message) => {
    if (!control) return void unplaced.push(message);
    // One message for a group of ticks, however many of its questions are open: at the first.
    const place = control.closest('fieldset[data-p2p-group]') ?? control;
    const known = byPlace.get(place);
    if (!known) byPlace.set(place, { field, message, control });
    else if (known.control !== control && isBefore(control, known.control)) known.control = control;
  };
  for (const [field, list] of controls) {
    for (const control of list) if (unreadable.has(control)) add(field, control, isDateInput(control) ? texts.dateImpossible : texts.unreadable);
  }
  for (const { kind, field, at, message } of decision.findings) {
    if (kind !== 'invalid') continue;
    const control = field === null ? undefined : controlAt(controls.get(field) ?? [], windows.get(field), at);
    add(field ?? '', control, control && isUnreadableDate(control) ? (NUMBERS.test(control.value) ? texts.dateImpossible : texts.dateUnreadable) : message);
  }
  for (const { field } of decision.needed) {
    const list = controls.get(field) ?? [];
    const empty = windows.get(field)?.flatMap((row) => Object.values(row)).find((control) => !control.value && control.type !== 'hidden');
    const group = list[0]?.closest('fieldset[data-p2p-group]') ?? null;
    const control = empty ?? list[0];
    if (control) add(field, control, ownWords(form, group, control, field) ?? texts.missing(questionOf(field)));
  }
  const inOrder = [...byPlace.values()].sort((a, b) => (isBefore(b.control, a.control) ? 1 : -1));
  return { problems: inOrder, unplaced };
}

/**
 * Whether the rules find something wrong with what stands in a control.
 * @param {Answers} answers
 * @param {Decision} decision
 * @param {Element} control
 */
export function isWrong({ controls, windows }, decision, control) {
  return decision.findings.some(({ kind, field, at }) => kind === 'invalid' && field !== null && controlAt(controls.get(field) ?? [], windows.get(field), at) === control);
}

/** Written like a date, such as 2/30/2026 or one with the day first. */
const NUMBERS = /^\D*\d{1,4}\D+\d{1,2}\D+\d{2,4}\D*$/;

/** @param {Element} a @param {Element} b */
function isBefore(a, b) {
  return (b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}

/**
 * The form's own words for a missing answer, where it has some.
 * @param {HTMLFormElement} form
 * @param {Element | null} group
 * @param {Control} control
 * @param {string} field
 */
function ownWords(form, group, control, field) {
  const holder = group ?? control.closest('[data-p2p-missing]') ?? wrappers(form).find((wrapper) => factOf(wrapper) === field);
  return holder instanceof HTMLElement ? holder.dataset['p2pMissing'] : undefined;
}

/** @param {Control} control */
function isDateInput(control) {
  return control.type === 'date' || control.type === 'datetime-local';
}

/** @param {Control} control */
function isUnreadableDate(control) {
  const isDate = control.dataset['p2pKind'] === 'date' || (control.type === 'text' && /\.date$/.test(control.getAttribute('name') ?? ''));
  return isDate && control.value.trim() !== '' && parseDate(control.value) === null;
}

/**
 * @param {Control[]} list
 * @param {import('./read-form.js').WindowRow[] | undefined} windows
 * @param {string | null} at a pointer into call windows: /1/start
 */
function controlAt(list, windows, at) {
  const [, row, part] = (at ?? '').split('/');
  const parts = windows?.[Number(row ?? 0)] ?? windows?.[0];
  if (parts) return parts[part ?? 'date'] ?? Object.values(parts)[0];
  // Of inputs of one name, the one that a person sees and can use.
  return list.find((control) => control.type !== 'hidden' && !control.matches(':disabled')) ?? list[0];
}
