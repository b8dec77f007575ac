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
  // Whatever stands there may be of another script, or of this form as it was before.
  const kept = inStorage((storage) => new Map(JSON.parse(storage.getItem(KEY) ?? '[]')));
  for (const control of controls) {
    const value = kept?.get(control.id);
    if (typeof value !== 'string') continue;
    if (control instanceof HTMLInputElement && /radio|checkbox/.test(control.type)) control.checked = control.value === value;
    else control.value = value;
  }
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function isChosen(control) {
  return control instanceof HTMLInputElement && /radio|checkbox/.test(control.type) ? control.checked : control.value !== '';
}

/**
 * A frame without an origin has no storage, and neither have browsers that were told so: it goes on without. So it does
 * where what is stored can't be read.
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
