// Reasons, sources and ways on, as elements.

import { inOrder } from './characters.js';
import { plainDate } from './dates.js';
import { h } from './dom.js';

/** @typedef {import('../../pkg/p2p_review.js').Finding} Finding */
/** @typedef {import('../../pkg/p2p_review.js').Citation} Citation */
/** @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep */
/** @typedef {import('./texts.js').Texts} Texts */

/** @param {Finding} finding @param {Texts} texts a reason with its source */
export function reason(finding, texts) {
  return h('div', { class: 'p2p-reason' }, h('p', {}, finding.message), finding.citation && source(finding.citation, texts));
}

/** @param {Citation} citation @param {Texts} texts */
export function source(citation, texts) {
  const effective = citation.effective ? plainDate(citation.effective) : '';
  return h('p', { class: 'p2p-source' }, texts.source, h('cite', {}, texts.sourceOf(citation.title, citation.section)), effective && texts.effective(effective));
}

/** @param {NextStep[]} steps @param {Texts} texts */
export function stepList(steps, texts) {
  return h('ul', { class: 'p2p-steps' }, ...steps.map((step) => h('li', {}, nextStep(step, texts))));
}

/** @param {NextStep} step @param {Texts} texts */
function nextStep(step, texts) {
  return h('div', { class: 'p2p-step' },
    h('span', { class: 'p2p-step-label' }, step.label),
    step.value !== null && h('span', { class: 'p2p-step-value' }, linked(step, step.value, texts),
      (step.kind === 'fax' || step.kind === 'mail') && copyButton(step.kind === 'fax', step.value, texts)),
    step.note && h('span', { class: 'p2p-small' }, step.note));
}

/**
 * A loaded policy, or a server, may name any address; only these can do no harm.
 * @param {NextStep} step
 * @param {string} words
 * @param {Texts} texts
 * @returns {Node | string} a link where it can be one; its name says what for
 */
export function linked(step, words, texts) {
  const [scheme] = /^(?:tel|https|mailto):/i.exec(step.href ?? '') ?? [];
  if (!scheme) return words;
  return h('a', { href: step.href, class: 'ds-c-link', 'aria-label': inOrder(texts.linkTo(scheme === 'tel:', step.label, words)), ...(/^https:/i.test(scheme) ? { rel: 'noreferrer', target: '_blank' } : {}) }, words);
}

/**
 * @param {boolean} fax
 * @param {string} value
 * @param {Texts} texts
 */
function copyButton(fax, value, texts) {
  if (!navigator.clipboard) return null;
  const button = h('button', { type: 'button', class: 'p2p-copy' }, texts.copy, h('span', { class: 'p2p-hidden' }, ` ${texts.copyWhat(fax)} ${value}`));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = texts.copied;
    } catch {
      button.textContent = texts.notCopied;
    }
  });
  return button;
}
