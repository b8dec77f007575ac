// What of GoRules Zen runs in a page: its expressions. The rows are one long expression for each payer.
import init, { Variable } from '@gorules/zen-engine-wasm/dist/zen_engine_wasm.js';
import rows from 'bench:rows';
import { answer } from '../peers/answer.mjs';
import { ORDER, read } from '../peers/facts.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */

/** @param {BufferSource | URL} wasm */
export async function start(wasm) {
  await init({ module_or_path: wasm });
  const expressions = Object.fromEntries(Object.entries(rows).map(([payer, rules]) => [payer, expression(rules)]));
  return (/** @type {Record<string, any>} */ request, /** @type {string} */ now) => {
    const known = read(request, now, rows);
    if (known.payer === null) return known.core;
    const facts = new Variable(known.facts);
    /** @type {boolean[]} */
    const hold = facts.evaluateExpression(/** @type {string} */ (expressions[known.payer]));
    facts.free();
    const said = /** @type {Row[]} */ (rows[known.payer]).filter((_, place) => hold[place]);
    return answer(known.payer, known.facts, said, known.faults, known.mend, known.counted, ORDER);
  };
}

/** @param {Row[]} rules */
function expression(rules) {
  const list = (/** @type {string[]} */ values) => `[${values.map((value) => `'${value}'`).join(', ')}]`;
  const all = rules.map(({ when }) => Object.entries(when).map(([fact, values]) => `${fact} in ${list(values)}`));
  return `[${all.map((conditions) => conditions.join(' and ')).join(',\n')}]`;
}
