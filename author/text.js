// What `p2p_author_text.js` exports: `packText`, for a policy that is given as text, TOML or JSON. Fetched when that first happens.
import { SourceFault } from './text/fault.js';
import { readJson } from './text/json.js';
import { readToml } from './text/toml.js';

/** @typedef {{ path: string, rule: string | null, line: number | null, message: string }} Problem */
/** @typedef {{ packed: Uint8Array, warnings: Problem[] }} Compiled */
/** @typedef {Map<string, number>} Places where the parts of a text begin, by JSON Pointer */
/** @typedef {{ value: unknown, places: Places, twice: { path: string, at: number }[] }} Read `twice`: the keys that stand a second time in their table */

/** More text is no policy: the engine takes half a megabyte of it. */
const MOST_TEXT = 8_000_000;

/**
 * Checks a policy and packs it; every problem has its line.
 * @param {string} text
 * @param {object} author what the author's module does with a source
 * @param {{ Json: number, Toml: number }} author.Format
 * @param {(source: unknown, format: number) => Compiled} author.packAs throws what `refusal` makes
 * @param {(problems: Problem[]) => Error} author.refusal
 * @returns {Compiled}
 */
export function packText(text, { Format, packAs, refusal }) {
  // Some editors write a mark before the first character.
  const bare = text.replace(/^\uFEFF/, '');
  if (bare.length > MOST_TEXT) throw refusal([{ path: '', rule: null, line: null, message: 'this policy is too large' }]);
  const isJson = /^\s*\{/.test(bare);
  const read = readOr(() => (isJson ? readJson(bare) : readToml(bare)), (fault) => refusal([{ path: '', rule: null, line: lineAt(bare, fault.at), message: fault.message }]));
  const located = (/** @type {Problem[]} */ problems) => problems.map((problem) => ({ ...problem, line: lineAt(bare, placeOf(problem.path, read.places)) }));
  const twice = read.twice.map(({ path, at }) => ({ path, rule: partOf(path, read.value), line: lineAt(bare, at), message: `\`${unescaped(path.slice(path.lastIndexOf('/') + 1))}\` appears twice in this object` }));
  try {
    const { packed, warnings } = packAs(read.value, isJson ? Format.Json : Format.Toml);
    if (twice.length === 0) return { packed, warnings: located(warnings) };
  } catch (error) {
    const { problems } = /** @type {{ problems?: Problem[] }} */ (error);
    throw problems ? refusal([...twice, ...located(problems)]) : error;
  }
  throw refusal(twice);
}

/**
 * @param {() => Read} read
 * @param {(fault: SourceFault) => Error} refused
 */
function readOr(read, refused) {
  try {
    return read();
  } catch (fault) {
    throw fault instanceof SourceFault ? refused(fault) : fault;
  }
}

/** Where a part stands, or the nearest that holds it. @param {string} path @param {Places} places */
function placeOf(path, places) {
  for (let holder = path; holder !== ''; holder = holder.slice(0, holder.lastIndexOf('/'))) {
    const place = places.get(holder);
    if (place !== undefined) return place;
  }
  return 0;
}

/** @param {string} text @param {number} at @returns {number} counted from 1 */
function lineAt(text, at) {
  return text.slice(0, at).split('\n').length;
}

/** The id of the innermost part on a path that has one, or the fact that it names. @param {string} path @param {any} value @returns {string | null} */
function partOf(path, value) {
  let part = null;
  for (const key of path.split('/').slice(1)) {
    value = value?.[unescaped(key)];
    const id = value?.id ?? value?.fact;
    if (typeof id === 'string') part = id;
  }
  return part;
}

/** @param {string} key a key in a JSON Pointer */
function unescaped(key) {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
