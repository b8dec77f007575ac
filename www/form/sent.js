// The confirmation: what happens next and by when, whom to call, and a record to keep.

import { h, present } from '../gate/dom.js';
import { localMoment, plainDate } from '../gate/dates.js';
import { reason, stepList } from '../gate/findings.js';
import { clock } from '../gate/clock.js';
import { formTexts, gateTexts } from '../gate/texts.js';
import { byWhen, whySafe } from '../gate/view-deadline.js';
import { promisesOf } from '../gate/view.js';
import { calendarButton, windowsFile } from './calendar-file.js';
import { record } from './record.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */

/**
 * @param {Gate} gate
 * @param {HTMLElement} place
 * @param {{ outcome: { reference: string }, request: Record<string, unknown>, decision: import('../../pkg/p2p_review.js').Decision | null }} sent
 * @param {() => void} again
 */
export function drawSent(gate, place, { outcome, request, decision }, again) {
  const promises = decision ? promisesOf(decision, gateTexts) : [];
  const call = numbers(decision);
  const { deadline = null } = decision ?? {};
  place.replaceChildren(...present([
    h('div', { class: 'receipt' },
      h('p', {}, formTexts.received(decision?.policy?.name, localMoment(clock.now().toISOString(), { year: 'numeric' }))),
      h('p', {}, formTexts.reference, h('strong', {}, outcome.reference))),
    h('h3', {}, formTexts.next),
    ...(promises.length ? promises.map((promise) => h('p', { class: 'p2p-reason' }, promise)) : [h('p', {}, formTexts.noPromise)]),
    h('p', {}, formTexts.nothingDecided),
    // First the talk, then the appeal (C22).
    ...(gate.view?.remarks ?? []).map((remark) => reason(remark, gateTexts)),
    deadline && h('p', {}, formTexts.wasDue(byWhen(deadline, gateTexts)), ' ', whySafe(deadline, gateTexts)),
    call && h('h3', {}, formTexts.hearNothing),
    call,
    h('div', { class: 'p2p-actions no-print' }, ...buttons(request, decision, again)),
    h('h3', {}, formTexts.whatWasSent),
    record(gate, request, null),
    decision?.policy && h('p', { class: 'p2p-small' }, checkedAgainst(decision.policy))]));
}

/** Whom to ring: another form is no answer to hearing nothing. @param {import('../../pkg/p2p_review.js').Decision | null} decision */
function numbers(decision) {
  const phones = decision?.contacts.filter(({ kind, href }) => kind === 'phone' && href) ?? [];
  if (phones.length > 0) return stepList(phones, gateTexts);
  return document.querySelector(`[data-p2p-payer="${CSS.escape(decision?.policy?.id ?? '')}"] ul`)?.cloneNode(true);
}

/** @param {NonNullable<import('../../pkg/p2p_review.js').Decision['policy']>} policy */
function checkedAgainst({ name, version, sources }) {
  const dates = sources.map(({ effective }) => effective).filter((date) => date !== null);
  return formTexts.checkedAgainst(name, dates.length ? plainDate(dates.sort().at(-1) ?? '') : '', version.replace(/^.*\+/, ''));
}

/**
 * @param {Record<string, unknown>} request
 * @param {import('../../pkg/p2p_review.js').Decision | null} decision
 * @param {() => void} again
 */
function buttons(request, decision, again) {
  const print = h('button', { type: 'button', class: 'ds-c-button ds-c-button--solid p2p-button' }, formTexts.printRecord);
  print.addEventListener('click', () => window.print());
  const another = h('button', { type: 'button', class: 'ds-c-button ds-c-button--ghost' }, formTexts.another);
  another.addEventListener('click', again);
  const file = decision ? windowsFile(request, decision, clock.now()) : null;
  if (file === null) return [print, another];
  return [print, calendarButton(formTexts.addTimes, 'peer-to-peer.ics', () => file), another];
}
