// What the page shows, made once from a decision: every sentence, what is open, what is wrong. Whatever draws, in the
// gate or in a form around it, takes it from here and works out nothing by itself.

import { lastDayBefore, localMoment } from './dates.js';
import { findProblems } from './problems.js';
import { viewQuestions } from './questions.js';
import { viewDeadline } from './view-deadline.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').Citation} Citation */
/** @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep */
/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {import('../../pkg/p2p_review.js').Finding & { shown?: string, elsewhere?: boolean }} Finding */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {'start' | 'open' | 'mend' | 'details' | 'eligible' | 'ineligible' | 'refused'} Stage what stands between a request and sending it */
/**
 * @typedef {object} View
 * @property {Stage} stage
 * @property {'yes' | 'no' | 'open'} look
 * @property {string} headline
 * @property {string[]} notes about the answer as such: who gave it, by which clock
 * @property {string | null} lead
 * @property {import('./view-deadline.js').DeadlineView | null} deadline
 * @property {import('./view-deadline.js').DeadlineView[]} clocks further ones
 * @property {boolean} isLate the deadline is a reason
 * @property {string} reasonsTitle
 * @property {Finding[]} reasons
 * @property {NextStep[]} instead where to go instead
 * @property {Finding[]} warnings
 * @property {NextStep[]} warningSteps
 * @property {string[]} toMend what is wrong with answers that no input holds
 * @property {Finding[]} remarks to be seen before sending
 * @property {Finding[]} notices
 * @property {{ title: string, sources: { citation: Citation, questions: string[] }[] } | null} asked what is still asked, by the sentence that it comes from
 * @property {string[]} promises what the payer promises, and by when that is
 * @property {NextStep[]} contacts
 * @property {import('./questions.js').QuestionView[]} questions
 * @property {import('./problems.js').Problem[]} problems
 * @property {string} announcement the answer as a screen reader says it; empty while there is none
 * @property {boolean} canSend
 */
/**
 * @typedef {object} Asked all that a view is made of
 * @property {HTMLFormElement} form
 * @property {import('./read-form.js').Answers} answers
 * @property {Decision} decision
 * @property {FieldInfo[] | null} fields
 * @property {Record<string, unknown>} presets
 * @property {Set<string>} details facts that a later part of the form asks for
 * @property {{ drift: number, trust: import('./clock.js').Trust }} clock
 * @property {{ isServers: boolean, refusal: string | null }} verdict refusal: the server did not take these answers, with what it said
 * @property {Texts} texts
 */

const LOOKS = /** @type {const} */ ({ eligible: 'yes', details: 'yes', ineligible: 'no', start: 'open', mend: 'open', open: 'open', refused: 'open' });

/** @param {Asked} asked @returns {View} */
export function makeView(asked) {
  const { form, answers, decision, fields, presets, texts } = asked;
  const questionOf = (/** @type {string} */ fact) => fields?.find(({ field }) => field === fact)?.question ?? fact;
  const questions = viewQuestions(form, decision, answers.request, fields, presets);
  const { problems, unplaced } = findProblems(form, answers, decision, questionOf, texts);
  const stage = stageOf(asked);
  const findings = /** @type {Finding[]} */ (decision.findings);
  const of = (/** @type {string} */ kind) => findings.filter((finding) => finding.kind === kind);
  const others = findings.filter(({ kind }) => !['reject', 'invalid', 'warning'].includes(kind));
  const [reasons, warnings] = [of('reject'), of('warning')];
  const open = decision.needed.filter(({ field }) => stage === 'details' || asked.verdict.isServers || !asked.details.has(field));
  const deadline = decision.deadline && viewDeadline(decision.deadline, decision.checked_at, texts);
  const headline = headlineOf(stage, reasons, texts);
  return {
    stage, look: LOOKS[stage], headline, deadline, reasons, warnings, questions, problems,
    notes: notesOf(asked),
    lead: leadOf(stage, open.length, asked),
    clocks: clocksOf(decision, texts),
    isLate: decision.deadline !== null && reasons.some(({ field }) => field === startField(decision)),
    reasonsTitle: texts.reasons(reasons.length),
    instead: stepsOf(reasons),
    warningSteps: stepsOf(warnings),
    toMend: unplaced,
    remarks: others.filter(isFirst),
    notices: others.filter((finding) => !isFirst(finding)),
    asked: askedOf(stage, open, questionOf, texts),
    promises: promisesOf(decision, texts),
    contacts: decision.contacts,
    announcement: announcementOf(stage, headline, reasons, deadline),
    canSend: decision.outcome === 'eligible' && answers.unreadable.size === 0 && stage !== 'refused',
  };
}

