// The package's own files, which stand beside this page under `pkg/`: those of the site, or of the package that shows a preview.

const FOLDER = new URL('./pkg/', document.baseURI);

/** @typedef {{ parts: string[], shipped: string[] }} List what goes into every bundle, and the shipped policies with what they include */

/** @type {Map<string, Promise<Uint8Array>>} */
const fetched = new Map();

/**
 * @param {string} file
 * @returns {Promise<Uint8Array>}
 */
export function fetchPart(file) {
  const known = fetched.get(file);
  if (known) return known;
  const bytes = load(file);
  fetched.set(file, bytes);
  // The next one who asks tries again.
  bytes.catch(() => fetched.delete(file));
  return bytes;
}

/** @param {string} file */
async function load(file) {
  const response = await fetch(new URL(file, FOLDER));
  if (!response.ok) throw new Error(`${file} answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {string} file */
export async function fetchText(file) {
  return new TextDecoder().decode(await fetchPart(file));
}

/** @returns {Promise<List>} */
export async function fetchList() {
  return JSON.parse(await fetchText('workbench.json'));
}

/**
 * A script of the package, as any page would load it: not built into this one.
 * @param {string} file
 * @returns {Promise<any>}
 */
export function importPart(file) {
  return import(/* @vite-ignore */ new URL(file, FOLDER).href);
}
