// What has to be said at once, where the request would be sent from.

import { h } from './dom.js';
import { stepList } from './findings.js';

/** @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep */
/** @typedef {import('./texts.js').Texts} Texts */

/**
 * @param {HTMLElement} place
 * @param {string} heading
 * @param {...import('./dom.js').Child} content
 */
function alert(place, heading, ...content) {
  place.replaceChildren(h('div', { class: 'p2p-alert', role: 'alert', tabindex: '-1' }, h('h2', {}, heading), ...content));
}

/**
 * Takes the reader to what was said.
 * @param {HTMLElement} place
 * @returns {null}
 */
export function showAlert(place) {
  const box = place.firstElementChild;
  if (box instanceof HTMLElement) {
    box.scrollIntoView({ block: 'nearest' });
    box.focus({ preventScroll: true });
  }
  return null;
}

/**
 * @param {HTMLElement} place
 * @param {string} reference
 * @param {{ promises: string[], contacts: NextStep[] }} told
 * @param {Texts} texts
 */
export function tellSent(place, reference, { promises, contacts: all }, texts) {
  const contacts = all.filter(({ kind }) => kind !== 'form' && kind !== 'portal');
  place.replaceChildren(h('div', { class: 'p2p-alert p2p-sent', role: 'status', tabindex: '-1' },
    h('h2', {}, texts.sentHeading),
    h('p', {}, texts.reference, h('strong', {}, reference)),
    ...promises.map((promise) => h('p', { class: 'p2p-reason' }, promise)),
    contacts.length > 0 && h('p', {}, texts.hearNothing),
    contacts.length > 0 && stepList(contacts, texts)));
  showAlert(place);
}

/**
 * @param {HTMLElement} place
 * @param {string} message
 * @param {NextStep[]} contacts
 * @param {Texts} texts
 */
export function tellFailure(place, message, contacts, texts) {
  const call = contacts.length ? [h('p', {}, texts.getInTouch), stepList(contacts, texts)] : [h('p', {}, texts.callThePayer)];
  alert(place, texts.failedHeading, h('p', {}, message), ...call);
  showAlert(place);
}

/**
 * @param {HTMLElement} place
 * @param {{ unchecked: boolean, fault: import('./engine.js').LoadFault, again: () => void }} how unchecked: the request may be sent all the same
 * @param {Texts} texts
 */
export function tellMissing(place, { unchecked, fault, again }, texts) {
  const forGood = fault === 'no-webassembly';
  const message = unchecked ? texts.missingUnchecked : forGood ? texts.missingForGood : texts.missingBlocked;
  alert(place, texts.missingHeading, h('p', {}, message), h('p', {}, texts.missingWhy[fault]),
    h('div', { class: 'p2p-actions' }, !forGood && button(texts.tryAgain, again), button(texts.print, () => window.print())));
}

/**
 * @param {string} label
 * @param {() => void} act
 */
function button(label, act) {
  const element = h('button', { type: 'button', class: 'ds-c-button p2p-button' }, label);
  element.addEventListener('click', act);
  return element;
}
