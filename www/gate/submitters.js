// Whose submission it is: the gate's, or one of the page's own buttons (save a draft, look up an address).

import { inform } from './report.js';

/** @typedef {HTMLButtonElement | HTMLInputElement} SubmitButton */

const OTHER_WAY = ['formaction', 'formmethod', 'formnovalidate'];

/**
 * @param {HTMLFormElement} form by its own properties
 * @returns {SubmitButton[]} in the order of the page
 */
function submitButtons(form) {
  return /** @type {SubmitButton[]} */ ([...form.elements].filter((element) => (element.localName === 'button' || element.localName === 'input') && /** @type {SubmitButton} */ (element).type === 'submit'));
}

/**
 * The buttons that send the request: those that are marked; else those that submit the form as it is, and of these, where
 * some have a name and others none, the ones without. A name tells a server which of its own buttons was pressed.
 * @param {HTMLFormElement} form by its own properties
 * @returns {Set<Element>}
 */
function ownButtons(form) {
  const all = submitButtons(form);
  const marked = all.filter((button) => button.hasAttribute('data-p2p-submit'));
  if (marked.length > 0) return new Set(marked);
  const plain = all.filter((button) => !OTHER_WAY.some((name) => button.hasAttribute(name)));
  const nameless = plain.filter((button) => !button.getAttribute('name'));
  return new Set(nameless.length > 0 ? nameless : plain);
}

/**
 * @param {HTMLFormElement} form by its own properties
 * @param {Element | null} submitter null: by a script, or by Enter in a form without a button
 */
export function isOwnSubmission(form, submitter) {
  return submitter === null || submitter.localName === 'form' || ownButtons(form).has(submitter);
}

/** Says once which buttons of several the gate has taken. @param {HTMLFormElement} form by its own properties */
export function tellSubmitters(form) {
  const all = submitButtons(form);
  if (all.length < 2 || all.some((button) => button.hasAttribute('data-p2p-submit'))) return;
  const own = ownButtons(form);
  const named = (/** @type {SubmitButton[]} */ buttons) => buttons.map((button) => `“${(button.textContent || button.value).trim()}”`).join(', ') || 'none';
  inform(`this form has several submit buttons. The gate takes ${named(all.filter((button) => own.has(button)))}; the page keeps ${named(all.filter((button) => !own.has(button)))}. Mark the gate's with data-p2p-submit to choose.`);
}
