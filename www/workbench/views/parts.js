// What several views are made of.

import { h, newId } from '../../gate/dom.js';

/** @typedef {import('../../gate/dom.js').Child} Child */

/**
 * A button that leads to a line of an open file.
 * @param {(file: string, spot: { line: number, column?: number }) => void} goTo
 * @param {{ file: string, line: number, column?: number | null }} spot
 * @param {...Child} words
 */
export function leadsTo(goTo, { file, line, column }, ...words) {
  const button = h('button', { type: 'button', class: 'place' }, ...words);
  button.addEventListener('click', () => goTo(file, { line, column: column ?? 1 }));
  return button;
}

/** @param {string} title @param {Child[]} items @returns {HTMLElement | null} nothing where there is none */
export function listed(title, items) {
  return items.length === 0 ? null : h('section', { class: 'listed' }, h('h3', {}, title), h('ul', {}, ...items.map((item) => h('li', {}, item))));
}

/** @param {string} title @param {...Child} content */
export function folded(title, ...content) {
  return h('details', {}, h('summary', {}, title), ...content);
}

/** Text as the command prints it. @param {string} text @param {string} label */
export function printed(text, label) {
  return h('pre', { tabindex: '0', role: 'region', 'aria-label': label }, text);
}

/**
 * @template {'input' | 'select' | 'textarea'} Tag
 * @param {Tag} tag
 * @param {string} label
 * @param {Record<string, string | boolean>} attributes
 * @param {...Child} children
 */
export function field(tag, label, attributes, ...children) {
  const id = newId();
  const control = h(tag, { class: 'ds-c-field', id, ...attributes }, ...children);
  return { control, row: h('div', { class: 'field' }, h('label', { for: id }, label), control) };
}
