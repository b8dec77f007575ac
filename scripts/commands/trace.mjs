// Traces every statement of the payers' documents, and every decision on gaps and contradictions, to the parts of
// policies that enforce it and to the case rows that prove it. Fails if one is missing.
//   npm run trace                 the whole table
//   npm run trace -- --summary    only the counts
//   npm run trace -- REG-14 C7    only these
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/places.mjs';
import { decisions, policyFiles, readToml } from '../lib/policy-files.mjs';
import { Failure, script } from '../lib/run.mjs';

/**
 * @typedef {object} Traced
 * @property {string} id
 * @property {string} document
 * @property {string} gist
 * @property {string[]} treatments empty if `tests/cases/coverage.toml` does not list it
 * @property {string[]} homes the parts that enforce it, as `<policy>/<part>/<id>`
 * @property {string[]} remarks why nothing enforces it
 * @property {string[]} rows the case rows that prove it, as `<table>: <name>`
 */

/** Treatments that affect requests and so need a row to prove them; `notice`, `scope` and `meta` need none. */
const TO_PROVE = ['reject', 'need', 'invalid', 'warn', 'deadline', 'response time', 'route', 'accept', 'exception', 'shown first'];
const TREATMENTS = [...TO_PROVE, 'notice', 'scope', 'meta'];

/**
 * The parts of a policy that can carry out a treatment; any part can carry out the others. A reject also has next
 * steps, and asks for the facts that it depends on.
 * @type {Record<string, RegExp>}
 */
const HOMES = {
  reject: /\/rules\/.*\(reject\)$/,
  invalid: /\/rules\/.*\(invalid\)$/,
  warn: /\/rules\/.*\(warning\)$/,
  need: /\/needs\/|\(reject\)$/,
  deadline: /\/deadlines\//,
  'response time': /\/response_times\//,
  route: /\/routes\/|\(reject\)$/,
};

/** The parts of a policy that can cite a statement, each with the key that identifies it. */
const PARTS = { rules: 'id', needs: 'fact', optional: 'fact', offers: 'fact', questions: 'fact', deadlines: 'id', response_times: 'id' };

const ROWS_PER_DECISION = 3;

