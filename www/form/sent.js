// The confirmation: what happens next and by when, whom to call, and a record to keep.

import { responseTimes } from '../gate/answer.js';
import { h, present } from '../gate/dom.js';
import { localMoment } from '../gate/dates.js';
import { stepList } from '../gate/findings.js';
import { now } from '../gate/engine.js';
import { calendarButton, windowsFile } from './calendar-file.js';
import { record } from './record.js';

/** @typedef {import('../gate/gate.js').Gate} Gate */

/**
 * @param {Gate} gate
 * @param {HTMLElement} place
 * @param {{ outcome: { reference: string | null }, request: Record<string, unknown>, decision: import('../../pkg/p2p_review.js').Decision | null }} sent
 * @param {() => void} again
 */
export function drawSent(gate, place, { outcome, request, decision }, again) {
  const promises = decision ? responseTimes(decision) : [];
  const call = (decision?.contacts.length ?? 0) > 0;
  place.replaceChildren(...present([
    h('div', { class: 'receipt' },
      h('p', {}, decision?.policy ? `${decision.policy.name} received it ` : 'It was received ', localMoment(now().toISOString(), { year: 'numeric' }), '.'),
      outcome.reference && h('p', {}, 'Reference: ', h('strong', {}, outcome.reference))),
    h('h3', {}, 'What happens next'),
    ...(promises.length ? promises : [h('p', {}, 'The payer’s documents name no time for an answer. Expect a call at the numbers that you gave.')]),
    h('p', {}, 'Nothing is decided by the request or by the call. To ask for a different decision you must appeal; your letter says how and until when.'),
    call && h('h3', {}, 'If you need to change something, or hear nothing'),
    call && stepList(decision?.contacts ?? []),
    h('div', { class: 'p2p-actions no-print' }, ...buttons(request, decision, again)),
    h('h3', {}, 'What was sent'),
    record(gate, request, null),
    decision?.policy && h('p', { class: 'p2p-small' }, `Checked against ${decision.policy.name}’s rules, version ${decision.policy.version}.`)]));
}

/**
 * @param {Record<string, unknown>} request
 * @param {import('../../pkg/p2p_review.js').Decision | null} decision
 * @param {() => void} again
 */
function buttons(request, decision, again) {
  const print = h('button', { type: 'button', class: 'ds-c-button ds-c-button--solid p2p-button' }, 'Print or save this record');
  print.addEventListener('click', () => window.print());
  const another = h('button', { type: 'button', class: 'ds-c-button ds-c-button--ghost' }, 'Start another request');
  another.addEventListener('click', again);
  const file = decision ? windowsFile(request, decision, now()) : null;
  if (file === null) return [print, another];
  return [print, calendarButton('Add the times to a calendar', 'peer-to-peer.ics', () => file), another];
}
