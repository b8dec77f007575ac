// The answer panel: the verdict, by when, why, and where to go instead.

import { h, icon } from './dom.js';
import { lastDayBefore, localMoment } from './dates.js';
import { reason, source, stepList, stepsOf } from './findings.js';
import { deadlineStrip } from './strip.js';
import { headline, plural, sourceOf, stage, timeLeft, whenToSend } from './words.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').Citation} Citation */
/**
 * @typedef {object} Context
 * @property {Set<string>} details facts that a later part of the form asks for
 * @property {(fact: string) => string} questionOf
 * @property {number} drift
 * @property {boolean} fromServer
 */

// Written out in full: what a style sheet names has to be found here when unused styles are dropped.
const YES = /** @type {const} */ (['p2p-answer-yes', 'yes']);
const NO = /** @type {const} */ (['p2p-answer-no', 'no']);
const OPEN = /** @type {const} */ (['p2p-answer-open', 'open']);
const LOOKS = { eligible: YES, details: YES, ineligible: NO, start: OPEN, mend: OPEN, open: OPEN };

/**
 * Draws the answer into the panel, keeping open what the reader opened.
 * @param {HTMLElement} panel
 * @param {Decision} decision
 * @param {Context} context
 */
export function drawAnswer(panel, decision, context) {
  const open = new Set([...panel.querySelectorAll('details[open]')].map(keepKey));
  const at = stage(decision, context.details);
  const [look, picture] = LOOKS[at];
  for (const [other] of [YES, NO, OPEN]) panel.classList.toggle(other, other === look);
  panel.replaceChildren(
    h('div', { class: 'p2p-verdict' }, icon(picture), h('h2', { tabindex: '-1', 'data-p2p-headline': true }, headline(decision, context.details))),
    h('div', { class: 'p2p-answer-body' }, ...body(decision, at, context)));
  for (const details of panel.querySelectorAll('details')) details.open = open.has(keepKey(details));
}

/** @param {Element} details */
function keepKey(details) {
  return details.getAttribute('data-p2p-keep');
}

/**
 * @param {Decision} decision
 * @param {ReturnType<typeof stage>} at
 * @param {Context} context
 */
function body(decision, at, context) {
  return [
    context.fromServer && h('p', { class: 'p2p-note' }, 'The payer’s server checked the request again and gave this answer. Nothing has been booked.'),
    context.drift !== 0 && h('p', { class: 'p2p-note' }, `This computer’s clock is ${howFar(context.drift)}. The answer goes by the server’s clock.`),
    ...(at === 'ineligible' ? [...refused(decision), ...warnings(decision)] : going(decision, at, context)),
    whyAsked(decision, at, context),
    goodToKnow(decision),
    contacts(decision),
  ];
}

/** @param {number} drift milliseconds that the machine is behind */
function howFar(drift) {
  const minutes = Math.round(Math.abs(drift) / 60_000);
  const amount = minutes < 120 ? plural(minutes, 'minute') : minutes < 2880 ? plural(Math.round(minutes / 60), 'hour') : plural(Math.round(minutes / 1440), 'day');
  return `${amount} ${drift > 0 ? 'slow' : 'fast'}`;
}

/** @param {Decision} decision */
function refused(decision) {
  const reasons = decision.findings.filter((finding) => finding.kind === 'reject');
  const late = reasons.some((finding) => finding.field === 'denial_date');
  return [
    h('h3', {}, reasons.length > 1 ? `${reasons.length} reasons` : 'Why'),
    ...reasons.map(reason),
    late && decision.deadline && deadlineStrip(decision.deadline),
    h('h3', {}, 'What you can do instead'),
    stepList(stepsOf(reasons)),
  ];
}

/**
 * @param {Decision} decision
 * @param {ReturnType<typeof stage>} at
 * @param {Context} context
 */
function going(decision, at, context) {
  return [
    h('p', { class: 'p2p-lead' }, summary(decision, at, context)),
    deadline(decision),
    // What can still lose the talk is read before the arithmetic.
    ...warnings(decision),
    decision.deadline && deadlineStrip(decision.deadline),
  ];
}

