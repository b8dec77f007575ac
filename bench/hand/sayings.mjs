// What one policy says to requests that are alike in what its scopes turn on: put together once, then looked up.

/**
 * @typedef {import('./text-types.d.mts').Texts} Texts
 * @typedef {import('./text-types.d.mts').PolicyTexts} PolicyTexts
 * @typedef {import('./text-types.d.mts').Scope} Scope
 * @typedef {import('./text-types.d.mts').Known} Known
 * @typedef {import('../../pkg/p2p_review.js').Citation} Citation
 * @typedef {import('../../pkg/p2p_review.js').NextStep} NextStep
 * @typedef {import('../../pkg/p2p_review.js').Finding} Finding
 */

/**
 * @typedef {object} Sayings
 * @property {Record<string, Finding>} findings by rule; never changed, as all decisions share them
 * @property {Record<string, Finding>} first the notices by rule, as they are where a person has to see them before sending
 * @property {Record<string, Finding>} unsure of a rule that can't reject because nobody knows a fact, by rule and fact
 * @property {Record<string, Citation | null>} cited by rule, and by `need/`, `deadline/` and `promise/`
 * @property {NextStep[]} contacts
 */

/**
 * @param {PolicyTexts} texts
 * @param {Known} known
 * @returns {Sayings}
 */
export function sayings(texts, known) {
  const steps = (/** @type {string[]} */ routes) =>
    routes.flatMap((route) => (texts.routes[route] ?? []).filter(({ when }) => holds(when, known) !== false));
  const only = (/** @type {{ step: NextStep }[]} */ found) => found.map(({ step }) => step);
  const { id } = texts.version;
  /** @type {Sayings['findings']} */
  const findings = {};
  /** @type {Sayings['first']} */
  const first = {};
  /** @type {Sayings['cited']} */
  const cited = {};
  for (const [rule, { kind, field, message, says, next, elsewhere }] of Object.entries(texts.rules)) {
    cited[rule] = cite(texts, says, known);
    const shown = /** @type {'first' | 'folded'} */ (kind === 'notice' ? 'folded' : 'first');
    const named = { kind, rule: `${id}/${rule}`, field, at: null, message, shown, elsewhere };
    findings[rule] = { ...named, citation: cited[rule], next_steps: only(steps(next)) };
    if (kind === 'notice') first[rule] = { ...findings[rule], shown: 'first' };
  }
  for (const [key, says] of Object.entries(texts.says)) cited[key] = cite(texts, says, known);
  return { findings, first, unsure: {}, cited, contacts: only(steps(texts.contacts)) };
}

/**
 * What is said of a rule that could reject if somebody knew this fact.
 * @param {Texts} texts
 * @param {string} payer
 * @param {Sayings} sayings
 * @param {string} rule
 * @param {string} field
 * @returns {Finding}
 */
export function unsureOf(texts, payer, sayings, rule, field) {
  const key = `${rule} ${field}`;
  const known = sayings.unsure[key];
  if (known) return known;
  const of = /** @type {Finding} */ (sayings.findings[rule]);
  const { questions, version } = /** @type {PolicyTexts} */ (texts.policies[/** @type {keyof Texts['policies']} */ (payer)]);
  const parts = { question: questions[field], payer: version.name, message: of.message };
  const message = texts.unsure.replaceAll(/\{(\w+)\}/g, (_, part) => parts[/** @type {keyof typeof parts} */ (part)] ?? '');
  return (sayings.unsure[key] = { ...of, kind: 'warning', field, message, shown: 'first', elsewhere: false });
}

/**
 * @param {Scope | null} scope
 * @param {Known} known
 * @returns {boolean | undefined} undefined: not decided
 */
function holds(scope, known) {
  let sofar = /** @type {boolean | undefined} */ (true);
  for (const fact of /** @type {const} */ (['service', 'line_of_business', 'expedited_appeal', 'today'])) {
    const wanted = scope?.[fact];
    if (wanted === undefined) continue;
    if (known[fact] === '') sofar = undefined;
    else if (!among(wanted, known[fact])) return false;
  }
  return sofar;
}

/**
 * @param {NonNullable<Scope[keyof Scope]>} wanted
 * @param {string} value
 * @returns {boolean}
 */
function among(wanted, value) {
  if (typeof wanted === 'boolean') return wanted === (value === 'yes');
  if (typeof wanted === 'string') return wanted === value;
  if (Array.isArray(wanted)) return wanted.includes(value);
  return 'not' in wanted ? !among(wanted.not, value) : value in wanted;
}

/**
 * @param {PolicyTexts} texts
 * @param {string[]} says
 * @param {Known} known
 * @returns {Citation | null}
 */
function cite(texts, says, known) {
  const said = says.map((id) => ({ id, .../** @type {PolicyTexts['statements'][string]} */ (texts.statements[id]) }));
  const rank = ({ when = /** @type {Scope | null} */ (null) }) => {
    const applies = when === null ? undefined : holds(when, known);
    return applies === undefined ? 1 : applies ? 0 : 2;
  };
  const best = Math.min(...said.map(rank));
  const leading = said.find((statement) => rank(statement) === best);
  const source = texts.version.sources.find(({ id }) => id === leading?.source);
  if (!leading || !source) return null;
  const among = said.filter((statement) => rank(statement) <= Math.max(best, 1));
  return {
    source: source.id,
    title: source.title,
    section: leading.section,
    statements: among.sort((a, b) => rank(a) - rank(b)).map(({ id }) => id),
    effective: source.effective,
  };
}
