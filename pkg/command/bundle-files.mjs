// What a bundle holds. By nothing of Node's: the workbench makes the same one in a browser.
import { ICON, note, tryPage } from './bundle-pages.mjs';
import { sectionOf, withPolicies, withoutPolicies } from './section.mjs';

const ENGINE = 'p2p_review_bg.wasm';

/** The package's files that a page needs, and who writes code for it. Folders with all that is in them. */
export const PARTS = [ENGINE, 'p2p_review.js', 'p2p_review.d.ts', 'p2p-gate.js', 'p2p-gate.d.ts', 'gate.d.ts', 'gate', 'gate.css', 'LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT'];

/** Lists every other file of a bundle with its hash: by it a later bundle knows what an earlier one wrote. */
export const INTEGRITY = 'integrity.json';

/** @typedef {{ id: string, pack: Uint8Array, source: string }} Packed a policy's pack, and its source form as JSON */

/** What is wrong with a name for the files of a bundle, if anything. @param {string} name */
export function wrongName(name) {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return `the files can't be called \`${name}\`: use lowercase letters, digits and dashes, and begin with a letter`;
  // Whatever their ending, Windows takes such names for devices.
  return /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/.test(name) ? `the files can't be called \`${name}\`: Windows reserves this name` : null;
}

/**
 * The files of a bundle, by their paths in it.
 * @param {Record<string, Uint8Array>} parts the package's files that go into every bundle, by their paths
 * @param {Packed[]} policies
 * @param {string} [name] what the files are called
 * @returns {Promise<Record<string, Uint8Array | string>>}
 */
export async function bundled(parts, policies, name) {
  /** @type {Record<string, Uint8Array | string>} */
  const files = {};
  for (const [file, bytes] of Object.entries(parts)) {
    files[renamed(file, name)] = /\.[jt]s$/.test(file) ? renamed(new TextDecoder().decode(bytes), name) : bytes;
  }
  const engine = renamed(ENGINE, name);
  const packs = policies.map(({ pack }) => pack);
  files[engine] = withPolicies(withoutPolicies(/** @type {Uint8Array} */ (files[engine])), sectionOf(packs));
  for (const { id, source } of policies) files[`policies/${id}.json`] = source;
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const [file, content] of Object.entries(files)) hashes[file] = await sha384(content);
  const named = { gate: renamed('p2p-gate.js', name), glue: renamed('p2p_review.js', name), engine, style: 'gate.css' };
  const payers = policies.map(({ id, source }) => ({ id, name: /** @type {string} */ (JSON.parse(source).name) }));
  files['icon.svg'] = ICON;
  files['index.html'] = tryPage(named, hashes, payers);
  files['README.md'] = note(named, hashes, payers);
  for (const file of ['icon.svg', 'index.html', 'README.md']) hashes[file] = await sha384(/** @type {string} */ (files[file]));
  files[INTEGRITY] = `${JSON.stringify(hashes, Object.keys(hashes).sort(), 2)}\n`;
  return files;
}

/**
 * A file's name, or a script that names files, with the bundle's own name in it. The tag keeps its name.
 * @param {string} text
 * @param {string} [name]
 */
function renamed(text, name) {
  if (name === undefined) return text;
  return text.replaceAll(/p2p_review(?=(_bg)?\.(js|wasm|d\.ts))/g, name).replaceAll(/p2p-gate(?=\.(js|d\.ts))/g, `${name}-gate`);
}

/** @param {Uint8Array | string} content */
export async function sha384(content) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', /** @type {Uint8Array<ArrayBuffer>} */ (bytes)));
  return `sha384-${btoa(String.fromCharCode(...hash))}`;
}
