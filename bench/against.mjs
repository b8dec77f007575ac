// The module beside that of an earlier commit, in one process and on the same requests, each by its own policies.
//   node bench/against.mjs <commit>            the quickest of 40 passes of each
//   node bench/against.mjs <commit> --quick    three passes: to see that it works
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root, withTemporaryFolder } from '../scripts/lib/places.mjs';
import { Failure, script } from '../scripts/lib/run.mjs';
import { measure } from './measure.mjs';
import { table } from './report.mjs';
import { requests } from './requests.mjs';

/** @typedef {import('./measure.mjs').Decide} Decide */

await script(async () => {
  const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true });
  const [commit] = positionals;
  if (!commit) throw new Failure('name the commit');
  await withTemporaryFolder(async (folder) => {
    const then = await decider(extracted(commit, folder));
    const now = await decider(root);
    const { asked } = requests();
    const started = [
      { file: commit, decide: then },
      { file: 'now', decide: now },
      { file: `copy, ${commit}`, decide: copier(then, asked) },
      { file: 'copy, now', decide: copier(now, asked) },
    ];
    const times = await measure(started, asked, values.quick ? 3 : 40, 3, processorTime);
    const best = (/** @type {string} */ file) => Math.min(...(times[file] ?? []));
    const row = (/** @type {string} */ file) => {
      const [own, copy] = [best(file), best(`copy, ${file}`)];
      return [file, own.toFixed(1), (1_000 / own).toFixed(1), copy.toFixed(1), (own / copy).toFixed(2)];
    };
    console.log(table(['package', 'µs a decision', 'K/s', 'µs a copy by JSON', '× a copy'], [commit, 'now'].map(row)));
    console.log(`\nNow ${(best('now') / best(commit)).toFixed(2)} times as long. Each is the quickest of ${times.now?.length} passes over ${asked.length} requests, in processor time.`);
  });
});

/**
 * @param {string} commit
 * @param {string} folder
 * @returns {string} a folder with the package of that commit
 */
function extracted(commit, folder) {
  const packed = execFileSync('git', ['archive', commit, 'pkg'], { cwd: root, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: packed });
  return folder;
}

/** Milliseconds that this process has worked: what else the machine does counts less than by the clock on the wall. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** @param {string} folder with a package @returns {Promise<Decide>} */
async function decider(folder) {
  const { initSync, validate_request } = await import(pathToFileURL(join(folder, 'pkg', 'p2p_review.js')).href);
  initSync({ module: readFileSync(join(folder, 'pkg', 'p2p_review_bg.wasm')) });
  return validate_request;
}

/**
 * @param {Decide} decide
 * @param {import('./requests.mjs').Asked[]} asked
 * @returns {Decide} copies what was decided, by JSON: what handing it on costs at the least
 */
function copier(decide, asked) {
  const decided = new Map(asked.map(({ request, now }) => [request, decide(request, now)]));
  return (request) => JSON.parse(JSON.stringify(decided.get(request)));
}
