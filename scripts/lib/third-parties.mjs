// Lists the third-party code that is linked into the modules and bundled into the pages, from the lock files, with
// licenses.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { root } from './places.mjs';
import { Failure, output } from './run.mjs';

/** @typedef {{ ecosystem: 'cargo' | 'npm', name: string, version: string, license: string, texts: string[], checksum: string | null }} ThirdParty */
/** @typedef {{ id: string, name: string, version: string, license: string | null, source: string | null, manifest_path: string }} CrateInfo */
/** @typedef {{ id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }} CrateNode */

/** Licenses that only require a notice. Any other license needs a decision first. */
const ALLOWED = new Set([
  '0BSD', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'Unicode-3.0', 'Unlicense', 'Zlib',
]);

/** The crates that are shipped as WebAssembly, with their targets. */
const SHIPPED = [
  { crates: ['p2p-review', 'p2p-author', 'p2p-portable'], target: 'wasm32-unknown-unknown' },
  { crates: ['p2p-review-cli'], target: 'wasm32-wasip1' },
];

/** npm packages whose files are bundled into dist/ or pkg/. The build fails if any other is. */
export const BUNDLED = [
  '@bjorn3/browser_wasi_shim', '@cmsgov/design-system', '@codemirror/autocomplete', '@codemirror/commands', '@codemirror/lang-json', '@codemirror/language',
  '@codemirror/legacy-modes', '@codemirror/lint', '@codemirror/search', '@codemirror/state', '@codemirror/streamparser', '@codemirror/view', '@lezer/common', '@lezer/highlight',
  '@lezer/json', '@lezer/lr', '@marijn/find-cluster-break', 'crelt', 'fflate', 'smol-toml', 'style-mod', 'w3c-keyname',
];

/**
 * For packages without a license text: what their repository says.
 * @type {Record<string, { license: string, text: string }>}
 */
const SAID_ELSEWHERE = {
  '@cmsgov/design-system': {
    license: 'CC0-1.0 AND MIT',
    text: `The design system of the Centers for Medicare & Medicaid Services is in the public domain within the United States, and
worldwide by the CC0 1.0 Universal dedication (https://creativecommons.org/publicdomain/zero/1.0/legalcode). Its LICENSE.md,
at https://github.com/CMSgov/design-system, names the parts that are not: among them styles from Bourbon, copyright
thoughtbot, inc., under the MIT license. The fonts it names are not bundled.`,
  },
};

/** What rustc links into every module, although no lock file lists it. */
function ofTheToolchain() {
  const version = /^channel = "(.+)"$/m.exec(readFileSync(join(root, 'rust-toolchain.toml'), 'utf8'))?.[1] ?? '';
  /** @type {ThirdParty[]} */
  const parties = [
    {
      ecosystem: 'cargo', name: 'rust-std', version, license: 'MIT OR Apache-2.0', checksum: null,
      texts: ['The Rust standard library, copyright The Rust Project contributors (https://github.com/rust-lang/rust), used under the MIT license.'],
    },
    {
      ecosystem: 'cargo', name: 'wasi-libc', version, license: 'MIT', checksum: null,
      texts: ['wasi-libc (https://github.com/WebAssembly/wasi-libc), in the command only, as it comes with Rust: the MIT license; its part from musl is copyright\nRich Felker and others, under the MIT license.'],
    },
  ];
  return parties;
}

/** @returns {ThirdParty[]} sorted by name */
export function thirdParties() {
  const crates = new Map(SHIPPED.flatMap(({ crates, target }) => linked(crates, target)).map((crate) => [`${crate.name} ${crate.version}`, crate]));
  const all = [...[...crates.values()].map(fromCrate), ...BUNDLED.map(fromNpm), ...ofTheToolchain()];
  return all.sort((a, b) => (a.ecosystem + a.name + a.version < b.ecosystem + b.name + b.version ? -1 : 1));
}

/**
 * @param {string[]} crates
 * @param {string} target
 * @returns {CrateInfo[]} the third-party crates that are linked into these
 */
function linked(crates, target) {
  const text = output('cargo', ['metadata', '--locked', '--format-version', '1', '--filter-platform', target]);
  if (text === null) throw new Failure('`cargo metadata --locked` fails: is Cargo.lock as Cargo.toml wants it?');
  /** @type {{ packages: CrateInfo[], resolve: { nodes: CrateNode[] } }} */
  const { packages, resolve } = JSON.parse(text);
  const [byId, nodes] = [new Map(packages.map((crate) => [crate.id, crate])), new Map(resolve.nodes.map((node) => [node.id, node]))];
  const ids = packages.filter((crate) => crate.source === null && crates.includes(crate.name)).map((crate) => crate.id);
  const found = new Set(ids);
  for (const id of found) {
    // Build and test dependencies are not in the module.
    const normal = (nodes.get(id)?.deps ?? []).filter((dep) => dep.dep_kinds.some(({ kind }) => kind === null));
    for (const dep of normal) found.add(dep.pkg);
  }
  return [...found].flatMap((id) => byId.get(id) ?? []).filter((crate) => crate.source !== null);
}

