// The author's module, fetched when a policy is first loaded in its source form.

/** @typedef {{ path: string, rule: string | null, line: number | null, message: string }} Problem */
/** @typedef {{ packed: Uint8Array, warnings: Problem[] }} Compiled */

/** Where the author's module is, if not beside this one. @type {any} */
let place;
/** @type {Promise<{ pack: (policy: unknown) => Compiled }> | undefined} */
let loading;

/**
 * Sets where the author's module comes from: a URL, a response, the bytes or a compiled module, or a function that returns one of
 * these. Needed only where `load_policy` can't locate it itself.
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
  loading ??= load();
  try {
    return (await loading).pack(policy);
  } catch (error) {
    // A failed fetch is tried again on the next call.
    if (!/** @type {any} */ (error).problems) loading = undefined;
    throw error;
  }
}

async function load() {
  const author = await import('./p2p_author.js');
  await author.load(typeof place === 'function' ? place() : place);
  return author;
}
