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
 * @property {{ words: string, control: import('./read-form.js').Control | null } | null} doubted whether the letter's year is right
 * @property {number} left how many answers are missing
 * @property {string} reasonsTitle
 * @property {Finding[]} reasons
 * @property {NextStep[]} instead where to go instead
 * @property {Finding[]} warnings
 * @property {string} warningsTitle
 * @property {string | null} canStill that the warnings keep nothing back
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
 * @property {(request: Record<string, unknown>) => Decision} again asks the rules about other answers
 * @property {Set<string>} details facts that a later part of the form asks for
 * @property {{ drift: number, trust: import('./clock.js').Trust }} clock
 * @property {{ isServers: boolean, refusal: string | null }} verdict refusal: the server did not take these answers, with what it said
 * @property {Texts} texts
 */

/** Ways on that are said; all are shown. */
const MOST_SPOKEN = 3;

const LOOKS = /** @type {const} */ ({ eligible: 'yes', details: 'yes', ineligible: 'no', start: 'open', mend: 'open', open: 'open', refused: 'open' });

/** @param {Asked} asked @returns {View} */
export function makeView(asked) {
  const { form, answers, decision, fields, presets, texts } = asked;
  const findings = /** @type {Finding[]} */ (decision.findings);
  const questionOf = (/** @type {string} */ fact) => fields?.find(({ field }) => field === fact)?.question ?? fact;
  const reasons = findings.filter(({ kind }) => kind === 'reject');
  const questions = viewQuestions(form, decision, besides(asked, reasons), answers.request, fields, presets);
  const { problems, unplaced } = findProblems(form, answers, decision, questionOf, texts);
  const stage = stageOf(asked);
  const of = (/** @type {string} */ kind) => findings.filter((finding) => finding.kind === kind);
  const others = findings.filter(({ kind }) => !['reject', 'invalid', 'warning'].includes(kind));
  const warnings = of('warning');
  const open = decision.needed.filter(({ field }) => stage === 'details' || asked.verdict.isServers || !asked.details.has(field));
  const deadline = decision.deadline && viewDeadline(decision.deadline, decision.checked_at, texts, { isSure: LOOKS[stage] === 'yes', unless: unlessOf(asked) });
  const headline = headlineOf(stage, reasons, texts);
  const instead = stepsOf(reasons);
  /** One message for a group of ticks is one question; a detail that is wrong is as far from complete as one that is missing. */
  const left = stage === 'details' ? problems.length : problems.filter(({ field }) => open.some((entry) => entry.field === field)).length || open.length;
  const isLate = decision.deadline !== null && reasons.some(({ field }) => field === startField(decision));
  return {
    stage, look: LOOKS[stage], headline, deadline, reasons, warnings, questions, problems, instead, left, isLate,
    notes: notesOf(asked),
    lead: leadOf(stage, left, asked),
    clocks: clocksOf(decision, texts),
    doubted: deadline?.doubtedYear && isLate ? { words: deadline.doubtedYear, control: answers.controls.get(startField(decision))?.[0] ?? null } : null,
    reasonsTitle: texts.reasons(reasons.length),
    warningsTitle: stage === 'ineligible' ? texts.besides : texts.beforeSending,
    canStill: stage === 'eligible' && warnings.length > 0 ? texts.canStillSend : null,
    warningSteps: stepsOf(warnings),
    toMend: unplaced,
    remarks: others.filter(isFirst),
    notices: others.filter((finding) => !isFirst(finding)),
    asked: askedOf(stage, open, questionOf, texts),
    promises: promisesOf(decision, texts),
    contacts: decision.contacts,
    announcement: announcementOf({ stage, headline, reasons, deadline: isLate || stage !== 'ineligible' ? deadline : null, instead, left }, texts),
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
      return isElsewhere(reasons) ? (stepsOf(reasons).every(({ kind }) => kind === 'phone') ? texts.headlineByPhone : texts.headlineElsewhere) : texts.headlineNo;
    case 'start':
      return texts.headlineStart;
    case 'refused':
      return texts.headlineRefused;
    default:
      return texts.headlineOpen;
  }
}

/** Every refusal only means: not with this form (C23). @param {Finding[]} reasons */
function isElsewhere(reasons) {
  return reasons.length > 0 && reasons.every(({ elsewhere }) => elsewhere);
}

/** What would be asked if nothing had refused: what stands beside the answer that did. @param {Asked} asked @param {Finding[]} reasons */
function besides({ answers, again }, reasons) {
  if (reasons.length === 0) return new Set();
  const request = { ...answers.request };
  for (const { field } of reasons) if (field !== 'payer') delete request[field ?? ''];
  const { needed, optional } = again(request);
  return new Set([...needed, ...optional].map(({ field }) => field));
}

/**
 * The time is over, and yet nothing has refused: what it does not hold for.
 * @param {Asked} asked
 * @returns {string} an answer that is still to be given, such as "a medication from a pharmacy"; empty where there is none
 */
function unlessOf({ decision, answers, fields, details, again, texts }) {
  if (decision.deadline?.status !== 'closed' || decision.outcome === 'ineligible') return '';
  for (const { field: fact } of decision.needed) {
    const values = details.has(fact) ? [] : fields?.find(({ field }) => field === fact)?.values ?? [];
    const free = values.filter(({ value }) => !again({ ...answers.request, [fact]: value }).findings.some(({ kind, field }) => kind === 'reject' && field === startField(decision)));
    if (free.length > 0 && free.length < values.length) return texts.anyOf(free.map(({ label }) => label));
  }
  return '';
}

/** @param {Stage} stage @param {number} left @param {Asked} asked */
function leadOf(stage, left, { texts, verdict, decision, answers }) {
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
      return Object.values(answers.request).includes('unsure') ? texts.leadUnsure(decision.policy?.name ?? '') : texts.leadMeets(decision.policy?.name ?? '');
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
  return clocks.map((clock) => viewDeadline(clock, decision.checked_at, texts, { isSure: true, isFurther: true }));
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
  // Whose last day it is the clocks tell.
  const zone = (decision.deadline ?? decision.clocks?.[0])?.time_zone;
  return decision.response_times.map(({ label, unit, by }) =>
    texts.promised(label, unit.endsWith('hours') || !zone ? localMoment(by) : texts.endOf(lastDayBefore(by, zone))));
}

/**
 * @param {Pick<View, 'stage' | 'headline' | 'reasons' | 'deadline' | 'instead' | 'left'>} view
 * @param {Texts} texts
 */
function announcementOf({ stage, headline, reasons, deadline, instead, left }, texts) {
  if (stage === 'start') return '';
  const refused = stage === 'ineligible';
  const words = [
    headline,
    ...(refused ? reasons.map(({ message }) => message) : []),
    deadline?.by, deadline?.left, refused ? deadline?.doubtedYear : deadline?.why,
    stage === 'details' && left > 0 && texts.leadDetails(left),
    refused && instead.length > 0 && texts.insteadSpoken(instead.slice(0, MOST_SPOKEN).map(({ label, value }) => (value ? `${label}, ${value}` : label))),
  ].filter((word) => typeof word === 'string');
  // A payer's sentence brings its own full stop.
  return words.map((word) => (/[.?!]$/.test(word) ? word : `${word}.`)).join(' ');
}
