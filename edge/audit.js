// The audit record of a decision, from which it can be explained and repeated years later. It contains no names, but
// dates, which can identify a person; docs/intake.md says how records are protected and purged.
import { givenFields } from './answers.js';
import { trimmed } from '../www/gate/characters.js';

/** @typedef {import('../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../pkg/p2p_review.js').FieldInfo} FieldInfo */
/**
 * @typedef {object} AuditRecord
 * @property {string} now rounded to the minute
 * @property {string} engine
 * @property {{ id: string, version: string } | null} policy
 * @property {Decision['outcome']} outcome
 * @property {string[]} findings the rules of the findings, each once
 * @property {string | null} due
 * @property {Record<string, unknown>} facts a request that gives the same decision: facts on which rules depend as they
 * were, every personal detail replaced by a placeholder of its kind
 */

/** @type {Partial<Record<FieldInfo['kind'], unknown>>} */
const STAND_INS = { text: 'given', phone: '202-555-0100', npi: '1234567893', email: 'given@example.org' };

/** One more than the limits of 2,000 bytes and 20 call windows. Any larger number is equally invalid. */
const TOO_LONG = 'x'.repeat(2001);
const TOO_MANY = 21;

/** A placeholder that is invalid in the same way, by rule. @type {Record<string, unknown>} */
const INVALID_STAND_INS = {
  'request/wrong-type': 0,
  'request/too-long': TOO_LONG,
  'request/future-date': '2099-12-31',
};

/**
 * @param {Record<string, unknown>} answers
 * @param {Decision} decision
 * @returns {AuditRecord}
 */
export function record(answers, decision) {
  const { policy, engine, outcome, checked_at: now } = decision;
  return {
    now,
    engine,
    policy: policy && { id: policy.id, version: policy.version },
    outcome,
    findings: [...new Set(decision.findings.map(({ rule }) => rule))],
    due: decision.deadline?.due ?? null,
    facts: Object.fromEntries(givenFields(answers).map((field) => [field.field, standIn(field, answers[field.field], decision)])),
  };
}

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 * @param {Decision} decision
 */
function standIn({ field, kind }, value, { findings }) {
  if (kind === 'windows') return Array.isArray(value) ? value.slice(0, TOO_MANY).map(plainWindow) : 0;
  const fault = findings.find((finding) => finding.kind === 'invalid' && finding.field === field && finding.rule.startsWith('request/'));
  if (fault) return INVALID_STAND_INS[fault.rule] ?? '?';
  if (typeof value === 'string' && trimmed(value) === '') return '';
  return STAND_INS[kind] ?? value;
}

/**
 * Keeps dates and times, on which rules depend. Anything else in their place is replaced, because it could be personal.
 * @param {any} window
 */
function plainWindow(window) {
  if (typeof window !== 'object' || window === null) return 0;
  /** @param {string} part @param {RegExp} form */
  const kept = (part, form) => (typeof window[part] === 'string' && form.test(window[part]) ? window[part] : '?');
  const time = /^\d\d:\d\d$/;
  const zone = window.time_zone === undefined || window.time_zone === null ? {} : { time_zone: isTimeZone(window.time_zone) ? window.time_zone : '?' };
  return { date: kept('date', /^\d{4}-\d\d-\d\d$/), start: kept('start', time), end: kept('end', time), ...zone };
}

/** @param {unknown} name */
function isTimeZone(name) {
  try {
    if (typeof name !== 'string') return false;
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
