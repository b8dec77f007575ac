// The table, printed and, where asked for, put into BENCHMARKS.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/lib/places.mjs';
import { Failure } from '../scripts/lib/run.mjs';
import { SLOW } from './chromium.mjs';
import { contenders } from './contenders.mjs';
import { median } from './measure.mjs';

/** What this is meant to reach. */
const GOALS = { module: 38.5, form: 75, micros: 20, peers: 25 };

/**
 * @typedef {object} Results
 * @property {number} rows
 * @property {number} asked
 * @property {import('./chromium.mjs').Effort} effort
 * @property {Record<string, number>} differ
 * @property {import('./native.mjs').Part[]} parts
 * @property {Record<string, number[]>} node
 * @property {import('./chromium.mjs').Measured} chromium
 * @property {Record<string, number[]>} many
 * @property {import('./endurance.mjs').Memory} memory
 * @property {number} form bytes of all that the reference form loads
 * @property {Record<string, { script: number, wasm: number, total: number }>} sizes
 */

const BEGIN = '<!-- from here: npm run bench -- --write -->';
const END = '<!-- to here -->';

/**
 * @param {Results} results
 * @param {boolean} write
 */
export function report(results, write) {
  const text = [machine(results), goals(results), decisions(results), pages(results), natively(results), endurance(results)].join('\n\n');
  console.log(`\n${text}`);
  if (!write) return;
  const file = join(root, 'BENCHMARKS.md');
  const document = readFileSync(file, 'utf8');
  const [before, after] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (before < 0 || after < before) throw new Failure('BENCHMARKS.md has no place for the table');
  writeFileSync(file, `${document.slice(0, before + BEGIN.length)}\n\n${text}\n\n${document.slice(after)}`);
}

/** @param {Results} results */
function machine({ asked, rows, effort, chromium }) {
  const [cpu] = cpus();
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', 'pkg') ? ', pkg/ changed since' : '');
  return [
    `${asked} requests: the ${rows} rows of \`tests/cases\` and variations of them, each at its instant. Commit ${commit},`,
    `${new Date().toISOString().slice(0, 10)}; ${cpus().length} × ${cpu?.model.trim()}; Node ${process.versions.node}, Chromium ${chromium.version}.`,
    `Medians of ${effort.rounds} rounds over all requests; load average of the last quarter of an hour ${loadavg()[2]?.toFixed(1)}, the bench's own one included.`,
  ].join('\n');
}

/** @param {Results} results */
function goals({ differ, parts, sizes, form, chromium }) {
  const { times, cold, slow } = chromium;
  const ours = median(times.ours ?? []);
  const peers = contenders.filter(({ file, library }) => library && times[file] && !differ[file]).map(({ file }) => file);
  const fewest = Math.min(...peers.map((file) => ratio(times, file)));
  const by = (/** @type {string} */ file) => ratio(times, file);
  const limit = Math.min(by('hand-written'), by('hand-written-own'));
  const ahead = (/** @type {Record<string, number>} */ first) => Math.min(...peers.map((file) => (first[file] ?? NaN) / (first.ours ?? NaN)));
  const reached = (/** @type {boolean} */ is) => (is ? 'reached' : 'not reached');
  // Whoever answers otherwise decides something else: beside nobody nothing is reached.
  const beside = (/** @type {number} */ found, /** @type {string} */ words, /** @type {boolean} */ is) =>
    Number.isFinite(found) ? [words, reached(is)] : ['no contender gives the same answers', 'not measured'];
  /** @param {Record<string, number>} first */
  const alone = ({ 'ours-regence': own = NaN, 'json-rules-engine-regence': other = NaN }) =>
    beside(other / own, `${rounded(other / own)} × our time`, other > own);
  const module = (sizes.ours?.total ?? NaN) / 1024;
  const whole = perSecond(parts.find(({ part }) => part === 'validate'));
  return table(
    ['goal', 'asked for', 'found', ''],
    [
      ['module, glue and policies', `${GOALS.module} KB`, `${module.toFixed(1)} KB`, reached(module <= GOALS.module)],
      ['the reference form, all that it loads', `${GOALS.form} KB`, `${kilobytes(form)} KB`, reached(form / 1024 <= GOALS.form)],
      ['a whole decision in Chromium', `${GOALS.micros} µs`, `${rounded(ours)} µs`, reached(ours <= GOALS.micros)],
      ['against the hand-written JavaScript', '1 × its time', ...beside(limit, `${rounded(1 / limit)} ×`, limit >= 1)],
      ['against the quickest library peer', `${GOALS.peers} times as quick`, ...beside(fewest, `${rounded(fewest)} times`, fewest >= GOALS.peers)],
      ['natively, on one core', '1 M/s', whole, reached(/[MG]/.test(whole))],
      ['first decision, before every library peer', 'sooner', ...beside(ahead(cold), `${rounded(ahead(cold))} × our time for the soonest`, ahead(cold) > 1)],
      ['the same, slowed down', 'sooner', ...beside(ahead(slow), `${rounded(ahead(slow))} × our time for the soonest`, ahead(slow) > 1)],
      ['first decision with one payer, before json-rules-engine with one', 'sooner', ...alone(cold)],
      ['the same, slowed down', 'sooner', ...alone(slow)],
    ],
  );
}

