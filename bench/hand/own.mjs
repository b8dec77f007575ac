// Gives a decision objects of its own, as the module does: whoever changes one changes no other.

/**
 * @typedef {import('../../pkg/p2p_review.js').Decision} Decision
 * @typedef {import('../../pkg/p2p_review.js').Finding} Finding
 * @typedef {import('../../pkg/p2p_review.js').Citation} Citation
 * @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep
 * @typedef {import('../../pkg/p2p_review.js').OpenFact} OpenFact
 */

/**
 * @param {Decision} decision
 * @returns {Decision}
 */
export function own(decision) {
  const { findings, deadline, response_times, contacts, policy } = decision;
  for (let i = 0; i < findings.length; i++) findings[i] = finding(/** @type {Finding} */ (findings[i]));
  openFacts(decision.needed);
  openFacts(decision.optional);
  if (deadline) deadline.citation = citation(deadline.citation);
  for (const promise of response_times) promise.citation = citation(promise.citation);
  decision.contacts = contacts.map(step);
  if (policy) {
    const { id, name, version, sources } = policy;
    decision.policy = { id, name, version, sources: sources.map((source) => ({ ...source })) };
  }
  return decision;
}

/**
 * @param {Finding} from
 * @returns {Finding}
 */
function finding({ kind, rule, field, at, message, shown, elsewhere, citation: from, next_steps }) {
  return { kind, rule, field, at, message, shown, elsewhere, citation: citation(from), next_steps: next_steps.map(step) };
}

/** @param {OpenFact[]} list */
function openFacts(list) {
  for (const open of list) open.citation = citation(open.citation);
}

/**
 * @param {Citation | null} from
 * @returns {Citation | null}
 */
function citation(from) {
  if (from === null) return null;
  const { source, title, section, statements, effective } = from;
  return { source, title, section, statements: statements.slice(), effective };
}

/**
 * @param {NextStep} from
 * @returns {NextStep}
 */
function step({ id, label, kind, value, href, note }) {
  return { id, label, kind, value, href, note };
}
