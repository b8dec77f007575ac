// The author's module, fetched when a policy is first loaded in its source form.

// How deep a policy is read, and how many values of it; so much text counts as one more value.
const MOST_DEEP = 16;
const MOST_VALUES = 200_000;
const TEXT_PER_VALUE = 64;
// The longest text that is read: no part of a policy is as long.
const MOST_TEXT = 10_000;
const TOO_LONG = '-'.repeat(MOST_TEXT + 1);

/** @typedef {{ path: string, rule: string | null, line: number | null, message: string }} Problem */
/** @typedef {{ packed: Uint8Array, warnings: Problem[] }} Compiled */

/** Where the author's module is, if not beside this one. @type {any} */
let place;
/** @type {Promise<{ compile: (policy: unknown) => Compiled }> | undefined} */
let loading;

/**
 * Says where the author's module is: an address, a response, the bytes, or a compiled module, or a function that gives one of
 * these. Needed only where `load_policy` can't find it by itself.
 * @param {any} source
 */
export function author_from(source) {
  place = source;
  loading = undefined;
}

/**
 * Checks a policy and packs it.
 * @param {unknown} policy
 * @returns {Promise<Compiled>}
 */
export async function compile(policy) {
  const budget = { left: MOST_VALUES };
  const copied = copy(policy, MOST_DEEP, budget);
  if (budget.left <= 0) throw refusal([{ path: '', rule: null, line: null, message: 'this policy is too large' }]);
  loading ??= load();
  let author;
  try {
    author = await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  try {
    return author.compile(copied);
  } catch (problems) {
    if (!Array.isArray(problems)) throw problems;
    throw refusal(problems);
  }
}

async function load() {
  const author = await import('./p2p_author.js');
  await author.load(typeof place === 'function' ? place() : place);
  return author;
}

/** @param {Problem[]} problems */
function refusal(problems) {
  const first = problems.slice(0, 3).map(({ path, message }) => `\n- ${message}${path ? ` (${path})` : ''}`);
  const more = problems.length > first.length ? `\n- and ${problems.length - first.length} more: see \`problems\`` : '';
  return Object.assign(new Error(`This policy was not loaded.${first.join('')}${more}`), { problems });
}

/**
 * A copy of plain data, so deep and no deeper, and no more than is left.
 * @param {any} given
 * @param {number} deep
 * @param {{ left: number }} budget
 * @returns {any}
 */
function copy(given, deep, budget) {
  budget.left--;
  switch (typeof given) {
    case 'string':
      budget.left -= Math.floor(given.length / TEXT_PER_VALUE);
      return given.length > MOST_TEXT ? TOO_LONG : given;
    case 'boolean':
    case 'number':
      return given;
    case 'undefined':
      return null;
    case 'object':
      if (given === null) return null;
      if (deep === 0 || budget.left <= 0) return NaN;
      return Array.isArray(given) ? copyList(given, deep, budget) : copyTable(given, deep, budget);
    default:
      return NaN;
  }
}

/** @param {any[]} given @param {number} deep @param {{ left: number }} budget */
function copyList(given, deep, budget) {
  const items = [];
  const { length } = given;
  for (let index = 0; index < length && budget.left > 0; index++) items.push(copy(given[index], deep - 1, budget));
  return items;
}

/** @param {any} given @param {number} deep @param {{ left: number }} budget */
function copyTable(given, deep, budget) {
  const table = Object.create(null);
  for (const key of Reflect.ownKeys(given)) {
    if (budget.left <= 0) break;
    if (typeof key === 'symbol') continue;
    budget.left -= Math.floor(key.length / TEXT_PER_VALUE);
    table[key.slice(0, MOST_TEXT)] = copy(given[key], deep - 1, budget);
  }
  return table;
}
