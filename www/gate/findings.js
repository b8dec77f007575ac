// Reasons, sources and ways on, as elements.

import { h } from './dom.js';
import { plainDate } from './dates.js';
import { sourceOf } from './words.js';

/** @typedef {import('../../pkg/p2p_review.js').Finding} Finding */
/** @typedef {import('../../pkg/p2p_review.js').Citation} Citation */
/** @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep */

/** @param {Finding} finding a reason with its source */
export function reason(finding) {
  return h('div', { class: 'p2p-reason' }, h('p', {}, finding.message), finding.citation && source(finding.citation));
}

/** @param {Citation} citation */
export function source(citation) {
  return h('p', { class: 'p2p-source' }, 'Source: ', h('cite', {}, sourceOf(citation)),
    citation.effective && `, effective ${plainDate(citation.effective)}`);
}

/**
 * Each way on once, in order, however many reasons name it.
 * @param {Finding[]} findings
 * @returns {NextStep[]}
 */
export function stepsOf(findings) {
  const steps = new Map(findings.flatMap((finding) => finding.next_steps).map((step) => [`${step.kind} ${step.label} ${step.value}`, step]));
  return [...steps.values()];
}

/** @param {NextStep[]} steps */
export function stepList(steps) {
  return h('ul', { class: 'p2p-steps' }, ...steps.map((step) => h('li', {}, nextStep(step))));
}

/** @param {NextStep} step */
function nextStep(step) {
  return h('div', { class: 'p2p-step' },
    h('span', { class: 'p2p-step-label' }, step.label),
    step.value !== null && h('span', { class: 'p2p-step-value' }, linked(step, step.value),
      (step.kind === 'fax' || step.kind === 'mail') && copyButton(step, step.value)),
    step.note && h('span', { class: 'p2p-small' }, step.note));
}

/**
 * @param {NextStep} step
 * @param {string} value
 */
function linked(step, value) {
  // A loaded policy may hold any address; only these can do no harm.
  if (!step.href || !/^(tel|https|mailto):/i.test(step.href)) return value;
  return h('a', { href: step.href, class: 'ds-c-link', ...(/^https:/i.test(step.href) ? { rel: 'noreferrer', target: '_blank' } : {}) }, value);
}

/**
 * @param {NextStep} step
 * @param {string} value
 */
function copyButton(step, value) {
  if (!navigator.clipboard) return null;
  const what = step.kind === 'fax' ? 'fax number' : 'address';
  const button = h('button', { type: 'button', class: 'p2p-copy' }, 'Copy', h('span', { class: 'p2p-hidden' }, ` ${what} ${value}`));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Could not copy: please select the text';
    }
  });
  return button;
}
