// The reference form: the gate, and around it the steps, the calendars, the check and the record.

import { P2PGate } from './p2p-gate.js';
import { drawBar, keepInView } from './form/bar.js';
import { calendarButton, deadlineFile } from './form/calendar-file.js';
import { watchDoubts } from './form/doubts.js';
import { keepAnswers } from './form/kept.js';
import { addPickers } from './form/picker.js';
import { record } from './form/record.js';
import { drawSent } from './form/sent.js';
import { Steps, find } from './form/steps.js';
import { addWindows } from './form/windows.js';
import { inOrder } from './gate/characters.js';
import { clock } from './gate/clock.js';
import { h } from './gate/dom.js';
import { formTexts } from './gate/texts.js';

/** @typedef {import('./gate/gate.js').Gate} Gate */

for (const element of document.querySelectorAll('p2p-gate')) {
  if (element instanceof P2PGate && element.gate) start(element.gate, element.hasAttribute('data-keep'));
}

/** @param {Gate} gate @param {boolean} mayKeep whether the payer lets the tab keep answers */
function start(gate, mayKeep) {
  const { form } = gate;
  /** Whether answers would be lost with the page. */
  let unsent = false;
  const forget = mayKeep ? keepAnswers(gate) : () => null;
  if (mayKeep) find(document, '[data-kept]').textContent = formTexts.kept;
  const steps = new Steps(gate, (step) => {
    if (step !== 'check') return;
    find(form, '[data-goes-to]').replaceChildren(inOrder(formTexts.goesTo(gate.decision?.policy?.name ?? formTexts.thePayer, mayKeep)));
    find(form, '[data-review]').replaceChildren(record(gate, gate.request, (control) => steps.goTo(control)));
  });
  addWindows(gate, addPickers);
  addPickers(form);
  watchDoubts(form);
  form.addEventListener('input', () => (unsent = true));
  form.addEventListener('p2p-decision', () => {
    givePhones(gate);
    drawBar(gate);
    keepInView(gate);
    offerCalendar(gate);
  });
  form.addEventListener('p2p-state', () => placePhones(gate));
  form.addEventListener('p2p-outcome', (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.outcome.kind !== 'sent') return;
    event.preventDefault();
    unsent = false;
    forget();
    drawSent(gate, find(form, '[data-sent]'), detail, () => {
      steps.startAgain();
      forget();
    });
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
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    calling = link?.matches('[href^="tel:"], [href^="mailto:"]') ?? false;
    if (link?.getAttribute('href')?.startsWith('#')) goWithin(link, event);
  });
  addEventListener('beforeunload', (event) => {
    if (unsent && !calling) event.preventDefault();
  });
  if (gate.decision) gate.evaluate();
  placePhones(gate);
}

/** To a place on this page, also where a `<base>` would lead to another. @param {HTMLAnchorElement} link @param {Event} event */
function goWithin(link, event) {
  const target = document.getElementById(link.hash.slice(1));
  if (!target || event.defaultPrevented) return;
  event.preventDefault();
  target.scrollIntoView();
  if (target.tabIndex < 0) target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
}

/** Where nothing can be checked, the numbers are what helps: they come first. @param {Gate} gate */
function placePhones(gate) {
  const numbers = find(document, '#call');
  if (gate.state === 'missing') gate.notice.after(numbers);
  else gate.form.closest('p2p-gate')?.after(numbers);
}

/** The numbers that one sentence names; the others are on the page. */
const MOST_NUMBERS = 3;

/** The chosen payer's numbers, where it names any for requests and somebody is not sure, and at the end of the page. @param {Gate} gate */
function givePhones({ form, request, decision, view }) {
  const phones = decision?.contacts.filter((step) => step.kind === 'phone' && /^tel:/i.test(step.href ?? '')) ?? [];
  const numbers = phones.length ? phones : numbersOf(request['payer'], request['service']);
  for (const place of form.querySelectorAll('[data-may-send]')) /** @type {HTMLElement} */ (place).hidden = view?.stage === 'ineligible';
  for (const place of form.querySelectorAll('[data-p2p-phones]')) say(place, whomToCall(numbers));
  for (const place of form.querySelectorAll('[data-p2p-find-out]')) say(place, view?.deadline?.day ? [formTexts.findOutBy(view.deadline.day)] : []);
  const payers = [...document.querySelectorAll('[data-p2p-payer]')].filter((element) => element instanceof HTMLElement);
  const known = payers.some((element) => element.dataset['p2pPayer'] === request['payer']);
  for (const element of payers) element.hidden = known && element.dataset['p2pPayer'] !== request['payer'];
}

/** @param {{ href: string | null, label: string, value: string | null }[]} numbers @returns {(Node | string)[]} */
function whomToCall(numbers) {
  const onPage = h('a', { href: '#call', class: 'ds-c-link' }, formTexts.callTheLetterLink);
  if (numbers.length === 0) return [formTexts.callTheLetter, onPage, '.'];
  // Whom it calls stands in the link itself: this sentence is read as a description, too.
  const named = numbers.slice(0, MOST_NUMBERS).flatMap(({ href, label, value }, i) => [i ? '; ' : '', h('a', { href, class: 'ds-c-link' }, formTexts.callNumber(label, value ?? ''))]);
  return [...named, ...(numbers.length > MOST_NUMBERS ? ['; ', formTexts.callAnother, onPage] : []), '.'];
}

/** Touches nothing that says so already: a screen reader reads a description anew when it is. @param {Element} place @param {(Node | string)[]} words */
function say(place, words) {
  const next = /** @type {Element} */ (place.cloneNode());
  next.append(...words);
  if (!next.isEqualNode(place)) place.replaceChildren(...next.childNodes);
}

/**
 * The numbers that the page itself has of a payer; once the service is known, without those for others.
 * @param {unknown} payer
 * @param {unknown} service
 * @returns {{ href: string | null, label: string, value: string | null }[]}
 */
function numbersOf(payer, service) {
  const entries = [...document.querySelectorAll(`[data-p2p-payer="${CSS.escape(String(payer))}"] li`)];
  const services = (/** @type {Element} */ entry) => entry.getAttribute('data-services')?.split(' ');
  return entries.filter((entry) => !service || (services(entry)?.includes(`${service}`) ?? true)).map((entry) => {
    const link = entry.querySelector('a');
    return { href: link?.getAttribute('href') ?? null, label: entry.querySelector('.p2p-step-label')?.textContent ?? '', value: link?.textContent ?? '' };
  });
}

/** With a yes, the deadline for the reader's own calendar. @param {Gate} gate */
function offerCalendar({ decision, view, panel }) {
  if (!decision || view?.look !== 'yes' || !deadlineFile(decision, clock.now())) return;
  const button = calendarButton(formTexts.addDeadline, 'peer-to-peer-deadline.ics', () => deadlineFile(decision, clock.now()));
  panel.querySelector('.p2p-deadline')?.append(button);
}
