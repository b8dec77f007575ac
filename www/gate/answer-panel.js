// The answer panel: the verdict, by when, why, and where to go instead.

import { deadlineCalendar } from './deadline-calendar.js';
import { h, icon } from './dom.js';
import { reason, source, stepList } from './findings.js';

/** @typedef {import('./view.js').View} View */
/** @typedef {import('./texts.js').Texts} Texts */

// Written out in full: what a style sheet names has to be found here when unused styles are dropped.
const CLASSES = { yes: 'p2p-answer-yes', no: 'p2p-answer-no', open: 'p2p-answer-open' };

/**
 * Draws the answer into the panel, keeping open what the reader opened.
 * @param {HTMLElement} panel
 * @param {View} view
 * @param {Texts} texts
 */
export function drawAnswer(panel, view, texts) {
  const open = new Set([...panel.querySelectorAll('details[open]')].map(keepKey));
  for (const [look, name] of Object.entries(CLASSES)) panel.classList.toggle(name, look === view.look);
  panel.replaceChildren(
    h('div', { class: 'p2p-verdict' }, icon(view.look), h('h2', { tabindex: '-1', 'data-p2p-headline': true }, view.headline)),
    h('div', { class: 'p2p-answer-body' }, ...body(view, texts)));
  for (const details of panel.querySelectorAll('details')) details.open = open.has(keepKey(details));
}

/** @param {Element} details */
function keepKey(details) {
  return details.getAttribute('data-p2p-keep');
}

/** @param {View} view @param {Texts} texts */
function body(view, texts) {
  return [
    ...view.notes.map((note) => h('p', { class: 'p2p-note' }, note)),
    ...(view.stage === 'ineligible' ? refused(view, texts) : going(view, texts)),
    view.asked && folded('asked', view.asked.title, ...view.asked.sources.map(({ citation, questions }) =>
      h('div', { class: 'p2p-reason' }, ...questions.map((question) => h('p', {}, question)), source(citation, texts)))),
    view.notices.length > 0 && folded('notices', texts.goodToKnow, ...view.notices.map((finding) => reason(finding, texts))),
    view.contacts.length > 0 && folded('contacts', texts.contacts, ...view.promises.map((promise) => h('p', { class: 'p2p-reason' }, promise)), stepList(view.contacts, texts)),
  ];
}

/** @param {string} key @param {string} title @param {...Node} content */
function folded(key, title, ...content) {
  return h('details', { class: 'p2p-details', 'data-p2p-keep': key }, h('summary', {}, title), ...content);
}

/** @param {View} view @param {Texts} texts */
function refused(view, texts) {
  return [
    view.isLate && view.deadline && h('p', { class: 'p2p-by' }, view.deadline.by),
    view.doubted && doubt(view.doubted, texts),
    h('h3', {}, view.reasonsTitle),
    ...view.reasons.map((finding) => reason(finding, texts)),
    view.instead.length > 0 && h('h3', { tabindex: '-1', 'data-p2p-instead': true }, texts.instead),
    view.instead.length > 0 && stepList(view.instead, texts),
    ...warnings(view, texts),
    ...remarks(view, texts),
    view.isLate && view.deadline && count(view.deadline),
  ];
}

/** @param {NonNullable<View['doubted']>} doubted @param {Texts} texts */
function doubt({ words, control }, texts) {
  const change = control && h('button', { type: 'button', class: 'p2p-copy' }, texts.changeDate);
  change?.addEventListener('click', () => control?.focus());
  return h('p', { class: 'p2p-note' }, words, ' ', change);
}

/** @param {View} view @param {Texts} texts */
function going(view, texts) {
  return [
    view.lead && h('p', { class: 'p2p-lead' }, view.lead),
    view.toMend.length > 0 && h('div', { class: 'p2p-warning' }, h('h3', {}, texts.toMend), ...view.toMend.map((message) => h('p', {}, message))),
    view.deadline && deadline(view.deadline, texts),
    ...view.clocks.flatMap((clock) => [deadline(clock, texts), h('p', { class: 'p2p-small' }, clock.counted)]),
    // What can still lose the talk is read before the arithmetic.
    ...warnings(view, texts),
    ...remarks(view, texts),
    view.deadline && count(view.deadline),
  ];
}

/** What has to be seen before sending. @param {View} view @param {Texts} texts */
function remarks({ remarks: found }, texts) {
  return found.length > 0 ? [h('div', {}, ...found.map((finding) => reason(finding, texts)))] : [];
}

/** The days one by one; of what has no picture, how it is counted. @param {import('./view-deadline.js').DeadlineView} view */
function count({ calendar, counted }) {
  return calendar ? deadlineCalendar(calendar, counted) : h('p', { class: 'p2p-small' }, counted);
}

/** @param {import('./view-deadline.js').DeadlineView} view @param {Texts} texts */
function deadline({ label, by, why, left, isUrgent, citation }, texts) {
  return h('div', { class: 'p2p-deadline' },
    label && h('p', { class: 'p2p-small' }, label),
    h('p', { class: 'p2p-by' }, by),
    why && h('p', {}, why),
    left && h('p', { class: isUrgent ? 'p2p-urgent' : null }, left),
    citation && source(citation, texts));
}

/** @param {View} view @param {Texts} texts */
function warnings({ warnings: found, warningSteps, warningsTitle, canStill }, texts) {
  if (found.length === 0) return [];
  return [h('div', { class: 'p2p-warning' }, h('h3', {}, warningsTitle), ...found.map((finding) => reason(finding, texts)), warningSteps.length > 0 && stepList(warningSteps, texts), canStill && h('p', {}, canStill))];
}
