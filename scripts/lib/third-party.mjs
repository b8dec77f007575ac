// What others wrote and we hand on: linked into the modules of pkg/, into the command line, bundled into dist/ and into the
// intake. Read from cargo's and npm's own lock, with the license texts that lie beside the sources.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './places.mjs';
import { Failure, output } from './run.mjs';

/** @typedef {{ name: string, version: string, license: string, texts: string[], products: Set<string> }} Package */

/** What is linked into what: a crate of this workspace, the target that it is built for, and what comes of it. */
const LINKED = [
  { crate: 'p2p-review', target: 'wasm32-unknown-unknown', product: 'module' },
  { crate: 'p2p-author', target: 'wasm32-unknown-unknown', product: 'author' },
  { crate: 'p2p-portable', target: 'wasm32-unknown-unknown', product: 'portable' },
  { crate: 'p2p-review-cli', target: 'wasm32-wasip1', product: 'command' },
];

/** npm packages whose code or styles are bundled; what they need in turn is found. */
const BUNDLED = [
  { names: ['@cmsgov/design-system'], product: 'form', alone: true },
  { names: ['jose', 'pg', 'standardwebhooks'], product: 'intake', alone: false },
];

export const PRODUCTS = {
  module: '`pkg/p2p_review_bg.wasm`, and with it `dist/`',
  author: '`pkg/p2p_author_bg.wasm`',
  portable: '`pkg/portable/p2p_review.wasm`',
  command: 'the command line, native and as a module',
  form: 'the styles of `dist/`',
  intake: 'the intake',
};

/** Licenses that ask for no more than their notice. Another one is a decision of a person's. */
const ACCEPTED = new Set([
  'MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Zlib', 'BSL-1.0', 'CC0-1.0', 'Unlicense', '0BSD', 'Unicode-3.0',
  'Apache-2.0 WITH LLVM-exception',
]);

/** A license of one of these is accepted too, for the reason given. */
const ACCEPTED_FOR = new Map([
  ['@cmsgov/design-system', 'public domain in the United States, as a work of the federal government, and CC0-1.0 elsewhere, says its source; its fonts, Open Sans and Bitter, SIL Open Font License 1.1'],
]);

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice|unlicense)(?:[-._].*)?$/i;

/** @returns {Package[]} by name and version */
export function thirdParty() {
  /** @type {Map<string, Package>} */
  const found = new Map();
  const described = describedCrates();
  for (const { crate, target, product } of LINKED) {
    for (const { name, version, license, manifest_path } of linkedCrates(crate, target, described)) {
      add(found, product, name, version, license ?? '', dirname(manifest_path));
    }
  }
  for (const { names, product, alone } of BUNDLED) {
    for (const folder of npmFolders(names, alone)) {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      add(found, product, name, version, license ?? '', folder);
    }
  }
  return [...found.values()].sort((one, other) => order(one.name, other.name) || order(one.version, other.version));
}

/** @param {string} one @param {string} other the same on every machine, whatever its language */
function order(one, other) {
  return one < other ? -1 : Number(one > other);
}

/**
 * @param {Map<string, Package>} found
 * @param {string} product
 * @param {string} name
 * @param {string} version
 * @param {string} license
 * @param {string} folder
 */
function add(found, product, name, version, license, folder) {
  const key = `${name} ${version}`;
  const known = found.get(key) ?? { name, version, license: license.replaceAll('/', ' OR '), texts: texts(folder, license), products: new Set() };
  known.products.add(product);
  found.set(key, known);
}

/**
 * The crates whose code is linked: what a macro needs runs at build time only.
 * @param {string} crate
 * @param {string} target
 * @param {Map<string, any>} described
 */
