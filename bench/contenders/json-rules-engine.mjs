import { Engine } from 'json-rules-engine';
import rows from 'bench:rows';
import { answer } from '../peers/answer.mjs';
import { ORDER, read } from '../peers/facts.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */

export function start() {
  const engines = Object.fromEntries(Object.entries(rows).map(([payer, rules]) => [payer, engine(rules)]));
  return async (/** @type {Record<string, any>} */ request, /** @type {string} */ now) => {
    const known = read(request, now, engines);
    if (known.payer === null) return known.core;
    const { events } = await /** @type {Engine} */ (engines[known.payer]).run(known.facts);
    const said = /** @type {Row[]} */ (events.map(({ params }) => params));
    return answer(known.payer, known.facts, said, known.faults, known.mend, known.counted, ORDER);
  };
}

/** @param {Row[]} rules */
function engine(rules) {
  return new Engine(
    rules.map(({ when, kind, says, field }) => ({
      conditions: { all: Object.entries(when).map(([fact, value]) => ({ fact, operator: 'in', value })) },
      event: { type: kind, params: { kind, says, field } },
    })),
  );
}
