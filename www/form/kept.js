// What a page that is loaded again still knows, where the payer allows it (`data-keep` on the tag): the answers about the
// denial. No name, no number and no time of anybody; this tab alone has it, until the request is sent.

import { find } from './steps.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */

const KEY = 'p2p-review';

/** @param {Gate} gate @returns {() => void} forgets it */
export function keepAnswers({ form }) {
  const controls = () => [...form.elements].filter((element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
    .filter((element) => element.id && element.closest('[data-step=decide]') && !element.closest('[data-p2p-built]'));
  restore(controls());
  form.addEventListener('p2p-decision', () => {
    if (!find(form, '[data-step=sent]').hidden) return;
    const answers = controls().flatMap((control) => (isChosen(control) ? [[control.id, control.value]] : []));
    inStorage((storage) => (answers.length ? storage.setItem(KEY, JSON.stringify(answers)) : storage.removeItem(KEY)));
  });
  return () => inStorage((storage) => storage.removeItem(KEY));
}

/** @param {(HTMLInputElement | HTMLSelectElement)[]} controls */
function restore(controls) {
  const kept = inStorage((storage) => storage.getItem(KEY));
  if (typeof kept !== 'string') return;
  const answers = new Map(/** @type {[string, string][]} */ (JSON.parse(kept)));
  for (const control of controls) {
    const value = answers.get(control.id);
    if (value === undefined) continue;
    if (control instanceof HTMLInputElement && /radio|checkbox/.test(control.type)) control.checked = true;
    else control.value = value;
  }
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function isChosen(control) {
  return control instanceof HTMLInputElement && /radio|checkbox/.test(control.type) ? control.checked : control.value !== '';
}

/**
 * A frame without an origin has no storage, and neither have browsers that were told so: it goes on without.
 * @template T
 * @param {(storage: Storage) => T} act
 * @returns {T | null}
 */
function inStorage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}
