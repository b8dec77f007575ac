// The answer stays in sight: on a small screen by a bar at its foot, on a desk by the panel itself.

import { inOrder } from '../gate/characters.js';
import { formTexts } from '../gate/texts.js';
import { find } from './steps.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */

/** On a small screen the answer stands below the questions: this says it at once. @param {Gate} gate */
export function drawBar({ form, decision, view }) {
  const bar = find(form, '[data-bar]');
  if (!decision || !view) return;
  bar.hidden = !decision.policy;
  bar.classList.toggle('bar-no', view.look === 'no');
  bar.classList.toggle('bar-yes', view.look === 'yes');
  bar.textContent = inOrder(barWords(view));
}

/** A deadline in hours is told in the answer itself, with its time of day. @param {import('../gate/view.js').View} view */
function barWords({ stage, headline, left, deadline }) {
  const day = deadline?.day ?? '';
  if (stage === 'open') return formTexts.barOpen(left, day);
  if (stage === 'details' && left > 0) return formTexts.barDetails(left, day);
  return stage === 'eligible' && day ? formTexts.bar(day) : headline;
}

/** @type {WeakMap<Gate, string>} what each panel was headed by */
const headed = new WeakMap();

/**
 * On a desk a "no" takes questions away, and the panel may slide out of the window with them.
 * @param {Gate} gate
 */
export function keepInView(gate) {
  const { panel, view, form } = gate;
  const { headline = '' } = view ?? {};
  const before = headed.get(gate);
  headed.set(gate, headline);
  if (before === undefined || before === headline) return;
  panel.scrollTop = 0;
  // Once the page has its new height.
  requestAnimationFrame(() => showHeadline(panel, find(form, '[data-bar]')));
}

/** @param {HTMLElement} panel @param {HTMLElement} bar */
function showHeadline(panel, bar) {
  const { top, bottom } = panel.querySelector('[data-p2p-headline]')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  const hasBar = getComputedStyle(bar).display !== 'none';
  if (!hasBar && (top < 0 || bottom > innerHeight)) panel.scrollIntoView({ block: 'nearest' });
}
