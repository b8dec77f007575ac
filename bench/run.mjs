// npm run bench: the same requests through this module and through what else could decide them, in one run.
//   npm run bench               prints the table
//   npm run bench -- --write    and puts it into BENCHMARKS.md
//   npm run bench -- --quick    fewer rounds: to see that it works
//   npm run bench -- --agree    times nothing: whether every contender gives the same answers, and where it doesn't
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { bundle as bundleForPayer } from '../command/bundle.mjs';
import { root, withTemporaryFolder } from '../scripts/lib/places.mjs';
import { Failure, script } from '../scripts/lib/run.mjs';
import { bundle } from './bundle.mjs';
import { contenders } from './contenders.mjs';
import { inChromium } from './chromium.mjs';
import { differences } from './differences.mjs';
import { afterMany, withMany } from './endurance.mjs';
import { measure } from './measure.mjs';
import { native } from './native.mjs';
import { core } from './peers/core.mjs';
import { report } from './report.mjs';
import { requests } from './requests.mjs';
import { brotli, formParts, sum } from './sizes.mjs';

/**
 * @typedef {import('./contenders.mjs').Contender} Contender
 * @typedef {import('./requests.mjs').Asked} Asked
 * @typedef {Contender & { code: Buffer, module: Buffer | null, bundled: string }} Built
 */

await script(async () => {
  const { values } = parseArgs({ options: { write: { type: 'boolean' }, quick: { type: 'boolean' }, agree: { type: 'boolean' } } });
  const effort = values.quick ? { rounds: 3, warm: 1, cold: 3, calls: 10_000 } : { rounds: 15, warm: 2, cold: 9, calls: 1_000_000 };
  await withTemporaryFolder(async (folder) => {
    const built = [];
    for (const contender of contenders) built.push(await build(contender, folder));
    const { rows, asked } = requests();
    console.log(`${asked.length} requests: the ${rows} rows of tests/cases, and variations of them.`);
    const { started, differ } = await startAll(built, asked);
    if (values.agree) return agreed(differ);
    console.log('Natively …');
    const parts = native();
    console.log('In Node …');
    const node = await measure(started, asked, effort.rounds, effort.warm);
    console.log('In Chromium …');
    const chromium = await inChromium(built.filter(({ file, runs }) => runs === 'anywhere' && !differ[file]), asked, effort);
    console.log('Endurance …');
    const many = await withMany(asked, effort);
    const memory = await afterMany(asked, effort.calls);
    const form = sum(await formParts());
    const sizes = Object.fromEntries(built.map((one) => [one.file, sizesOf(one)]));
    report({ rows, asked: asked.length, effort, differ, parts, node, chromium, many, memory, form, sizes }, values.write ?? false);
  });
});

/**
 * @param {Contender} contender
 * @param {string} folder
 * @returns {Promise<Built>}
 */
async function build(contender, folder) {
  mkdirSync(join(folder, contender.file));
  const bundled = join(folder, contender.file, 'bundle.mjs');
  const { file, entry = file, payer } = contender;
  const code = await bundle(`contenders/${entry}.mjs`, bundled, {}, payer ? [payer] : undefined);
  return { ...contender, bundled, code, module: await moduleOf(contender, folder) };
}

/**
 * @param {Contender} contender
 * @param {string} folder
 * @returns {Promise<Buffer | null>} with one payer alone as the package's own command bundles it
 */
async function moduleOf({ wasm, entry, payer }, folder) {
  if (entry !== 'ours') return wasm ? readFileSync(join(root, wasm)) : null;
  const out = join(folder, `bundle-${payer}`);
  await bundleForPayer([join(root, 'policies', `${payer}.toml`), '--out', out]);
  return readFileSync(join(out, 'p2p_review_bg.wasm'));
}

/**
 * Starts every contender, and keeps those that answer as this module does.
 * @param {Built[]} built
 * @param {Asked[]} asked
 */
async function startAll(built, asked) {
  /** @type {import('./measure.mjs').Started[]} */
  const started = [];
  /** @type {Record<string, number>} how many requests a contender answers otherwise */
  const differ = {};
  /** @type {any[]} */
  let right = [];
  for (const { file, payer, bundled, module, answers } of built) {
    const { start } = await import(pathToFileURL(bundled).href);
    /** @type {import('./measure.mjs').Decide} */
    const decide = await start(module);
    const given = [];
    for (const { request, now } of asked) given.push(await answerOf(decide, request, now));
    if (file === 'ours') right = given;
    const its = (/** @type {unknown} */ _, /** @type {number} */ place) => !payer || asked[place]?.request.payer === payer;
    const wanted = right.filter(its).map((decision) => (answers === 'decision' ? decision : core(decision)));
    const found = given.filter(its);
    differ[file] = wanted.filter((answer, place) => !isDeepStrictEqual(answer, found[place])).length;
    if (differ[file] === 0 && !payer) started.push({ file, decide });
    if (differ[file] > 0) explain(file, wanted, found, asked.filter(its));
  }
  return { started, differ };
}

/** How many kinds of differences are printed. */
const MOST = 20;

/**
 * @param {string} file
 * @param {unknown[]} wanted
 * @param {unknown[]} found
 * @param {Asked[]} asked
 */
function explain(file, wanted, found, asked) {
  console.log(`${file} differs:`);
  for (const [path, { count, example }] of [...differences(wanted, found)].slice(0, MOST)) {
    console.log(`  ${count} × ${path}, first for ${JSON.stringify(asked[example])}`);
  }
}

/** @param {Record<string, number>} differ */
function agreed(differ) {
  const behind = Object.entries(differ).filter(([, count]) => count > 0);
  if (behind.length > 0) throw new Failure(behind.map(([file, count]) => `${file} answers ${count} requests otherwise`).join('\n  '));
}

/**
 * A contender that breaks on a request gives no answer to it.
 * @param {import('./measure.mjs').Decide} decide
 * @param {any} request
 * @param {any} now
 */
async function answerOf(decide, request, now) {
  try {
    return await decide(request, now);
  } catch {
    return null;
  }
}

/** @param {Built} built */
function sizesOf({ code, module }) {
  const [script, wasm] = [brotli(code).length, module ? brotli(module).length : 0];
  return { script, wasm, total: script + wasm };
}
