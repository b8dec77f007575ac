// What a form's controls say, as a request: one value per fact, absent where nothing was answered.

import { parseDate } from './dates.js';

/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Record<string, string>} Names fact -> the name of the form's inputs for it */

/**
 * @param {HTMLFormElement} form
 * @returns {Control[]}
 */
export function controls(form) {
  return /** @type {Control[]} */ (
    [...form.elements].filter((element) => /^(input|select|textarea)$/i.test(element.tagName) && 'name' in element && element.name)
  );
}

/**
 * Groups a form's controls by the fact that they answer. Window rows are named fact.date, fact.start, fact.end.
 * @param {HTMLFormElement} form
 * @param {Names} names
 * @returns {Map<string, Control[]>}
 */
export function controlsByFact(form, names) {
  const factOf = new Map(Object.entries(names).map(([fact, name]) => [name, fact]));
  /** @type {Map<string, Control[]>} */
  const found = new Map();
  for (const control of controls(form)) {
    const part = /^(.+)\.(date|start|end)$/.exec(control.name);
    const name = part?.[1] ?? control.name;
    const fact = factOf.get(name) ?? name;
    const list = found.get(fact) ?? [];
    list.push(control);
    found.set(fact, list);
  }
  return found;
}

/**
 * @param {Control[]} list all controls of one fact
 * @param {string | undefined} kind the fact's kind, where the rules are loaded
 * @returns {unknown} undefined: not answered
 */
function readAnswer(list, kind) {
  if (list.some((control) => partOf(control))) return readWindows(list);
  const first = list[0];
  if (!first) return undefined;
  if (first instanceof HTMLInputElement && first.type === 'checkbox') return readCheckbox(first);
  const chosen = first.type === 'radio' ? list.find((control) => /** @type {HTMLInputElement} */ (control).checked) : first;
  return chosen ? parse(rawValue(chosen), kind ?? kindOf(first)) : undefined;
}

/**
 * @param {HTMLFormElement} form
 * @param {Names} names
 * @param {Record<string, unknown>} preset answers that the page's owner gives: they win
 * @param {(payer: unknown) => FieldInfo[] | null} fieldsOf what a payer can ask for, where it is known
 * @returns {Record<string, unknown>} a request
 */
export function readRequest(form, names, preset, fieldsOf) {
  const request = { ...preset };
  const byFact = controlsByFact(form, names);
  const fields = fieldsOf(request['payer'] ?? readAnswer(byFact.get('payer') ?? [], 'choice'));
  for (const [fact, list] of byFact) {
    const field = fields?.find((candidate) => candidate.field === fact);
    if (fact in request || (fields && !field && fact !== 'payer')) continue;
    const answer = readAnswer(list, field?.kind);
    if (answer !== undefined) request[fact] = answer;
  }
  return request;
}

/** @param {Control} control a payer's own values may be mapped with data-p2p-value */
function rawValue(control) {
  const option = control instanceof HTMLSelectElement ? control.selectedOptions[0] : control;
  return (option?.dataset['p2pValue'] ?? control.value).trim();
}

/** @param {Control} control */
function kindOf(control) {
  return control.dataset['p2pKind'] ?? (control.type === 'date' ? 'date' : undefined);
}

/**
 * @param {string} value
 * @param {string | undefined} kind
 */
function parse(value, kind) {
  if (value === '') return undefined;
  if ((kind ?? 'boolean') === 'boolean' && /^(true|false|yes|no)$/i.test(value)) return /^(t|y)/i.test(value);
  if (kind === 'date') return parseDate(value) ?? value;
  if (kind === 'npi') return value.replace(/[\s-]/g, '');
  return value;
}

/**
 * A tick means yes. No tick means nothing, unless the group's own "none of these" is ticked.
 * @param {HTMLInputElement} box
 */
function readCheckbox(box) {
  if (box.checked) return true;
  const none = noneOf(box);
  return none?.checked && !box.closest('[data-p2p-question][hidden]') ? false : undefined;
}

/**
 * @param {Element} element
 * @returns {HTMLInputElement | null} the "none of these" of the group that the element stands in
 */
export function noneOf(element) {
  return element.closest('fieldset')?.querySelector('input[data-p2p-none]') ?? null;
}

/** @param {Control} control */
export function partOf(control) {
  return /\.(date|start|end)$/.exec(control.name)?.[1] ?? null;
}

/** @param {Control[]} list */
function readWindows(list) {
  const rows = windowRows(list).map((row) => {
    const value = /** @type {Record<string, string>} */ ({});
    for (const [part, control] of Object.entries(row)) {
      const text = control.value.trim();
      if (text) value[part] = part === 'date' ? (parseDate(text) ?? text) : text;
    }
    return value;
  });
  // Rows left empty are no windows, but they keep their place: a finding names a row by its number.
  while (rows.length && Object.keys(rows.at(-1) ?? {}).length === 0) rows.pop();
  return rows.length ? rows : undefined;
}

/**
 * @param {Control[]} list
 * @returns {Record<string, Control>[]} one record of date, start and end a row, in document order
 */
export function windowRows(list) {
  /** @type {Record<string, Control>[]} */
  const rows = [];
  for (const control of list) {
    const part = partOf(control);
    if (!part) continue;
    const row = rows.find((r) => !(part in r)) ?? {};
    if (!rows.includes(row)) rows.push(row);
    row[part] = control;
  }
  return rows;
}
