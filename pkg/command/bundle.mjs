// `p2p-review bundle`: a folder for a payer's web server, with the engine, the gate and the named policies alone.
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ICON, note, tryPage } from './bundle-pages.mjs';
import { runModule } from './run-module.mjs';
import { sectionOf, withPolicies, withoutPolicies } from './section.mjs';

/** The package's folder. */
const PACKAGE = fileURLToPath(new URL('../', import.meta.url));

const ENGINE = 'p2p_review_bg.wasm';

/** What a page needs, and who writes code for it. Folders with all that is in them. */
const PARTS = [ENGINE, 'p2p_review.js', 'p2p_review.d.ts', 'p2p-gate.js', 'p2p-gate.d.ts', 'gate.d.ts', 'gate', 'gate.css', 'LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT'];

const HASHED = ['.js', '.css', '.wasm'];

export const HELP = `Put a policy, or several, into a folder for your web server

The engine with these policies and no others, the gate, its style, types, the hash of each file,
a page to try it, and a note of the headers that the server has to send.

Usage: p2p-review bundle [OPTIONS] <POLICY>...

Arguments:
  <POLICY>...  Policy files, .toml or .json

Options:
      --out <FOLDER>  Where to write it [default: p2p]
      --name <NAME>   What the files are called, where an office's filter dislikes "p2p"
  -h, --help          Print help`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function bundle(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'p2p' }, name: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return say(HELP);
  if (positionals.length === 0) throw new Error('name a policy file');
  if (values.name !== undefined && !/^[a-z][a-z0-9-]*$/.test(values.name)) {
    throw new Error(`\`${values.name}\` can't be a name of files: take small letters, digits and dashes`);
  }
  const policies = await packed(positionals);
  if (!policies) return 2;
  const files = await bundled(policies, values.name);
  for (const [file, content] of Object.entries(files)) {
    const path = join(values.out, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const ids = policies.map(({ id }) => id).join(', ');
  return say(`${values.out}: ${Object.keys(files).length} files, with ${ids}. Open index.html on a server; README.md has the headers.`);
}

/** @param {string} line */
function say(line) {
  console.log(line);
  return 0;
}

/**
 * @typedef {{ id: string, pack: Uint8Array, source: string }} Packed
 */

/**
 * The policies as the engine takes them; null where one can't be loaded, which has been told.
 * @param {string[]} policies
 * @returns {Promise<Packed[] | null>}
 */
export async function packed(policies) {
  const folder = await mkdtemp(join(tmpdir(), 'p2p-bundle-'));
  try {
    const packs = [];
    for (const policy of policies) {
      const [pack, json] = [join(folder, 'policy.p2p'), join(folder, 'policy.json')];
      for (const args of [['--out', pack], ['--out', json, '--as', 'json']]) {
        const code = await runModule(['pack', policy, '--quiet', ...args]);
        if (code !== 0) return null;
      }
      const source = await readFile(json, 'utf8');
      packs.push({ id: JSON.parse(source).id, pack: await readFile(pack), source });
    }
    return packs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The files of a bundle, by their paths in it.
 * @param {Packed[]} policies
 * @param {string} [name] what the files are called
 * @returns {Promise<Record<string, Uint8Array | string>>}
 */
export async function bundled(policies, name) {
  /** @type {Record<string, Uint8Array | string>} */
  const files = {};
  for (const file of await partsOf(PARTS)) {
    const bytes = await readFile(join(PACKAGE, file));
    const isText = ['.js', '.ts'].includes(extname(file));
    files[renamed(file, name)] = isText ? renamed(bytes.toString(), name) : bytes;
  }
  const engine = renamed(ENGINE, name);
  const packs = policies.map(({ pack }) => pack);
  files[engine] = withPolicies(withoutPolicies(/** @type {Uint8Array} */ (files[engine])), sectionOf(packs));
  for (const { id, source } of policies) files[`policies/${id}.json`] = source;
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const [file, content] of Object.entries(files).sort()) if (HASHED.includes(extname(file))) hashes[file] = sha384(content);
  files['integrity.json'] = `${JSON.stringify(hashes, null, 2)}\n`;
  const parts = { gate: renamed('p2p-gate.js', name), glue: renamed('p2p_review.js', name), engine, style: 'gate.css' };
  const payers = policies.map(({ id, source }) => ({ id, name: /** @type {string} */ (JSON.parse(source).name) }));
  files['icon.svg'] = ICON;
  files['index.html'] = tryPage(parts, hashes, payers);
  files['README.md'] = note(parts, hashes, payers);
  return files;
}

/**
 * Files, and all that is in folders.
 * @param {string[]} parts
 * @returns {Promise<string[]>}
 */
async function partsOf(parts) {
  const files = await Promise.all(
    parts.map(async (part) => (part === 'gate' ? (await readdir(join(PACKAGE, part))).map((file) => `${part}/${file}`) : [part])),
  );
  return files.flat();
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
function sha384(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
