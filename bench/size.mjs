// Prints what the module and the form weigh, part by part, against their budgets, and fails where one is over.
//   npm run size                     all of it, and what is inside the module
//   node bench/size.mjs              the budgets alone
//   node bench/size.mjs --set        makes the present weights the budgets
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/places.mjs';
import { Failure, script } from '../scripts/lib/run.mjs';
import { formParts, moduleParts, sum } from './sizes.mjs';

/**
 * @typedef {import('./sizes.mjs').Parts} Parts
 * @typedef {{ budget: number, parts: Parts }} Budget bytes, and what they were made of when the budget was set
 */

const FILE = join(root, 'bench', 'budget.json');
/** A budget ends on one of these, so that another Node's compressor, a few bytes off, breaks nothing. */
const STEP = 256;

await script(async () => {
  const { values } = parseArgs({ options: { set: { type: 'boolean' } } });
  /** @type {Record<string, Parts>} */
  const weighed = { ...(await moduleParts()), 'the form': await formParts() };
  if (values.set) {
    const budgets = Object.entries(weighed).map(([name, parts]) => [name, { budget: Math.ceil(sum(parts) / STEP) * STEP, parts }]);
    writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(budgets), null, 2)}\n`);
  }
  /** @type {Record<string, Budget>} */
  const budgets = JSON.parse(readFileSync(FILE, 'utf8'));
  const over = Object.entries(weighed).flatMap(([name, parts]) => compared(name, parts, budgets[name]));
  if (over.length > 0) {
    throw new Failure(
      `${over.join('\n  ')}\n  Take it off again. If it has to be, \`node bench/size.mjs --set\` raises the budget, and the commit says why`,
    );
  }
});

/**
 * Prints one budget.
 * @param {string} name
 * @param {Parts} parts
 * @param {Budget | undefined} known
 * @returns {string[]} what is wrong
 */
function compared(name, parts, known) {
  if (!known) throw new Failure(`bench/budget.json has none for ${name}`);
  const [total, spare] = [sum(parts), known.budget - sum(parts)];
  console.log(`${name}: ${bytes(total)} of ${bytes(known.budget)} (brotli 11)`);
  for (const [part, size] of Object.entries(parts)) console.log(`  ${part.padEnd(22)} ${bytes(size).padStart(8)}${change(size, known.parts[part])}`);
  if (spare >= 0) return [];
  const grown = Object.entries(parts).filter(([part, size]) => size > (known.parts[part] ?? 0));
  const why = grown.map(([part, size]) => `${part}${change(size, known.parts[part])}`).join(', ');
  return [`${name} is ${bytes(-spare)} bytes over its budget of ${bytes(known.budget)}; what grew: ${why}`];
}

/**
 * @param {number} size
 * @param {number | undefined} before
 */
function change(size, before) {
  if (before === undefined) return '  new';
  return size === before ? '' : `  ${size > before ? '+' : '−'}${bytes(Math.abs(size - before))}`;
}

/** @param {number} count */
function bytes(count) {
  return count.toLocaleString('en-US');
}
