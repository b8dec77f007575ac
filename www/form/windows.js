// Call windows: another row on request, and each time in the reader's own zone where that differs from the payer's.

import { h } from '../gate/dom.js';
import { formTexts } from '../gate/texts.js';
import { parseDate, wallTime, zoneName } from '../gate/dates.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */

const MOST = 5;

/**
 * @param {Gate} gate
 * @param {(form: HTMLFormElement) => void} enhance called when a row was added
 */
export function addWindows(gate, enhance) {
  for (const group of gate.form.querySelectorAll('fieldset:has(> .p2p-window)')) {
    const add = h('button', { type: 'button', class: 'ds-c-button ds-c-button--ghost add-window' }, formTexts.addTime);
    add.addEventListener('click', () => {
      const row = addRow(group);
      add.before(row);
      add.hidden = rows(group).length >= MOST;
      enhance(gate.form);
      row.querySelector('input')?.focus();
    });
    group.append(add);
  }
  gate.form.addEventListener('p2p-decision', () => sayOwnTimes(gate));
}

/** @param {Element} group */
function rows(group) {
  return [...group.querySelectorAll(':scope > .p2p-window')];
}

/** @param {Element} group @returns {HTMLElement} an empty copy of the first row */
function addRow(group) {
  const number = rows(group).length;
  const row = h('fieldset', { class: 'p2p-window' }, h('legend', { class: 'p2p-window-title' }, formTexts.timeTitles[number]));
  for (const part of rows(group)[0]?.querySelectorAll('.p2p-window-part') ?? []) {
    const label = part.querySelector('label');
    const input = part.querySelector('input[name]');
    if (!(input instanceof HTMLInputElement)) continue;
    const id = input.id.replace('-0-', `-${number}-`);
    const copy = h('input', { class: input.className, id, name: input.name, type: input.type, autocomplete: 'off', 'data-p2p-kind': input.dataset['p2pKind'] });
    copy.classList.remove('ds-c-field--error');
    row.append(h('div', { class: 'p2p-window-part' }, h('label', { class: 'ds-c-label', for: id }, label?.textContent ?? ''), h('div', { class: 'p2p-entry' }, copy)));
  }
  return row;
}

/** @param {Gate} gate */
function sayOwnTimes({ form, decision }) {
  const zone = decision?.deadline?.time_zone;
  for (const row of form.querySelectorAll('.p2p-window')) {
    const own = row.querySelector('.own-time') ?? row.appendChild(h('p', { class: 'own-time' }));
    own.textContent = zone ? ownTime(row, zone) : '';
  }
}

/** @param {Element} row @param {string} zone */
function ownTime(row, zone) {
  const [date, start, end] = ['date', 'start', 'end'].map((part) => {
    const input = row.querySelector(`input[name$=".${part}"]`);
    return input instanceof HTMLInputElement ? input.value : '';
  });
  const day = parseDate(date ?? '');
  if (!day || !start || !end) return '';
  const from = wallTime(day, start, zone);
  const to = wallTime(day, end, zone);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return '';
  /** @param {string | undefined} timeZone */
  const told = (timeZone) => new Intl.DateTimeFormat('en-US', { weekday: 'short', hour: 'numeric', minute: '2-digit', timeZone }).formatRange(from, to);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (told(zone) === told(undefined)) return '';
  return formTexts.ownTime(told(zone), zoneName(zone), told(undefined), zoneName(here));
}
