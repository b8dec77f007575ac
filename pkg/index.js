// For browsers and bundlers: the rules, and `ready`, which loads them.
import init, * as rules from './p2p_review.js';

export { author_from, default, initSync } from './p2p_review.js';

export const validate_request = onceLoaded(rules.validate_request);
export const compute_deadline = onceLoaded(rules.compute_deadline);
export const policies = onceLoaded(rules.policies);
export const add_policy = onceLoaded(rules.add_policy);
export const load_policy = onceLoaded(rules.load_policy);

/** @param {rules.InitInput | Promise<rules.InitInput>} [from] */
export async function ready(from) {
  try {
    await init(from === undefined ? undefined : { module_or_path: from });
  } catch (cause) {
    throw new Error(
      `p2p-review could not load p2p_review_bg.wasm: ${cause instanceof Error ? cause.message : cause}. ` +
        "Is the file served where the page asks for it? Does the page's content security policy hold 'wasm-unsafe-eval'?",
      { cause },
    );
  }
}

/**
 * The function itself, but for one thing: called too early, it says so.
 * @template {any[]} A
 * @template R
 * @param {(...args: A) => R} rule
 * @returns {(...args: A) => R}
 */
function onceLoaded(rule) {
  return (...args) => {
    try {
      const answer = rule(...args);
      return answer instanceof Promise ? /** @type {R} */ (answer.catch(explain)) : answer;
    } catch (error) {
      return explain(error);
    }
  };
}

/** @param {unknown} error @returns {never} */
function explain(error) {
  if (isLoaded()) throw error;
  throw new Error('p2p-review is not loaded yet: `await ready()` first', { cause: error });
}

function isLoaded() {
  try {
    return rules.policies() !== null;
  } catch {
    return false;
  }
}
