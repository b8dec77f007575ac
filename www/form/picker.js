// A calendar as the second way to give a date, and the date in full so that a slip of the pen shows.

import { h, icon } from '../gate/dom.js';
import { formTexts } from '../gate/texts.js';
import { longDate, numericDate, parseDate } from '../gate/dates.js';

/** @param {HTMLFormElement} form */
export function addPickers(form) {
  for (const input of form.querySelectorAll('input[type="text"][data-p2p-kind="date"]')) {
    if (input instanceof HTMLInputElement && !input.parentElement?.querySelector('.picker')) addPicker(input);
  }
}

/** There the browser opens no calendar. */
function isInStrangeFrame() {
  try {
    return window.top?.location.href === undefined;
  } catch {
    return true;
  }
}

/**
 * The calendar takes no stop of its own on the way through the form: whoever types has no use for it.
 * @param {HTMLInputElement} input
 */
function addPicker(input) {
  const entry = input.closest('.p2p-entry');
  if (!entry || !('showPicker' in HTMLInputElement.prototype) || isInStrangeFrame()) return;
  const native = h('input', { type: 'date', class: 'picker-native', tabindex: '-1', 'aria-hidden': 'true', min: '2000-01-01', max: '2099-12-31' });
  const button = h('button', { type: 'button', class: 'picker', tabindex: '-1' }, icon('calendar'), h('span', { class: 'p2p-hidden' }, formTexts.chooseDate));
  const echo = h('p', { class: 'echo' });
  button.addEventListener('click', () => {
    native.value = parseDate(input.value) ?? '';
    native.showPicker();
  });
  native.addEventListener('change', (event) => {
    event.stopPropagation();
    if (!native.value) return;
    input.value = numericDate(native.value);
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.focus();
  });
  native.addEventListener('input', (event) => event.stopPropagation());
  const say = () => {
    const date = parseDate(input.value);
    echo.textContent = date ? longDate(date) : '';
  };
  input.addEventListener('input', say);
  input.addEventListener('change', say);
  input.form?.addEventListener('reset', () => setTimeout(say));
  addEventListener('pageshow', say);
  entry.append(h('span', { class: 'picker-place' }, native, button));
  entry.after(echo);
  say();
}
