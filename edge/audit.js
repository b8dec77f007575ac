// What is kept of every decision, so that it can be explained and repeated years later, without the
// people it is about.
import { policies } from '../pkg/p2p_review.js';

/** @typedef {import('../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../pkg/p2p_review.js').FieldInfo} FieldInfo */
/**
 * @typedef {object} AuditRecord
 * @property {string} now
 * @property {string} engine
 * @property {{ id: string, version: string } | null} policy
 * @property {Decision['outcome']} outcome
 * @property {string[]} findings their rules
 * @property {string | null} due
 * @property {Record<string, unknown>} facts a request that gives this decision again: the facts that can decide as
 *   they were, and in the place of every detail something of its kind that is nobody's
 */

/** @type {Partial<Record<FieldInfo['kind'], unknown>>} */
const GIVEN = { text: 'given', phone: '202-555-0100', npi: '1234567893', email: 'given@example.org' };

/** Something that is wrong in the same way. @type {Record<string, unknown>} */
const WRONG = {
  'request/wrong-type': 0,
  'request/too-long': 'x'.repeat(4096),
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
    findings: decision.findings.map(({ rule }) => rule),
    due: decision.deadline?.due ?? null,
    facts: impersonal(answers, decision),
  };
}

/** The answers to facts that some policy knows. @param {Record<string, unknown>} answers */
export function known(answers) {
  return Object.fromEntries(FIELDS.filter(({ field }) => isGiven(answers, field)).map(({ field }) => [field, answers[field]]));
}

/**
 * @param {Record<string, unknown>} answers
 * @param {Decision} decision
 */
function impersonal(answers, { findings }) {
  /** @param {FieldInfo} field */
  const standIn = ({ field, kind }) => {
    const value = answers[field];
    const fault = findings.find((finding) => finding.kind === 'invalid' && finding.field === field && finding.rule.startsWith('request/'));
    if (kind === 'windows') return Array.isArray(value) ? value.map(plainWindow) : 0;
    if (fault) return WRONG[fault.rule] ?? '?';
    if (typeof value === 'string' && value.trim() === '') return '';
    return GIVEN[kind] ?? value;
  };
  const given = FIELDS.filter(({ field }) => isGiven(answers, field));
  return Object.fromEntries(given.map((field) => [field.field, standIn(field)]));
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
  return { date: kept('date', /^\d{4}-\d\d-\d\d$/), start: kept('start', time), end: kept('end', time) };
}

/**
 * @param {Record<string, unknown>} answers
 * @param {string} field
 */
function isGiven(answers, field) {
  return Object.hasOwn(answers, field) && answers[field] !== null && answers[field] !== undefined;
}

/**
 * Every fact that is asked anywhere: a wrong value is found out also where nobody asked.
 * @type {FieldInfo[]}
 */
const FIELDS = [...new Map(policies().flatMap(({ fields }) => fields).map((field) => [field.field, field])).values()];