/** @param {Asked} asked @returns {Stage} */
function stageOf({ decision, details, answers, verdict }) {
  if (verdict.refusal !== null) return 'refused';
  if (decision.outcome === 'ineligible') return 'ineligible';
  if (answers.unreadable.size > 0) return 'mend';
  if (decision.outcome === 'eligible') return 'eligible';
  if (!decision.policy && !verdict.isServers) return 'start';
  const wrong = decision.findings.filter((finding) => finding.kind === 'invalid');
  if (wrong.some(({ field }) => verdict.isServers || !details.has(field ?? ''))) return 'mend';
  // What a server holds back is no yes, whatever little it misses.
  const isYes = !verdict.isServers && wrong.length + decision.needed.length > 0 && decision.needed.every((entry) => details.has(entry.field));
  return isYes ? 'details' : 'open';
}

/** @param {Stage} stage @param {Finding[]} reasons @param {Texts} texts */
function headlineOf(stage, reasons, texts) {
  switch (stage) {
    case 'eligible':
    case 'details':
      return texts.headlineYes;
    case 'ineligible':
      return reasons.length > 0 && reasons.every(({ elsewhere }) => elsewhere) ? texts.headlineElsewhere : texts.headlineNo;
    case 'start':
      return texts.headlineStart;
    case 'refused':
      return texts.headlineRefused;
    default:
      return texts.headlineOpen;
  }
}

/** @param {Stage} stage @param {number} left @param {Asked} asked */
function leadOf(stage, left, { texts, verdict }) {
  switch (stage) {
    case 'start':
      return texts.leadStart;
    case 'open':
      return texts.leadOpen(left);
    case 'mend':
      return texts.leadMend;
    case 'details':
      return texts.leadDetails(left);
    case 'eligible':
      return texts.leadComplete;
    case 'refused':
      return verdict.refusal ? texts.serverSays(verdict.refusal) : texts.leadRefused;
    default:
      return null;
  }
}

/** @param {Asked} asked */
function notesOf({ clock, verdict, texts }) {
  const notes = verdict.isServers ? [texts.noteServer] : [];
  if (clock.drift !== 0) notes.push(texts.noteClock(texts.amountOfTime(Math.round(Math.abs(clock.drift) / 60_000)), clock.drift > 0));
  else if (clock.trust === 'unconfirmed') notes.push(texts.noteClockUnconfirmed);
  return notes;
}

/** The fact that the deadline counts from; rules of the first format do not tell. @param {Decision} decision */
function startField({ deadline }) {
  return deadline && 'start_field' in deadline ? deadline.start_field : 'denial_date';
}

/** @param {Decision} decision @param {Texts} texts */
function clocksOf(decision, texts) {
  const clocks = 'clocks' in decision && Array.isArray(decision.clocks) ? decision.clocks : [];
  return clocks.map((clock) => viewDeadline(clock, decision.checked_at, texts));
}

/** Newer rules say which have to be seen; a kind of finding that nobody here knows is seen too. @param {Finding} finding */
function isFirst({ kind, shown }) {
  return shown === 'first' || /** @type {string} */ (kind) !== 'notice';
}

/**
 * Each way on once, in order, however many reasons name it.
 * @param {Finding[]} findings
 * @returns {NextStep[]}
 */
function stepsOf(findings) {
  const steps = new Map(findings.flatMap((finding) => finding.next_steps).map((step) => [`${step.kind} ${step.label} ${step.value}`, step]));
  return [...steps.values()];
}

/**
 * What is still asked and the sentence that it comes from: here, once, and not at each question, which would
 * make the form twice as long for the few who wonder.
 * @param {Stage} stage
 * @param {Decision['needed']} open
 * @param {(fact: string) => string} questionOf
 * @param {Texts} texts
 */
function askedOf(stage, open, questionOf, texts) {
  /** @type {Map<string, { citation: Citation, questions: string[] }>} */
  const sources = new Map();
  for (const { field, citation } of open) {
    if (!citation) continue;
    const source = texts.sourceOf(citation.title, citation.section);
    const said = sources.get(source) ?? { citation, questions: [] };
    said.questions.push(questionOf(field));
    sources.set(source, said);
  }
  if (stage === 'start' || stage === 'ineligible' || sources.size === 0) return null;
  return { title: stage === 'details' ? texts.whyDetails : texts.whyQuestions, sources: [...sources.values()] };
}

/** @param {Decision} decision @param {Texts} texts */
export function promisesOf(decision, texts) {
  return decision.response_times.map(({ label, unit, by }) =>
    texts.promised(label, unit === 'hours' ? localMoment(by) : texts.endOf(lastDayBefore(by, decision.deadline?.time_zone || undefined))));
}

/**
 * @param {Stage} stage
 * @param {string} headline
 * @param {Finding[]} reasons
 * @param {import('./view-deadline.js').DeadlineView | null} deadline
 */
function announcementOf(stage, headline, reasons, deadline) {
  if (stage === 'start') return '';
  const words = [headline, ...(stage === 'ineligible' ? reasons.map(({ message }) => message) : deadline ? [deadline.by, deadline.left] : [])];
  // A payer's sentence brings its own full stop.
  return `${words.filter((word) => word).map((word) => word?.replace(/\.$/, '')).join('. ')}.`;
}