await script(() => {
  const { values, positionals } = parseArgs({
    options: { summary: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const traced = trace();
  const unproved = withoutTable(traced);
  const gaps = traced.filter(({ document }) => !unproved.includes(document)).flatMap(gapsOf);
  const unknown = positionals.filter((id) => !traced.some((item) => item.id === id));
  if (unknown.length > 0) throw new Failure(`there is no ${unknown.join(', ')}`);
  if (!values.summary) {
    const shown = traced.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
    console.log(shown.map(told).join('\n'));
  }
  if (positionals.length === 0) console.log(summary(traced));
  for (const document of unproved) console.log(`No row proves a statement of ${document}: tests/cases/coverage.toml lists none of them.`);
  if (gaps.length > 0) throw new Failure(`${gaps.length} gaps:\n  ${gaps.join('\n  ')}`);
});

/** @returns {Traced[]} the statements in the documents' order, then the decisions */
function trace() {
  const coverage = readToml(join(root, 'tests/cases/coverage.toml'));
  const rows = caseRows();
  const homes = allHomes();
  /** @type {Map<string, Traced>} */
  const traced = new Map();
  /** @param {string} id @param {string} document @param {string} gist @param {string[]} treatments */
  const add = (id, document, gist, treatments) => {
    const known = traced.get(id);
    if (known) return known;
    const item = { id, document, gist, treatments, homes: homes.get(id) ?? [], remarks: [], rows: rows.get(id) ?? [] };
    traced.set(id, item);
    return item;
  };
  const listed = Object.entries(coverage.statements);
  for (const [id, treatments] of listed) add(id, id.replace(/-\d+$/, ''), '', treatments);
  for (const policy of policyFiles()) {
    for (const { id, source, gist, meta } of policy.statements) {
      const item = add(id, source ?? id.replace(/-\d+$/, ''), gist, []);
      item.gist = gist;
      if (meta && !item.remarks.includes(meta)) item.remarks.push(meta);
    }
  }
  for (const { id, gist, meta } of decisions()) {
    const item = add(id, 'decisions', gist, coverage.decisions.includes(id) ? ['decided'] : []);
    if (meta) item.remarks.push(meta);
  }
  for (const id of [...coverage.decisions, ...rows.keys()]) add(id, 'unknown', '', []);
  return [...traced.values()];
}

/**
 * A payer can be shipped before its table is written, but a table must cover every statement of its documents.
 * @param {Traced[]} traced
 * @returns {string[]} the documents of which coverage.toml lists no statement
 */
function withoutTable(traced) {
  const listed = new Set(traced.filter(({ treatments }) => treatments.length > 0).map(({ document }) => document));
  const inPolicies = traced.filter(({ gist, document }) => gist && document !== 'decisions');
  return [...new Set(inPolicies.map(({ document }) => document))].filter((document) => !listed.has(document));
}

/** @returns {Map<string, string[]>} by statement, the rows that prove it */
function caseRows() {
  /** @type {Map<string, string[]>} */
  const rows = new Map();
  const folder = join(root, 'tests/cases');
  const tables = readdirSync(folder).filter((name) => name.endsWith('.toml') && name !== 'coverage.toml');
  for (const table of tables.sort()) {
    for (const { name, proves = [] } of readToml(join(folder, table)).case ?? []) {
      for (const id of new Set(proves)) push(rows, id, `${table.replace('.toml', '')}: ${name}`);
    }
  }
  return rows;
}

/** @returns {Map<string, string[]>} by statement or decision, the parts that cite it */
function allHomes() {
  /** @type {Map<string, string[]>} */
  const homes = new Map();
  for (const policy of policyFiles()) {
    /** @param {import('../lib/policy-files.mjs').Part} part @param {string} part_id */
    const note = (part, part_id) => {
      for (const id of [...(part.says ?? []), ...(part.decided ?? [])]) push(homes, id, `${policy.id}/${part_id}`);
    };
    for (const [kind, key] of Object.entries(PARTS)) {
      for (const part of policy[kind] ?? []) {
        note(part, `${kind}/${part[key]}${part.outcome ? ` (${part.outcome})` : ''}`);
      }
    }
    for (const [scope, part] of Object.entries(policy.outside_scope ?? {})) note(part, `rules/outside-${scope} (${part.outcome})`);
    for (const route of policy.routes ?? []) {
      for (const step of route.steps) note(step, `routes/${route.id}/${step.id}`);
    }
  }
  return homes;
}

/**
 * @param {Traced} item
 * @returns {string[]}
 */
function gapsOf({ id, document, gist, treatments, homes, remarks, rows }) {
  const gaps = [];
  const strange = treatments.filter((treatment) => treatment !== 'decided' && !TREATMENTS.includes(treatment));
  if (document === 'unknown') return [`${id} is named, but is neither a statement nor a decision`];
  if (treatments.length === 0) gaps.push(`${id} is not in tests/cases/coverage.toml`);
  if (!gist) gaps.push(`${id} stands in no policy`);
  if (strange.length > 0) gaps.push(`${id} has the unknown treatment ${strange.join(', ')}`);
  for (const treatment of treatments) {
    const right = HOMES[treatment];
    if (right && !homes.some((home) => right.test(home))) gaps.push(`${id} is to be a ${treatment}, and nothing makes it one`);
  }
  if (homes.length === 0 && remarks.length === 0) gaps.push(`${id} has no home: nothing enforces it and nothing says why`);
  const demanded = document === 'decisions' ? ROWS_PER_DECISION : treatments.some((one) => TO_PROVE.includes(one)) ? 1 : 0;
  if (rows.length < demanded) gaps.push(`${id} is proved by ${rows.length} rows, ${demanded} are due`);
  return gaps;
}

/** @param {Traced} item */
function told({ id, gist, treatments, homes, remarks, rows }) {
  const lines = [
    `${id}  ${gist}`,
    `  ${treatments.join(', ')}`,
    ...[...new Set(homes)].map((home) => `  → ${home}`),
    ...remarks.map((remark) => `  – ${remark}`),
    ...rows.map((row) => `  ✓ ${row}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** @param {Traced[]} traced */
function summary(traced) {
  const documents = [...new Set(traced.map(({ document }) => document))];
  const table = documents.map((document) => {
    const of = traced.filter((item) => item.document === document);
    const rows = of.map((item) => item.rows.length);
    return [
      document,
      of.length,
      of.filter(({ homes }) => homes.length > 0).length,
      of.filter(({ homes, remarks }) => homes.length === 0 && remarks.length > 0).length,
      of.filter((item) => item.rows.length > 0).length,
      new Set(of.flatMap((item) => item.rows)).size,
      rows.filter((count) => count > 0).sort((a, b) => a - b)[0] ?? 0,
    ];
  });
  const heads = ['', 'statements', 'enforced', 'remark only', 'proved', 'rows', 'fewest rows'];
  const lines = [heads, ...table].map((cells) =>
    cells.map((cell, part_id) => (part_id === 0 ? `${cell}`.padEnd(12) : `${cell}`.padStart(13))).join(''),
  );
  const statements = traced.filter(({ document }) => document !== 'decisions');
  const rows = new Set(traced.flatMap((item) => item.rows)).size;
  lines.push('', `${statements.length} statements, ${traced.length - statements.length} decisions, ${rows} rows.`);
  return lines.join('\n');
}

/**
 * @param {Map<string, string[]>} map
 * @param {string} key
 * @param {string} value
 */
function push(map, key, value) {
  map.set(key, [...(map.get(key) ?? []), value]);
}
