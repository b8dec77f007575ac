// A server's answer is data: whatever its shape, only what is understood of it becomes a decision. An older server
// leaves things out, a newer one has more.

import { isDate } from './dates.js';

/** @typedef {import('../../pkg/p2p_review.js').Decision} Decision */

/** More than any policy says; a page has to stay usable. */
const MOST = 500;
const MOST_TEXT = 10_000;

/**
 * @param {any} given
 * @returns {Decision | null} null: no decision can be made out
 */
export function readDecision(given) {
  if (!isObject(given) || !['eligible', 'ineligible', 'incomplete'].includes(given.outcome)) return null;
  if (given.outcome === 'eligible' && list(given.findings, finding).some(({ kind }) => kind === 'reject')) return null;
  return /** @type {Decision} */ ({
    outcome: given.outcome,
    findings: list(given.findings, finding),
    needed: list(given.needed, openFact),
    optional: list(given.optional, openFact),
    deadline: deadline(given.deadline),
    clocks: list(given.clocks, deadline),
    response_times: list(given.response_times, responseTime),
    contacts: list(given.contacts, nextStep),
    policy: isObject(given.policy) && text(given.policy.name) ? { ...given.policy, id: text(given.policy.id) ?? '', name: text(given.policy.name), version: text(given.policy.version) ?? '', sources: [] } : null,
    engine: text(given.engine) ?? '',
    checked_at: instant(given.checked_at) ?? '',
  });
}

/** @param {unknown} given @returns {given is Record<string, any>} */
function isObject(given) {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/**
 * @template T
 * @param {unknown} given
 * @param {(item: any) => T} read
 * @returns {NonNullable<Exclude<T, false>>[]} what could be read of it
 */
function list(given, read) {
  if (!Array.isArray(given)) return [];
  return /** @type {any} */ (given.slice(0, MOST).map(read).filter(Boolean));
}

/** @param {unknown} given */
function text(given) {
  return typeof given === 'string' && given !== '' ? given.slice(0, MOST_TEXT) : null;
}

/** @param {unknown} given */
function number(given) {
  return typeof given === 'number' && Number.isFinite(given) ? given : null;
}

/** @param {unknown} given */
function date(given) {
  // Within the years that the rules know: around the edges of what JavaScript can count, no day has a next one.
  return typeof given === 'string' && /^20/.test(given) && isDate(given) ? given : null;
}

/** @param {unknown} given */
function instant(given) {
  return typeof given === 'string' && !Number.isNaN(Date.parse(given)) ? given : null;
}

/** @param {any} given */
function finding(given) {
  if (!isObject(given) || !text(given.message)) return null;
  return {
    kind: text(given.kind) ?? 'notice', rule: text(given.rule) ?? '', field: text(given.field), at: text(given.at), message: text(given.message),
    ...(typeof given.shown === 'string' ? { shown: given.shown } : {}), ...(given.elsewhere === true ? { elsewhere: true } : {}),
    citation: citation(given.citation), next_steps: list(given.next_steps, nextStep),
  };
}

/** @param {any} given */
function citation(given) {
  if (!isObject(given) || !text(given.title)) return null;
  return { source: text(given.source) ?? '', title: text(given.title), section: text(given.section), statements: list(given.statements, text), effective: date(given.effective) };
}

/** @param {any} given */
function openFact(given) {
  return isObject(given) && text(given.field) ? { field: text(given.field), citation: citation(given.citation) } : null;
}

/** @param {any} given */
function nextStep(given) {
  if (!isObject(given) || !text(given.label)) return null;
  return { id: text(given.id) ?? '', label: text(given.label), kind: text(given.kind) ?? 'letter', value: text(given.value), href: text(given.href), note: text(given.note) };
}

/** @param {any} given */
function responseTime(given) {
  const by = isObject(given) ? instant(given.by) : null;
  return by && text(given.label) ? { id: text(given.id) ?? '', label: text(given.label), count: number(given.count), unit: text(given.unit) ?? 'hours', by, citation: citation(given.citation) } : null;
}

/** @param {any} given */
function deadline(given) {
  const due = isObject(given) ? date(given.due) : null;
  if (!due) return null;
  const start = date(given.start) ?? due;
  return {
    ...(text(given.id) ? { id: text(given.id) } : {}), ...(text(given.label) ? { label: text(given.label) } : {}),
    ...(text(given.start_field) ? { start_field: text(given.start_field) } : {}), ...(date(given.opens) ? { opens: date(given.opens) } : {}),
    ...(date(given.safe) ? { safe: date(given.safe) } : {}),
    start, count: number(given.count), unit: text(given.unit) ?? 'date', due, closes: date(given.closes) ?? due,
    due_at: instant(given.due_at) ?? '', closes_at: instant(given.closes_at) ?? '', time_zone: zone(given.time_zone),
    status: text(given.status) ?? 'open', days_left: number(given.days_left), days: list(given.days, day), citation: citation(given.citation),
  };
}

/** @param {any} given */
function day(given) {
  const on = isObject(given) ? date(given.date) : null;
  return on && { date: on, counts: number(given.counts), skipped: text(given.skipped), ...(text(given.doubtful) ? { doubtful: text(given.doubtful) } : {}) };
}

/** @param {unknown} given @returns {string} a time zone that this browser knows, or nothing */
function zone(given) {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: /** @type {string} */ (given) });
    return text(given) ?? '';
  } catch {
    return '';
  }
}
