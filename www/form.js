// The reference form: the gate, and around it the steps, the calendars, the check and the record.

import { P2PGate } from './p2p-gate.js';
import { calendarButton, deadlineFile } from './form/calendar-file.js';
import { addPickers } from './form/picker.js';
import { record } from './form/record.js';
import { drawSent } from './form/sent.js';
import { Steps, find } from './form/steps.js';
import { addWindows } from './form/windows.js';
import { inOrder } from './gate/characters.js';
import { clock } from './gate/clock.js';
import { h } from './gate/dom.js';
import { linked } from './gate/findings.js';
import { formTexts } from './gate/texts.js';

/** @typedef {import('./gate/gate.js').Gate} Gate */

for (const element of document.querySelectorAll('p2p-gate')) {
  if (element instanceof P2PGate && element.gate) start(element.gate);
}

/** @param {Gate} gate */
function start(gate) {
  const { form } = gate;
  /** Whether answers would be lost with the page. */
  let unsent = false;
  const steps = new Steps(gate, (step) => {
    if (step === 'check') find(form, '[data-review]').replaceChildren(record(gate, gate.request, (control) => steps.goTo(control)));
  });
  addWindows(gate, addPickers);
  addPickers(form);
  form.addEventListener('input', () => (unsent = true));
  form.addEventListener('p2p-decision', () => {
    givePhones(gate);
    drawBar(gate);
    offerCalendar(gate);
  });
  form.addEventListener('p2p-outcome', (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.outcome.kind !== 'sent') return;
    event.preventDefault();
    unsent = false;
    drawSent(gate, find(form, '[data-sent]'), detail, () => steps.startAgain());
  });
  const bar = find(form, '[data-bar]');
  bar.addEventListener('click', (event) => {
    event.preventDefault();
    gate.panel.scrollIntoView();
    gate.focusAnswer();
  });
  // Whoever sees the answer needs no way to it; nor does whoever is past it, hence the margin.
  new IntersectionObserver(([panel]) => bar.classList.toggle('bar-away', panel?.isIntersecting), { rootMargin: '99999px 0px 0px' }).observe(gate.panel);
  /** Calling or writing leaves the page as it is, though browsers announce a departure. */
  let calling = false;
  document.addEventListener('click', ({ target }) => {
    calling = target instanceof Element && target.closest('a[href^="tel:"], a[href^="mailto:"]') !== null;
  });
  addEventListener('beforeunload', (event) => {
    if (unsent && !calling) event.preventDefault();
  });
  if (gate.decision) gate.evaluate();
}

/** The chosen payer's numbers, where it names any for requests and somebody is not sure, and at the end of the page. @param {Gate} gate */
function givePhones({ form, request, decision }) {
  const phones = decision?.contacts.filter((step) => step.kind === 'phone' && step.href) ?? [];
  for (const place of form.querySelectorAll('[data-p2p-phones]')) {
    place.replaceChildren(...(phones.length
      ? phones.flatMap((step, i) => [i ? ', ' : '', linked(step, step.value ?? ''), inOrder(` (${step.label})`)])
      : [formTexts.callTheLetter, h('a', { href: '#call', class: 'ds-c-link' }, formTexts.callTheLetterLink), '.']));
  }
  const payers = [...document.querySelectorAll('[data-p2p-payer]')].filter((element) => element instanceof HTMLElement);
  const known = payers.some((element) => element.dataset['p2pPayer'] === request['payer']);
  for (const element of payers) element.hidden = known && element.dataset['p2pPayer'] !== request['payer'];
}

/** With a yes, the deadline for the reader's own calendar. @param {Gate} gate */
function offerCalendar({ decision, view, panel }) {
  if (!decision || view?.look !== 'yes' || !deadlineFile(decision, clock.now())) return;
  const button = calendarButton(formTexts.addDeadline, 'peer-to-peer-deadline.ics', () => deadlineFile(decision, clock.now()));
  panel.querySelector('.p2p-deadline')?.append(button);
}

/** On a small screen the answer stands below the questions: this says it at once. @param {Gate} gate */
function drawBar({ form, decision, view }) {
  const bar = find(form, '[data-bar]');
  if (!decision || !view) return;
  bar.hidden = !decision.policy;
  bar.classList.toggle('bar-no', view.look === 'no');
  bar.classList.toggle('bar-yes', view.look === 'yes');
  // A deadline in hours is told in the answer itself, with its time of day.
  bar.textContent = view.look === 'yes' && view.deadline?.day ? formTexts.bar(view.deadline.day) : view.headline;
}
