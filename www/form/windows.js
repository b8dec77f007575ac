// Call windows: another row on request, in which zone the times are, and each time in words.

import { inOrder } from '../gate/characters.js';
import { h } from '../gate/dom.js';
import { formTexts } from '../gate/texts.js';
import { parseDate, parseOfficeTime, zoneName } from '../gate/dates.js';
import { ownZone, timeInWords } from './times.js';

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
      sayZones(gate, group);
      row.querySelector('input')?.focus();
    });
    const own = h('select', { class: 'ds-c-field', id: 'times-in', autocomplete: 'off' }, h('option', { value: '' }), h('option', { value: ownZone() }));
    const choice = h('p', { class: 'times-in', hidden: true }, h('label', { class: 'ds-c-label', for: own.id }, formTexts.timesIn), own);
    own.addEventListener('change', () => {
      sayZones(gate, group);
      gate.later();
    });
    rows(group)[0]?.before(choice);
    group.append(add);
    gate.form.addEventListener('p2p-decision', () => sayZones(gate, group));
  }
}

/** @param {Element} group */
function rows(group) {
  return [...group.querySelectorAll(':scope > .p2p-window')];
}

/** @param {Element} group @returns {HTMLElement} an empty copy of the first row */
function addRow(group) {
  const number = rows(group).length;
  const title = formTexts.timeTitles[number] ?? '';
  const row = h('fieldset', { class: 'p2p-window' }, h('legend', { class: 'p2p-window-title' }, title));
  for (const part of rows(group)[0]?.querySelectorAll('.p2p-window-part') ?? []) {
    const label = part.querySelector('label');
    const input = part.querySelector('input[name]');
    if (!(input instanceof HTMLInputElement)) continue;
    const id = input.id.replace('-0-', `-${number}-`);
    const copy = h('input', { class: input.className, id, name: input.name, type: input.type, autocomplete: 'off', 'data-p2p-kind': input.dataset['p2pKind'], 'aria-describedby': input.name.endsWith('.date') ? null : 'call_windows-example' });
    copy.classList.remove('ds-c-field--error');
    const name = h('label', { class: 'ds-c-label', for: id }, ...[...(label?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    row.append(h('div', { class: 'p2p-window-part', 'data-p2p-missing': part.getAttribute('data-p2p-missing')?.replace(formTexts.timeTitles[0]?.toLowerCase() ?? '', title.toLowerCase()) }, name, h('div', { class: 'p2p-entry' }, copy)));
  }
  return row;
}

/** Which zone the times are in, in every label, and each time in words. @param {Gate} gate @param {Element} group */
function sayZones(gate, group) {
  const { decision } = gate;
  const zone = decision?.deadline?.time_zone;
  const select = group.querySelector('#times-in');
  if (!zone || !(select instanceof HTMLSelectElement)) return;
  const isElsewhere = zoneName(zone) !== zoneName(ownZone()) && gate.takesZone(ownZone());
  const choice = select.closest('p');
  if (choice) choice.hidden = !isElsewhere;
  say(select.options[0], formTexts.zoneOf(zoneName(zone), decision?.policy?.name ?? ''));
  say(select.options[1], formTexts.zoneHere(zoneName(ownZone())));
  const chosen = isElsewhere ? select.value : '';
  for (const label of group.querySelectorAll('[data-zone]')) say(label, `(${zoneName(chosen || zone)})`);
  for (const row of rows(group)) {
    const [date, start, end] = ['date', 'start', 'end'].map((part) => valueOf(row, part));
    keepZone(row, chosen);
    const day = parseDate(date ?? '');
    const [from, to] = [parseOfficeTime(start ?? ''), parseOfficeTime(end ?? '')];
    const words = day && from && to ? timeInWords({ date: day, start: from, end: to, ...(chosen ? { time_zone: chosen } : {}) }, zone) : '';
    say(row.querySelector('.own-time') ?? row.appendChild(h('p', { class: 'own-time' })), words);
  }
}

/** @param {Element} row @param {string} part */
function valueOf(row, part) {
  const input = row.querySelector(`input[name$=".${part}"]`);
  return input instanceof HTMLInputElement ? input.value : '';
}

/** A zone of the office's own goes along with each of its times; the payer's needs none. @param {Element} row @param {string} zone */
function keepZone(row, zone) {
  const name = row.querySelector('input[name]')?.getAttribute('name')?.replace('.date', '.time_zone');
  const input = row.querySelector('input[type=hidden]') ?? row.appendChild(h('input', { type: 'hidden', name }));
  if (input instanceof HTMLInputElement && input.value !== zone) input.value = zone;
}

/** Touches nothing that says so already. @param {Element | undefined} element @param {string} words */
function say(element, words) {
  const text = inOrder(words);
  if (element && element.textContent !== text) element.textContent = text;
}