/** @param {CrateInfo} crate @returns {ThirdParty} */
function fromCrate(crate) {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const entry = lock.split('[[package]]').find((part) => part.includes(`name = "${crate.name}"\nversion = "${crate.version}"\n`));
  const license = (crate.license ?? 'NONE').replaceAll('/', ' OR ');
  return {
    ecosystem: 'cargo', name: crate.name, version: crate.version, license,
    texts: texts(dirname(crate.manifest_path)), checksum: /checksum = "([0-9a-f]{64})"/.exec(entry ?? '')?.[1] ?? null,
  };
}

/** @param {string} name @returns {ThirdParty} */
function fromNpm(name) {
  const folder = join(root, 'node_modules', name);
  if (!existsSync(folder)) throw new Failure(`${name} is not installed: npm ci`);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const found = texts(folder);
  const said = found.length === 0 ? SAID_ELSEWHERE[name] : undefined;
  return { ecosystem: 'npm', name, version, license: said?.license ?? license ?? 'NONE', texts: said ? [said.text] : found, checksum: null };
}

/** @param {string} folder @returns {string[]} its license and notice files */
function texts(folder) {
  const files = readdirSync(folder).filter((file) => /^(?:licen[sc]e|copying|notice|copyright|unlicense)/i.test(file) && !file.endsWith('.rs')).sort();
  return files.flatMap((file) => {
    try {
      return [readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()];
    } catch {
      return []; // A folder of license texts; the license expression names each.
    }
  });
}

/**
 * @param {ThirdParty[]} parties
 * @returns {string[]} those whose license is not allowed
 */
export function notAllowed(parties) {
  return parties.filter(({ license }) => !isAllowed(license)).map(({ name, version, license }) => `${name} ${version}: ${license}`);
}

/** @param {string} expression an SPDX expression; with OR one part must be allowed, with AND all */
function isAllowed(expression) {
  const plain = expression.replaceAll(/[()]/g, '');
  return plain.split(' AND ').every((part) => part.split(' OR ').some((license) => ALLOWED.has(license.trim())));
}

/**
 * @param {ThirdParty[]} parties
 * @returns {string} the notices: who, and under which terms, each text once
 */
export function notices(parties) {
  /** @type {Map<string, string[]>} */
  const users = new Map();
  for (const party of parties) {
    for (const text of party.texts) users.set(text, [...(users.get(text) ?? []), `${party.name} ${party.version}`]);
  }
  const list = parties.map(({ ecosystem, name, version, license }) => `- ${name} ${version} (${ecosystem}): ${license}`);
  const written = [...users].map(([text, names]) => `## ${[...new Set(names)].join(', ')}\n\n${text.split('\n').map((line) => `    ${line}`.trimEnd()).join('\n')}\n`);
  return `# Third-party notices

What others wrote and is part of the modules, of the command or of the pages: linked into the WebAssembly or bundled into
the package and the form. Made by \`npm run notices\` from Cargo.lock and package-lock.json.

${list.join('\n')}

${written.join('\n')}`;
}

/**
 * @param {ThirdParty[]} parties
 * @param {string} version
 * @returns {string} CycloneDX 1.6, without time or random numbers, so that the same sources give the same bytes
 */
export function sbom(parties, version) {
  const purl = (/** @type {ThirdParty} */ { ecosystem, name, version }) =>
    `pkg:${['rust-std', 'wasi-libc'].includes(name) ? 'generic' : ecosystem}/${name.replace('@', '%40')}@${version}`;
  const components = parties.map((party) => ({
    type: 'library', 'bom-ref': purl(party), name: party.name, version: party.version,
    licenses: [/ (?:OR|AND|WITH) /.test(party.license) ? { expression: party.license } : { license: { id: party.license } }],
    purl: purl(party),
    ...(party.checksum === null ? {} : { hashes: [{ alg: 'SHA-256', content: party.checksum }] }),
  }));
  const own = `pkg:npm/p2p-review@${version}`;
  const content = {
    metadata: {
      component: { type: 'application', 'bom-ref': own, name: 'p2p-review', version, purl: own, licenses: [{ expression: 'MIT OR Apache-2.0' }] },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((component) => component['bom-ref']) }],
  };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const serial = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serial, version: 1, ...content }, null, 2)}\n`;
}
