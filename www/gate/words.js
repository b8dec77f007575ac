// Sentences that more than one part of the page says.

import { longDate, zoneName, localMoment } from './dates.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../pkg/p2p_review.js').Deadline} Deadline */
/** @typedef {import('../../pkg/p2p_review.js').Citation} Citation */

/**
 * @param {number} count
 * @param {string} thing
 */
export function plural(count, thing) {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** @param {Deadline} deadline "by Wednesday, November 25, 2026, end of day, Pacific time" */
export function byWhen(deadline) {
  if (deadline.unit === 'hours') return `by ${localMoment(deadline.due_at)}`;
  return `by ${longDate(deadline.due)}, end of day, ${zoneName(deadline.time_zone)}`;
}

/** @param {Deadline} deadline "Send it by …", or when the time ended */
export function whenToSend(deadline) {
  if (deadline.status !== 'closed') return `Send it ${byWhen(deadline)}`;
  return `The time to ask ended on ${deadline.unit === 'hours' ? localMoment(deadline.due_at) : longDate(deadline.due)}`;
}

/** @param {Deadline} deadline "3 business days left" */
export function timeLeft(deadline) {
  switch (deadline.status) {
    case 'open':
      return deadline.days_left === null ? null : `${plural(deadline.days_left, deadline.unit === 'business-days' ? 'business day' : 'calendar day')} left`;
    case 'last-day':
      return 'Today is the last day';
    case 'past-due':
      return `The last day has passed. It can still be sent until the end of ${longDate(deadline.closes)}.`;
    default:
      return null;
  }
}

/** @param {Citation} citation */
export function sourceOf(citation) {
  const section = citation.section ? `, “${citation.section}”` : '';
  return `${citation.title}${section}`;
}

/**
 * What stands between this request and sending it.
 * @param {Decision} decision
 * @param {Set<string>} details facts that are asked for in a later part of the form
 */
export function stage(decision, details) {
  if (decision.outcome !== 'incomplete') return decision.outcome;
  if (!decision.policy) return 'start';
  if (decision.findings.some((finding) => finding.kind === 'invalid' && !details.has(finding.field ?? ''))) return 'mend';
  return decision.needed.every((entry) => details.has(entry.field)) ? 'details' : 'open';
}

/**
 * The answer as a screen reader says it, once.
 * @param {Decision} decision
 * @param {Set<string>} details
 * @returns {string} empty while there is none
 */
export function announcement(decision, details) {
  if (stage(decision, details) === 'start') return '';
  const words = [headline(decision, details)];
  if (decision.outcome === 'ineligible') words.push(...decision.findings.filter((finding) => finding.kind === 'reject').map((finding) => finding.message));
  else if (decision.deadline) words.push(whenToSend(decision.deadline), timeLeft(decision.deadline) ?? '');
  return `${words.filter(Boolean).join('. ')}.`;
}

/**
 * @param {Decision} decision
 * @param {Set<string>} details
 */
export function headline(decision, details) {
  switch (stage(decision, details)) {
    case 'eligible':
    case 'details':
      return 'Yes, this can be requested';
    case 'ineligible':
      return 'No, this can’t be requested here';
    case 'start':
      return 'Your answer appears here';
    default:
      return 'Not decided yet';
  }
}
