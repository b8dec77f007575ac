// The table, printed and, where asked for, put into BENCHMARKS.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/places.mjs';
import { Failure } from '../scripts/run.mjs';
import { SLOW } from './chromium.mjs';
import { contenders } from './contenders.mjs';
import { median } from './measure.mjs';

/**
 * @typedef {object} Results
 * @property {number} rows
 * @property {number} asked
 * @property {import('./chromium.mjs').Effort} effort
 * @property {Record<string, number>} differ
 * @property {Record<string, number[]>} node
 * @property {import('./chromium.mjs').Measured} chromium
 * @property {Record<string, { script: number, wasm: number, total: number }>} sizes
 */

const BEGIN = '<!-- from here: npm run bench -- --write -->';
const END = '<!-- to here -->';

/**
 * @param {Results} results
 * @param {boolean} write
 */
export async function report(results, write) {
  const text = [machine(results), decisions(results), pages(results)].join('\n\n');
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
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return [
    `${asked} requests: the ${rows} rows of \`tests/cases\` and variations of them, each at its instant. Commit ${commit},`,
    `${new Date().toISOString().slice(0, 10)}; ${cpus().length} × ${cpu?.model.trim()}; Node ${process.versions.node}, Chromium ${chromium.version}.`,
    `Medians of ${effort.rounds} rounds over all requests.`,
  ].join('\n');
}

/** @param {Results} results */
function decisions({ differ, node, chromium }) {
  const rows = contenders.map(({ file, name, packages, answers }) => {
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
  const [own, ours] = [times[file], times.ours];
  if (!own || !ours) return ['–', '–'];
  // Of each round, so that what slows all of one round down slows both.
  const ratio = median(own.map((time, round) => time / (ours[round] ?? NaN)));
  return [rounded(median(own)), rounded(ratio)];
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
  const versions = packages?.split(' ').map((one) => devDependencies[one]);
  return versions ? `${name} ${versions.join(', ')}` : name;
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