/**
 * @param {Decision} decision
 * @param {ReturnType<typeof stage>} at
 * @param {Context} context
 */
function summary(decision, at, context) {
  const left = openQuestions(decision, at, context).length;
  switch (at) {
    case 'start':
      return 'A few questions about the denial, and you will see whether a peer-to-peer can be requested, why, and by when.';
    case 'open':
      return `${plural(left, 'question')} to go.`;
    case 'mend':
      return 'One of the answers can’t be right. Please look at the message beside it.';
    case 'details':
      return left ? `Nothing that you have told us rules it out. The request still needs ${plural(left, 'detail')}.` : 'Please look at the messages beside the details.';
    default:
      return 'Everything that a complete request needs is here.';
  }
}

/**
 * @param {Decision} decision
 * @param {ReturnType<typeof stage>} at
 * @param {Context} context
 */
function openQuestions(decision, at, { details }) {
  return decision.needed.filter(({ field }) => at === 'details' || !details.has(field));
}

/**
 * What is still asked and the sentence that it comes from: here, once, and not at each question, which would
 * make the form twice as long for the few who wonder.
 * @param {Decision} decision
 * @param {ReturnType<typeof stage>} at
 * @param {Context} context
 */
function whyAsked(decision, at, context) {
  /** @type {Map<string, { citation: Citation, questions: string[] }>} */
  const sources = new Map();
  for (const { field, citation } of openQuestions(decision, at, context)) {
    if (!citation) continue;
    const said = sources.get(sourceOf(citation)) ?? { citation, questions: [] };
    said.questions.push(context.questionOf(field));
    sources.set(sourceOf(citation), said);
  }
  if (at === 'start' || sources.size === 0) return null;
  return h('details', { class: 'p2p-details', 'data-p2p-keep': 'asked' },
    h('summary', {}, at === 'details' ? 'Why these details' : 'Why these questions'),
    ...[...sources.values()].map(({ citation, questions }) =>
      h('div', { class: 'p2p-reason' }, ...questions.map((question) => h('p', {}, question)), source(citation))));
}

/** @param {Decision} decision */
function deadline(decision) {
  if (!decision.deadline) return null;
  const { deadline } = decision;
  const left = timeLeft(deadline);
  return h('div', { class: 'p2p-deadline' },
    h('p', { class: 'p2p-by' }, whenToSend(deadline)),
    left && h('p', { class: deadline.status === 'open' ? null : 'p2p-urgent' }, left),
    deadline.citation && source(deadline.citation));
}

/** @param {Decision} decision */
function warnings(decision) {
  const found = decision.findings.filter((finding) => finding.kind === 'warning');
  if (found.length === 0) return [];
  const steps = stepsOf(found);
  return [h('div', { class: 'p2p-warning' }, h('h3', {}, 'Before you send'), ...found.map(reason), steps.length > 0 && stepList(steps))];
}

/** @param {Decision} decision */
function goodToKnow(decision) {
  const notices = decision.findings.filter((finding) => finding.kind === 'notice');
  if (notices.length === 0) return null;
  return h('details', { class: 'p2p-details', 'data-p2p-keep': 'notices' },
    h('summary', {}, 'Good to know'), ...notices.map(reason));
}

/** @param {Decision} decision */
function contacts(decision) {
  if (decision.contacts.length === 0) return null;
  return h('details', { class: 'p2p-details', 'data-p2p-keep': 'contacts' },
    h('summary', {}, 'Where it goes, and how soon they answer'),
    ...responseTimes(decision), stepList(decision.contacts));
}

/** @param {Decision} decision what the payer promises, and by when that is */
export function responseTimes(decision) {
  return decision.response_times.map(({ label, unit, by }) =>
    h('p', { class: 'p2p-reason' }, `${label}: by ${unit === 'hours' ? localMoment(by) : `the end of ${lastDayBefore(by, decision.deadline?.time_zone)}`}`));
}
