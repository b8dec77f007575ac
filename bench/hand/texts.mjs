// What the hand-written contender says, by heart: the texts of the policies without a single condition of a rule. Runs
// while bundling.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pkg } from '../../scripts/lib/places.mjs';

/** @typedef {Record<string, any>} Json */

/** The build's module must say its own version and those of its policies; nothing else of it is used here. */
async function ours() {
  const module = await import('../../pkg/p2p_review.js');
  module.initSync({ module: readFileSync(join(pkg, 'p2p_review_bg.wasm')) });
  return module;
}

/** @returns {Promise<import('./text-types.d.mts').Texts>} */
export async function texts() {
  const { validate_request } = await ours();
  const ids = readdirSync(join(pkg, 'policies')).filter((file) => file.endsWith('.json') && !/schema|decisions/.test(file));
  const policies = ids.map((file) => {
    const policy = JSON.parse(readFileSync(join(pkg, 'policies', file), 'utf8'));
    const { policy: version } = validate_request({ payer: policy.id });
    return trimmed(policy, version);
  });
  const { engine } = validate_request({});
  const byId = Object.fromEntries(policies.map((policy) => [policy.version.id, policy]));
  return { engine, policies: /** @type {import('./text-types.d.mts').Texts['policies']} */ (byId) };
}

/**
 * @param {Json} policy
 * @param {Json | null} version
 * @returns {import('./text-types.d.mts').PolicyTexts}
 */
function trimmed(policy, version) {
  const { rules, needs, deadlines, response_times = [], routes, contacts, sources, statements } = policy;
  const parts = [...rules, ...needs, ...deadlines, ...response_times];
  const said = new Set(parts.flatMap(({ says = [] }) => says));
  const { id: term, ...deadline } = deadlines[0];
  const says = [
    ...needs.map((/** @type {Json} */ need) => [`need/${need.fact}`, need.says]),
    [`deadline/${term}`, deadline.says],
    ...response_times.map((/** @type {Json} */ promise) => [`promise/${promise.id}`, promise.says]),
  ];
  return /** @type {any} */ ({
    version,
    statements: Object.fromEntries(
      statements
        .filter((/** @type {Json} */ { id }) => said.has(id))
        .map((/** @type {Json} */ statement) => [statement.id, placed(statement, sources)]),
    ),
    says: Object.fromEntries(says.filter(([, ids]) => ids)),
    rules: Object.fromEntries(
      rules.map((/** @type {Json} */ rule) => [
        rule.id,
        { kind: rule.outcome, field: fieldOf(rule), message: rule.message, says: rule.says, next: rule.next ?? [] },
      ]),
    ),
    promises: response_times.map((/** @type {Json} */ { id, label, count, unit }) => ({ id, label, count, unit })),
    routes: Object.fromEntries(routes.map((/** @type {Json} */ route) => [route.id, route.steps.map(step)])),
    contacts,
  });
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
