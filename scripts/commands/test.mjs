// npm test: installs what is missing, then runs the checks and stops at the first that fails.
//   npm test                  all checks
//   npm test -- pkg form      the checks whose names begin with these words
//   npm test -- --without pkg the other checks
//   npm run verify            all checks and long proofs
import { parseArgs } from 'node:util';
import { checks, longProofs } from '../lib/checks.mjs';
import { contained } from '../lib/contained.mjs';
import { Failure, script } from '../lib/run.mjs';
import { installBrowsers } from '../setup/browser.mjs';
import { installBuildTools } from '../setup/build-tools.mjs';
import { installDatabases } from '../setup/databases.mjs';

/** @typedef {import('../lib/checks.mjs').Check} Check */

// Browsers, servers and temporary files are cleaned up when the run ends or is interrupted.
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

  const started = Date.now();
  const rows = chosen.map((check, index) => perform(check, `${index + 1}/${chosen.length}`));
  console.log(`\n${rows.join('\n')}`);
  console.log(`\nAll checks pass (${since(started)}).`);
}

/**
 * @param {Check[]} all
 * @param {string[]} beginnings of names; if empty, all checks are meant
 * @param {boolean} without whether to leave these out instead
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
 * @param {string} position the position in the run, such as 3/12
 * @returns {string} a line of the summary
 */
function perform(check, position) {
  console.log(`\n━━ ${position} ${check.name} ━━`);
  const started = Date.now();
  try {
    check.run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `${check.name} fails after ${since(started)}: ${error.message}.\n  Once fixed: npm test -- ${check.name}`,
    );
  }
  const row = `✓ ${check.name.padEnd(18)} ${since(started)}`;
  console.log(row);
  return row;
}

/** @param {number} started */
function since(started) {
  const seconds = (Date.now() - started) / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
