// What `p2p_author.js` exports: `load`, which starts the author's module wherever this runs, and `pack`.
import init, { Format, compile, initSync } from './p2p_author_glue.js';

// How deep a policy is read, and how many values of it; so much text counts as one more value.
const MOST_DEEP = 16;
const MOST_VALUES = 200_000;
const TEXT_PER_VALUE = 64;
// The longest text that is read: no part of a policy is as long.
const MOST_TEXT = 10_000;
const TOO_LONG = '-'.repeat(MOST_TEXT + 1);

/**
 * @param {any} [from] an address, a response, the bytes, or a compiled module; left out, the file beside this one
 */
export async function load(from) {
  const source = await from;
  if (source !== undefined) {
    const isModule = source instanceof WebAssembly.Module || source instanceof ArrayBuffer || ArrayBuffer.isView(source);
    return isModule ? initSync({ module: source }) : init({ module_or_path: source });
  }
  const beside = new URL('p2p_author_bg.wasm', import.meta.url);
  // Node's `fetch` takes no address of a file.
  const fs = beside.protocol === 'file:' ? globalThis.process?.getBuiltinModule?.('node:fs') : undefined;
  return fs ? initSync({ module: fs.readFileSync(beside) }) : init({ module_or_path: beside });
}

/**
 * Checks a policy and packs it; one that is text once that can be read.
 * @param {unknown} policy
 */
export function pack(policy) {
  if (typeof policy !== 'string') return packAs(policy, Format.Json);
  return import('./p2p_author_text.js').then(({ packText }) => packText(policy, { Format, packAs, refusal }));
}

/** @param {unknown} policy @param {number} format in whose words problems are told */
function packAs(policy, format) {
  const budget = { left: MOST_VALUES };
  const source = copy(policy, MOST_DEEP, budget);
  if (budget.left <= 0) throw refusal([{ path: '', rule: null, line: null, message: 'this policy is too large' }]);
  try {
    return compile(source, format);
  } catch (problems) {
    throw Array.isArray(problems) ? refusal(problems) : problems;
  }
}

/** @param {{ path: string, rule: string | null, line: number | null, message: string }[]} problems */
function refusal(problems) {
  const first = problems.slice(0, 3).map(({ path, line, message }) => `\n- ${line ? `line ${line}: ` : ''}${message}${path ? ` (${path})` : ''}`);
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
