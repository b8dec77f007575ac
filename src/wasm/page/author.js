// The author's module, fetched when `load_policy` is first called.

/** @typedef {{ path: string, rule: string | null, line: number | null, message: string }} Problem */
/** @typedef {{ packed: Uint8Array, warnings: Problem[] }} Compiled */

/** The source of the author's module, if it is not in the file beside this one. @type {any} */
let source;
/** @type {Promise<{ pack: (policy: unknown) => Compiled }> | undefined} */
let loading;

/**
 * Sets the source of the author's module: a URL, a response, its bytes, a compiled module, or a function that returns one of
 * these. Needed only if `load_policy` can't find the module itself.
 * @param {any} from
 */
export function author_from(from) {
  source = from;
  loading = undefined;
}

/**
 * Checks a policy and packs it.
 * @param {unknown} policy
 * @returns {Promise<Compiled>}
 */
export async function compile(policy) {
  loading ??= load();
  try {
    return (await loading).pack(policy);
  } catch (error) {
    // Try a failed fetch again on the next call.
    if (!/** @type {any} */ (error).problems) loading = undefined;
    throw error;
  }
}

async function load() {
  const author = await import('./p2p_author.js');
  await author.load(typeof source === 'function' ? source() : source);
  return author;
}