/** @param {Results} results */
function endurance({ many, memory }) {
  const [first, ...rest] = Object.entries(many);
  const counts = [first, ...rest].map((entry) => `${entry?.[0]} policies ${rounded(median(entry?.[1] ?? []))} µs`);
  const [atFirst, afterOnce, atLast] = memory.pages.map((pages) => `${pages * 64} KiB`);
  return [
    `With more policies loaded, in Node, a decision: ${counts.join(', ')}.`,
    `Memory of the module: ${atFirst} at first, ${afterOnce} after each request once, ${atLast} after ${memory.calls.toLocaleString('en-US')} decisions.`,
  ].join('\n');
}

/** @param {Results} results */
function natively({ parts, rows }) {
  const lines = parts.map((part) => [part.part.replaceAll('_', ' '), part.time, perSecond(part)]);
  return table(['natively, on one core', `all ${rows} rows`, 'one by one'], lines);
}

/** @param {import('./native.mjs').Part | undefined} part */
function perSecond(part) {
  return part?.rate?.replace('item', '') ?? '–';
}

/** @param {Results} results */
function decisions({ differ, node, chromium }) {
  const rows = contenders.filter(({ payer }) => !payer).map(({ file, name, packages, answers }) => {
    if (differ[file]) return [named(name, packages), answers, `doesn't count: differs on ${differ[file]}`, '', '', ''];
    return [named(name, packages), answers, ...timed(node, file), ...timed(chromium.times, file)];
  });
  return table(['', 'answers', 'Node, µs a decision', '× ours', 'Chromium, µs a decision', '× ours'], rows);
}

/**
 * @param {Record<string, number[]>} times
 * @param {string} file
 */
function timed(times, file) {
  const own = times[file];
  return own ? [rounded(median(own)), rounded(ratio(times, file))] : ['–', '–'];
}

/**
 * Of each round, so that what slows all of one round down slows both.
 * @param {Record<string, number[]>} times
 * @param {string} file
 */
function ratio({ ours = [], ...times }, file) {
  const own = file === 'ours' ? ours : (times[file] ?? []);
  return median(own.map((time, round) => time / (ours[round] ?? NaN)));
}

/** @param {Results} results */
function pages({ chromium, sizes }) {
  const rows = contenders.map(({ file, name, packages }) => [
    named(name, packages),
    kilobytes(sizes[file]?.script),
    kilobytes(sizes[file]?.wasm),
    kilobytes(sizes[file]?.total),
    milliseconds(chromium.cold[file]),
    milliseconds(chromium.slow[file]),
  ]);
  const slow = `first decision, ${SLOW.cpu}× slower CPU, ${SLOW.megabits} Mbit/s, ${SLOW.latency} ms`;
  return table(['', 'script, KB', 'wasm, KB', 'both, KB', 'first decision', slow], rows);
}

/**
 * @param {string} name
 * @param {string | null} packages
 */
function named(name, packages) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return (packages?.split(' ') ?? []).reduce((named, one) => named.replace('{}', devDependencies[one]), name);
}

/** @param {number} value */
function rounded(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** @param {number | undefined} bytes */
function kilobytes(bytes) {
  return bytes ? (bytes / 1024).toFixed(1) : '–';
}

/** @param {number | undefined} value */
function milliseconds(value) {
  return value === undefined ? '–' : `${value.toFixed(0)} ms`;
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const all = [head, head.map((_, place) => (place === 0 ? '---' : '---:')), ...rows];
  return all.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
