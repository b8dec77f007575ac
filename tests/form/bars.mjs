// Every bar of every payer's policy, each with the least that a person has to answer to run into it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/places.mjs';
import { CLEAN, NOW, rules } from './form.mjs';

/** @typedef {import('../../pkg/p2p_review.js').ReviewRequest} ReviewRequest */
/** @typedef {import('../../pkg/p2p_review.js').Finding} Finding */
/** @typedef {{ rule: string, request: ReviewRequest, finding: Finding }} Bar */
/** @typedef {Record<string, any>} Answers */

/** Long past, but after the policies took effect. */
const LATE = '2026-01-12';

/** @returns {Bar[]} */
export function bars() {
  return rules.policies().flatMap(({ id }) => {
    const policy = JSON.parse(readFileSync(join(root, 'pkg/policies', `${id}.json`), 'utf8'));
    return policy.rules.filter((/** @type {any} */ rule) => rule.outcome === 'reject').map((/** @type {any} */ rule) => bar(id, rule));
  });
}

/**
 * @param {string} payer
 * @param {any} rule
 * @returns {Bar}
 */
function bar(payer, rule) {
  const name = `${payer}/${rule.id}`;
  const least = { payer, ...wanted(rule.when) };
  const complete = Object.values(CLEAN).filter((clean) => clean.payer === payer).map((clean) => ({ ...clean, ...wanted(rule.when) }));
  for (const request of [least, ...complete]) {
    const { findings } = rules.validate_request(request, NOW);
    const finding = findings.find((candidate) => candidate.rule === name);
    if (finding) return { rule: name, request, finding };
  }
  assert.fail(`no request found that runs into ${name}`);
}

/**
 * Answers that make a condition true.
 * @param {any} when
 * @returns {Answers}
 */
function wanted(when = {}) {
  return Object.assign({}, ...Object.entries(when).map(([fact, test]) => {
    if (fact === 'any') return wanted(test[0]);
    if (fact === 'all') return Object.assign({}, ...test.map(wanted));
    if (fact === 'none') return {};
    if (fact === 'deadline') return { denial_date: LATE };
    return { [fact]: value(fact, test) };
  }));
}

/**
 * @param {string} fact
 * @param {any} test
 */
function value(fact, test) {
  if (Array.isArray(test)) return test[0];
  if (typeof test !== 'object') return test;
  if ('from' in test) return '2026-03-02';
  if ('before' in test) return LATE;
  const unwanted = [test.not].flat();
  const known = rules.policies().flatMap((policy) => policy.fields).find((field) => field.field === fact);
  return known?.kind === 'boolean' ? !unwanted[0] : known?.values?.find((choice) => !unwanted.includes(choice.value))?.value;
}
