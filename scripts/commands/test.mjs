// npm test: installs what is missing, then runs every check, and stops at the first that fails.
//   npm test                  all checks
//   npm test -- pkg form      those whose names begin so
//   npm test -- --without pkg all but those
//   npm run verify            all checks and the long proofs
import { parseArgs } from 'node:util';
import { checks, longProofs } from '../lib/checks.mjs';
import { contained } from '../lib/contained.mjs';
import { Failure, script } from '../lib/run.mjs';
import { installBrowsers } from '../setup/browser.mjs';
import { installBuildTools } from '../setup/build-tools.mjs';
import { installDatabases } from '../setup/databases.mjs';

/** @typedef {import('../lib/checks.mjs').Check} Check */

// Browsers, servers and their files end with the run, also when it is interrupted.
await contained(() => script(performAll));

async function performAll() {
  const { values, positionals } = parseArgs({
    options: { long: { type: 'boolean', default: false }, without: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const chosen = choose(values.long ? [...checks, ...longProofs] : checks, positionals, values.without);
  await installBuildTools();
  await installBrowsers();
  installDatabases();

  const begun = Date.now();
  const rows = chosen.map((check, index) => perform(check, `${index + 1}/${chosen.length}`));
  console.log(`\n${rows.join('\n')}`);
  console.log(`\nEvery check holds (${since(begun)}).`);
}

/**
 * @param {Check[]} all
 * @param {string[]} beginnings of names; none stands for all
 * @param {boolean} without whether those are left out
 */
function choose(all, beginnings, without) {
  const chosen = all.filter(
    ({ name }) => beginnings.length === 0 || beginnings.some((start) => name.startsWith(start)) !== without,
  );
  if (chosen.length > 0) return chosen;
  throw new Failure(`no check begins so; there are ${all.map(({ name }) => name).join(', ')}`);
}

/**
 * @param {Check} check
 * @param {string} place
 * @returns {string} a line for the closing table
 */
function perform(check, place) {
  console.log(`\n━━ ${place} ${check.name} ━━`);
  const begun = Date.now();
  try {
    check.run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `${check.name} fails after ${since(begun)}: ${error.message}.\n  Once mended: npm test -- ${check.name}`,
    );
  }
  const row = `✓ ${check.name.padEnd(18)} ${since(begun)}`;
  console.log(row);
  return row;
}

/** @param {number} begun */
function since(begun) {
  const seconds = (Date.now() - begun) / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
