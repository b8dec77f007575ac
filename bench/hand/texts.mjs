// What the hand-written contender says, by heart: the texts of the policies without a single condition of a rule. Runs
// while bundling.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { pkg, root } from '../../scripts/lib/places.mjs';

/** @typedef {Record<string, any>} Json */

/** The build's module must say its own version and those of its policies; nothing else of it is used here. */
async function ours() {
  const module = await import('../../pkg/p2p_review.js');
  module.initSync({ module: readFileSync(join(pkg, 'p2p_review_bg.wasm')) });
  return module;
}

/** @param {string[]} payers @returns {Promise<import('./text-types.d.mts').Texts>} */
export async function texts(payers) {
  const { validate_request } = await ours();
  const policies = payers.map((payer) => {
    const policy = JSON.parse(readFileSync(join(pkg, 'policies', `${payer}.json`), 'utf8'));
    const { policy: version } = validate_request({ payer: policy.id });
    return trimmed(policy, version);
  });
  const { engine } = validate_request({});
  const byId = Object.fromEntries(policies.map((policy) => [policy.version.id, policy]));
  return { engine, faults: faults(), unsure: unsure(), policies: /** @type {import('./text-types.d.mts').Texts['policies']} */ (byId) };
}

/** What the engine words itself: what can be wrong with a value. @returns {any} by its name there */
function faults() {
  const source = readFileSync(join(root, 'src', 'request', 'fault.rs'), 'utf8');
  const codes = Object.fromEntries([...source.matchAll(/const (\w+): &str = "(.*)";/g)].map(([, name, code]) => [name, code]));
  const found = [...source.matchAll(/static (\w+): Fault =\s*fault\(\s*(?:"(.*)"|(\w+)),\s*"(.*)",?\s*\)/g)];
  return Object.fromEntries(found.map(([, name, code, named = '', message]) => [name, { rule: code ?? codes[named], message }]));
}

/** And that somebody is not sure. */
function unsure() {
  const source = readFileSync(join(root, 'src', 'decide', 'unsure.rs'), 'utf8');
  const [, text = ''] = /const UNSURE: &str = "([^"]*)";/.exec(source) ?? [];
  return text.replaceAll(/\\\n\s*/g, '');
}

/** The vocabulary's own wording. */
function vocabulary() {
  return /** @type {Json[]} */ (parse(readFileSync(join(root, 'policies', 'facts.toml'), 'utf8')).facts);
}

/**
 * @param {Json} policy
 * @param {Json | null} version
 * @returns {import('./text-types.d.mts').PolicyTexts}
 */
function trimmed(policy, version) {
  const { needs, deadlines, response_times = [], routes, contacts, sources, statements } = policy;
  const rules = [...policy.rules, outside(policy)];
  const parts = [...rules, ...needs, ...deadlines, ...response_times];
  const said = new Set(parts.flatMap(({ says = [] }) => says));
  const { id: term, ...deadline } = deadlines[0];
  const says = [
    ...needs.map((/** @type {Json} */ need) => [`need/${need.fact}`, need.says]),
    [`deadline/${term}`, deadline.says],
    ...response_times.map((/** @type {Json} */ promise) => [`promise/${promise.id}`, promise.says]),
  ];
  const gate = vocabulary().filter(({ stage, unsure }) => stage === 'gate' && unsure !== false);
  const worded = (/** @type {string} */ id) => policy.questions.find((/** @type {Json} */ { fact }) => fact === id)?.question;
  return /** @type {any} */ ({
    version,
    statements: Object.fromEntries(
      statements
        .filter((/** @type {Json} */ { id }) => said.has(id))
        .map((/** @type {Json} */ statement) => [statement.id, placed(statement, sources)]),
    ),
    says: Object.fromEntries(says.filter(([, ids]) => ids)),
    rules: Object.fromEntries(rules.map((/** @type {Json} */ rule) => [rule.id, wordsOf(rule)])),
    questions: Object.fromEntries(gate.map(({ id, question }) => [id, worded(id) ?? question])),
    promises: response_times.map((/** @type {Json} */ { id, label, count, unit }) => ({ id, label, count, unit })),
    routes: Object.fromEntries(routes.map((/** @type {Json} */ route) => [route.id, route.steps.map(step)])),
    contacts,
  });
}

/** @param {Json} policy @returns {Json} what it says of the lines of business that it is not for */
function outside({ outside_scope }) {
  return { id: 'outside-lines-of-business', field: 'line_of_business', ...outside_scope.lines_of_business };
}

/** @param {Json} rule */
function wordsOf(rule) {
  const { outcome, message, says, next = [], elsewhere = false } = rule;
  return { kind: outcome, field: fieldOf(rule), message, says, next, elsewhere };
}

/**
 * @param {Json} statement
 * @param {Json[]} sources
 */
function placed({ id, section, when }, sources) {
  const source = sources.find((source) => id.replace(/-[^-]*$/, '') === source.id);
  return { source: source?.id, section: section ?? null, when: when ?? source?.when ?? null };
}

/** @param {Json} rule */
function fieldOf({ field, when, outcome }) {
  if (field || outcome === 'notice') return field ?? null;
  const [first, second] = Object.keys(when ?? {});
  if (first === 'deadline') return 'denial_date';
  return first && !second && first !== 'today' ? first : null;
}

/** @param {Json} step */
function step({ id, label, kind, value = null, href = null, note = null, when = {} }) {
  const number = `${value}`.replace(/\D/g, '').replace(/^1(?=\d{10})/, '');
  return { when, step: { id, label, kind, value, href: kind === 'phone' ? `tel:+1${number}` : href, note } };
}
