// Elements from plain values. Text only ever becomes text: there is no way to pass markup through here.

import { inOrder } from './characters.js';

/** @typedef {Node | string | null | undefined | false} Child nothing, in any of its guises, adds nothing */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | null | undefined>} [attributes] true sets an empty attribute; false and null leave it out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}

/** @param {Child[]} children */
export function present(children) {
  return children.filter((child) => child instanceof Node || typeof child === 'string').map((child) => (typeof child === 'string' ? inOrder(child) : child));
}

const SVG = 'http://www.w3.org/2000/svg';

/** Drawn here because images and data: addresses are not allowed by a strict content policy. */
const SHAPES = {
  yes: 'M4 12.5l5.2 5.2L20 6.8',
  no: 'M5.5 5.5l13 13m0-13l-13 13',
  open: 'M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  calendar: 'M4 8.5h16M7.5 3.5v3m9-3v3M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
};

/** @param {keyof typeof SHAPES} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'p2p-icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Another copy of this script on the same page, or a page that was put together of several, must not come to the same ids. */
const copy = Math.random().toString(36).slice(2, 8);
let serial = 0;

/** An id that nothing else has. */
export function newId() {
  serial += 1;
  return `p2p-${copy}-${serial}`;
}

/**
 * @param {Element} element
 * @returns {string} its id, given now if it had none
 */
export function idOf(element) {
  if (!element.getAttribute('id')) element.setAttribute('id', newId());
  return element.getAttribute('id') ?? '';
}

/**
 * The form by its own properties: an input that is named `elements` or `append` hides the form's own under that name.
 * @param {HTMLFormElement} form
 * @returns {HTMLFormElement} what reads and writes them on the form itself; it is no node
 */
export function unclobbered(form) {
  return new Proxy(form, {
    get(target, key) {
      const value = Reflect.get(HTMLFormElement.prototype, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(HTMLFormElement.prototype, key, value, target),
  });
}

/**
 * What the common session recorders take as a sign not to record a text: for names and numbers that the page repeats.
 * Inputs they leave out by themselves.
 */
export const UNRECORDED = {
  'data-private': true, 'data-hj-suppress': true, 'data-clarity-mask': 'true', 'data-dd-privacy': 'mask', 'data-sentry-mask': true,
  'data-heap-redact-text': 'true', 'data-recording-sensitive': true, 'data-cs-mask': true, 'data-matomo-mask': true, 'data-dtrum-mask': true,
};
/** The same as classes: FullStory, Sentry and rrweb, Mouseflow, PostHog, New Relic, Amplitude, Mixpanel. */
export const UNRECORDED_CLASSES = 'fs-mask fs-exclude rr-mask sentry-mask mouseflow-mask ph-mask ph-no-capture nr-mask amp-mask mp-mask';

/**
 * Adds a word to a space-separated attribute, or takes it away.
 * @param {Element} element
 * @param {string} attribute
 * @param {string} word
 * @param {boolean} present
 */
export function toggleWord(element, attribute, word, present) {
  const words = new Set((element.getAttribute(attribute) ?? '').split(' ').filter(Boolean));
  if (present) words.add(word);
  else words.delete(word);
  if (words.size) element.setAttribute(attribute, [...words].join(' '));
  else element.removeAttribute(attribute);
}
