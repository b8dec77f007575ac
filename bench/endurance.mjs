// Whether a decision stays as quick with many policies loaded, and the module as small after many calls. In Node.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkg } from '../scripts/lib/places.mjs';
import { freshInstance } from '../tests/module/instance.mjs';
import { measure } from './measure.mjs';

/**
 * @typedef {import('./requests.mjs').Asked} Asked
 * @typedef {{ calls: number, pages: number[] }} Memory pages of 64 KiB: at first, after each request once, and in the end
 */

/** How many policies are loaded; three are built in. */
const LOADED = [3, 10, 1_000];

/**
 * @param {Asked[]} asked
 * @param {import('./chromium.mjs').Effort} effort
 * @returns {Promise<Record<string, number[]>>} microseconds a decision, by how many are loaded
 */
export async function withMany(asked, { rounds, warm }) {
  const started = [];
  for (const count of LOADED) {
    const { load_policy, policies, validate_request } = await freshInstance();
    for (let number = policies().length; number < count; number++) await load_policy(another(number));
    const decide = /** @type {import('./measure.mjs').Decide} */ (validate_request);
    started.push({ file: `${policies().length}`, decide });
  }
  return measure(started, asked, rounds, warm);
}

/** @param {number} number @returns {import('../pkg/p2p_review.js').Policy} */
function another(number) {
  const policy = JSON.parse(readFileSync(join(pkg, 'policies', 'regence.json'), 'utf8'));
  return { ...policy, id: `payer-${number}`, name: `Payer ${number}` };
}

/**
 * @param {Asked[]} asked
 * @param {number} calls
 * @returns {Promise<Memory>}
 */
export async function afterMany(asked, calls) {
  const { pages, validate_request } = await freshInstance();
  const found = [pages()];
  for (const { request, now } of asked) validate_request(request, now);
  found.push(pages());
  for (let left = calls - asked.length; left > 0; left -= asked.length) {
    for (const { request, now } of asked.slice(0, left)) validate_request(request, now);
  }
  return { calls, pages: [...found, pages()] };
}
