// What has to be said at once, where the request would be sent from.

import { h } from './dom.js';
import { responseTimes } from './answer.js';
import { stepList } from './findings.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep */

/**
 * @param {HTMLElement} place
 * @param {string} heading
 * @param {...Node} content
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
 * @param {string | null} reference
 * @param {Decision | null} decision
 */
export function tellSent(place, reference, decision) {
  const contacts = decision?.contacts ?? [];
  place.replaceChildren(h('div', { class: 'p2p-alert p2p-sent', role: 'status', tabindex: '-1' },
    h('h2', {}, 'Request sent'),
    reference && h('p', {}, 'Reference: ', h('strong', {}, reference)),
    ...(decision ? responseTimes(decision) : []),
    contacts.length > 0 && h('p', {}, 'If you need to change something, or hear nothing:'),
    contacts.length > 0 && stepList(contacts)));
  showAlert(place);
}

/**
 * @param {HTMLElement} place
 * @param {string} message
 * @param {NextStep[]} contacts
 */
export function tellFailure(place, message, contacts) {
  const call = contacts.length ? [h('p', {}, 'Or get in touch:'), stepList(contacts)] : [];
  alert(place, 'The request was not confirmed', h('p', {}, message), ...call);
  showAlert(place);
}

/**
 * @param {HTMLElement} place
 * @param {boolean} unchecked whether the request may be sent all the same
 * @param {() => void} again
 */
export function tellMissing(place, unchecked, again) {
  const message = unchecked
    ? 'The part of this page that checks a request did not load. You can send the request all the same, but unchecked: the payer looks at it and may turn it down.'
    : 'The part of this page that checks a request did not load, so nothing can be sent from here. Your answers stay on this page. Try again, or print the page and call the payer.';
  alert(place, 'This request can’t be checked right now', h('p', {}, message),
    h('div', { class: 'p2p-actions' }, button('Try again', again), button('Print this page', () => window.print())));
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