function linkedCrates(crate, target, described) {
  const tree = output('cargo', ['tree', '--locked', '-p', crate, '--target', target, '-e', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}']);
  if (tree === null) throw new Failure(`cargo can't say what ${crate} is made of`);
  const names = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ').replace(' v', ' ')));
  return [...names].map((name) => described.get(name)).filter((one) => one?.source);
}

/** @returns {Map<string, any>} what cargo knows of each package, by name and version */
function describedCrates() {
  const answer = output('cargo', ['metadata', '--locked', '--format-version', '1']);
  if (answer === null) throw new Failure('cargo can\'t read the workspace');
  return new Map(JSON.parse(answer).packages.map((/** @type {any} */ one) => [`${one.name} ${one.version}`, one]));
}

/**
 * @param {string[]} names
 * @param {boolean} alone without what they need: only their styles are taken
 * @returns {string[]} their folders
 */
function npmFolders(names, alone) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const waiting = names.map((name) => `node_modules/${name}`);
  const seen = new Set(waiting);
  for (const path of alone ? [] : waiting) {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      // The nearest one, as Node finds it.
      const nested = `${path}/node_modules/${name}`;
      const place = packages[nested] ? nested : `node_modules/${name}`;
      if (!packages[place] || seen.has(place)) continue;
      seen.add(place);
      waiting.push(place);
    }
  }
  const folders = waiting.map((path) => join(root, path));
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing) throw new Failure(`${missing} is not installed: npm ci`);
  return folders;
}

/**
 * The texts that have to go with a package; where it lets us choose, those of MIT, the shortest.
 * @param {string} folder
 * @param {string} license
 */
function texts(folder, license) {
  const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile() && LICENSE_FILE.test(file.name));
  const names = files.map((file) => file.name).sort(order);
  const mit = /\bMIT\b/.test(license) && !/\bAND\b/.test(license) ? names.filter((name) => /mit/i.test(name)) : [];
  const chosen = mit.length > 0 ? mit : names;
  return chosen.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').replaceAll(/[ \t]+$/gm, '').trim());
}

/**
 * @param {Package[]} packages
 * @returns {string[]} those whose license nobody has accepted
 */
export function unaccepted(packages) {
  return packages
    .filter(({ name, license }) => !ACCEPTED_FOR.has(name) && !isAccepted(license))
    .map(({ name, version, license }) => `${name} ${version}: ${license || 'no license'}`);
}

/** @param {string} license an SPDX expression: one of what OR joins, and each of what AND joins, has to be accepted */
export function isAccepted(license) {
  const plain = license.replaceAll(/\([^()]*\)/g, (group) => (isAccepted(group.slice(1, -1)) ? 'MIT' : 'unaccepted'));
  return plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((one) => ACCEPTED.has(one.trim())));
}

/** @param {Package[]} packages @returns {string} THIRD-PARTY.md */
export function notices(packages) {
  /** @type {Map<string, string[]>} */
  const owners = new Map();
  for (const { name, version, texts: own } of packages) {
    for (const text of own) owners.set(text, [...(owners.get(text) ?? []), `${name} ${version}`]);
  }
  const rows = packages.map(({ name, version, license, products, texts: own }) => {
    const where = [...products].sort(order).join(', ');
    const note = ACCEPTED_FOR.get(name) ?? (own.length === 0 ? 'its package holds no text of it' : '');
    return `| ${name} | ${version} | ${license}${note && `; ${note}`} | ${where} |`;
  });
  const fence = '`'.repeat(4);
  return [
    '# What others wrote',
    '',
    'Written by `node scripts/commands/third-party.mjs`; don\'t edit it. Linked or bundled into what is handed on: what only builds or tests is not here. Each of them is used unchanged.',
    '',
    ...Object.entries(PRODUCTS).map(([product, words]) => `- *${product}*: ${words}`),
    '',
    'The Rust standard library (MIT OR Apache-2.0, the Rust Project\'s contributors) is in all that Rust builds.',
    '',
    '| package | version | license | in |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '## License texts',
    '',
    ...[...owners].flatMap(([text, names]) => [`### ${names.join(', ')}`, '', `${fence}text`, text, fence, '']),
  ].join('\n');
}
