// The request in words: on the page where it is checked, and on the record of what was sent.

import { UNRECORDED, UNRECORDED_CLASSES, h } from '../gate/dom.js';
import { longDate } from '../gate/dates.js';
import { formTexts } from '../gate/texts.js';
import { windowInWords } from './times.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */
/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */

/**
 * @param {Gate} gate
 * @param {Record<string, unknown>} request
 * @param {((control: Element) => void) | null} change takes the reader to a question; null: a record that can't be changed
 */
export function record(gate, request, change) {
  const zone = gate.decision?.deadline?.time_zone ?? 'UTC';
  const rows = Object.entries(request).map(([fact, value]) => {
    const field = gate.fieldInfo(fact);
    const control = gate.form.elements.namedItem(fact) ?? gate.form.elements.namedItem(`${fact}.date`);
    const first = control instanceof RadioNodeList ? [...control].find((one) => /** @type {HTMLInputElement} */ (one).checked) ?? control[0] : control;
    const label = field?.question ?? fact;
    return h('div', { class: 'ds-c-review' },
      h('dt', { class: 'ds-c-review__heading' }, label),
      h('dd', { class: `ds-c-review__content ${UNRECORDED_CLASSES}`, ...UNRECORDED }, ...inWords(value, field, zone).map((line) => h('span', {}, line))),
      change && first instanceof Element && h('dd', { class: 'change' }, changeButton(label, () => change(first))));
  });
  return h('dl', { class: 'record' }, ...rows);
}

/** @param {string} label @param {() => void} act */
function changeButton(label, act) {
  const button = h('button', { type: 'button', class: 'ds-c-button ds-c-button--ghost ds-c-button--small' }, formTexts.change, h('span', { class: 'p2p-hidden' }, label));
  button.addEventListener('click', act);
  return button;
}

/**
 * @param {unknown} value
 * @param {FieldInfo | null} field
 * @param {string} zone the payer's
 * @returns {string[]} lines
 */
function inWords(value, field, zone) {
  if (typeof value === 'boolean') return [value ? formTexts.yes : formTexts.no];
  if (Array.isArray(value)) return value.map((window) => windowInWords(window, zone));
  if (value === 'unsure') return [formTexts.notSure];
  if (field?.kind === 'date') return [longDate(String(value))];
  if (field?.kind === 'phone') return [phone(String(value))];
  return [field?.values?.find((choice) => choice.value === value)?.label ?? String(value)];
}

/** @param {string} number as it was typed: "(503) 555-0142", where it is ten digits, with what follows them */
function phone(number) {
  const [, area, exchange, line, more = ''] = /^(?:\+?1[\s.-]*)?\(?(\d{3})\)?[\s./-]*(\d{3})[\s.-]*(\d{4})(\D.*)?$/.exec(number) ?? [];
  return area ? `(${area}) ${exchange}-${line}${more}` : number;
}
