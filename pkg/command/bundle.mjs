// `p2p-review bundle`: a folder for a payer's web server, with the engine, the gate and the named policies alone.
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { INTEGRITY, PARTS, bundled, sha384, wrongName } from './bundle-files.mjs';
import { filesOf, readAll } from './package-files.mjs';
import { runModule } from './run-module.mjs';

export const HELP = `Put a policy, or several, into a folder for your web server

The engine with these policies and no others, the gate, its style, types, the hash of each file,
a page to try it, and a note of the headers that the server has to send.

Files of an earlier bundle are overwritten. If the folder has other files of the same names, or
if you changed one since, nothing is written.

Usage: p2p-review bundle [OPTIONS] <POLICY>...

Arguments:
  <POLICY>...  Policy files, .toml or .json

Options:
      --out <FOLDER>  Where to write it [default: p2p]
      --name <NAME>   What the files are called, where an office's filter dislikes "p2p"
      --force         Overwrite whatever is in the folder
  -h, --help          Print help`;

/** How many files are named of those that stand in the way, or besides. */
const MOST_NAMED = 5;

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function bundle(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'p2p' }, name: { type: 'string' }, force: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return say(HELP);
  if (positionals.length === 0) throw new Error('name a policy file');
  const wrong = values.name === undefined ? null : wrongName(values.name);
  if (wrong) throw new Error(wrong);
  const policies = await packed(positionals);
  if (!policies) return 2;
  const twice = policies.find(({ id }, at) => policies.findIndex((other) => other.id === id) < at);
  if (twice) throw new Error(`two of these policies have the id \`${twice.id}\`: a request could not say which it means`);
  const files = await bundled(await readAll(filesOf(PARTS)), policies, values.name);
  const foreign = values.force ? [] : await foreignFiles(values.out, files);
  if (foreign.length > 0) throw new Error(`${values.out} already has files that no earlier bundle wrote, or that were changed since: ${listed(foreign)}. Nothing was written. Choose another folder, or use --force to overwrite them`);
  for (const [file, content] of Object.entries(files)) {
    const path = join(values.out, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const others = filesBelow(values.out).filter((file) => !(file in files));
  if (others.length > 0) console.error(`p2p-review: ${values.out} also has files that aren't part of this bundle: ${listed(others)}`);
  const ids = policies.map(({ id }) => id).join(', ');
  return say(`${values.out}: ${Object.keys(files).length} files, with ${ids}. Open index.html on a server; README.md has the headers.`);
}

/**
 * The files that would be overwritten and are not as an earlier bundle wrote them.
 * @param {string} folder
 * @param {Record<string, Uint8Array | string>} files
 */
async function foreignFiles(folder, files) {
  const list = await contentOf(join(folder, INTEGRITY));
  const earlier = list === null ? {} : hashesIn(`${list}`);
  const foreign = [];
  for (const [file, content] of Object.entries(files)) {
    const before = await contentOf(join(folder, file));
    if (before === null || before.equals(Buffer.from(content))) continue;
    const isEarlier = file === INTEGRITY ? Object.keys(earlier).length > 0 : earlier[file] === (await sha384(before));
    if (!isEarlier) foreign.push(file);
  }
  return foreign;
}

/** What a file holds; null where there is none. @param {string} path */
async function contentOf(path) {
  try {
    return await readFile(path);
  } catch (error) {
    // A folder of that name, or a file in the place of a folder, is told when something is written there.
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) return null;
    throw error;
  }
}

/** The hashes that a list of an earlier bundle has; none where it is no such list. @param {string} list @returns {Record<string, unknown>} */
function hashesIn(list) {
  try {
    const hashes = JSON.parse(list);
    return Object.hasOwn(hashes, 'index.html') ? hashes : {};
  } catch {
    return {};
  }
}

/** Every file of a folder, at any depth, as a bundle names it. @param {string} folder */
function filesBelow(folder) {
  const entries = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  return entries.filter((entry) => statSync(join(folder, entry)).isFile()).map((entry) => entry.replaceAll(sep, '/')).sort();
}

/** @param {string[]} files */
function listed(files) {
  const [few, more] = [files.slice(0, MOST_NAMED), files.length - MOST_NAMED];
  return `${few.join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

/** @param {string} line */
function say(line) {
  console.log(line);
  return 0;
}

/**
 * The policies as the engine takes them; null where one can't be loaded, which has been told.
 * @param {string[]} policies
 * @returns {Promise<import('./bundle-files.mjs').Packed[] | null>}
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
