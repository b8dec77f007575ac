// What is kept of every decision, so that it can be explained and repeated years later. It names nobody, but it holds
// dates, which can tell who somebody is: docs/intake.md says how it is protected and purged.
import { givenFields } from './answers.js';
import { trimmed } from '../www/gate/characters.js';

/** @typedef {import('../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../pkg/p2p_review.js').FieldInfo} FieldInfo */
/**
 * @typedef {object} AuditRecord
 * @property {string} now to the minute
 * @property {string} engine
 * @property {{ id: string, version: string } | null} policy
 * @property {Decision['outcome']} outcome
 * @property {string[]} findings their rules, each once
 * @property {string | null} due
 * @property {Record<string, unknown>} facts a request that gives this decision again: the facts that can decide as
 *   they were, and in the place of every personal detail a stand-in of its kind
 */

/** @type {Partial<Record<FieldInfo['kind'], unknown>>} */
const STAND_INS = { text: 'given', phone: '202-555-0100', npi: '1234567893', email: 'given@example.org' };

/** The rules take a text of 2,000 bytes and 20 call windows; one more is as wrong as any number more. */
const TOO_LONG = 'x'.repeat(2001);
const TOO_MANY = 21;

/** Something that is wrong in the same way. @type {Record<string, unknown>} */
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
 * A window's day and times decide; whatever else stands in their place might be anything.
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
