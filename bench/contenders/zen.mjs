// GoRules Zen: a decision table for each payer, all of whose rows that hold are collected. Native, so for Node alone.
import { ZenEngine } from '@gorules/zen-engine';
import rows from 'bench:rows';
import { answer } from '../peers/answer.mjs';
import { ORDER, read } from '../peers/facts.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */

export function start() {
  const engine = new ZenEngine();
  const decisions = Object.fromEntries(
    Object.entries(rows).map(([payer, rules]) => [payer, engine.createDecision(/** @type {any} */ (table(rules)))]),
  );
  return async (/** @type {Record<string, any>} */ request, /** @type {string} */ now) => {
    const known = read(request, now, decisions);
    if (known.payer === null) return known.core;
    const { result } = await /** @type {any} */ (decisions[known.payer]).evaluate(known.facts);
    return answer(known.payer, known.facts, /** @type {Row[]} */ (result), known.faults, known.mend, known.counted, ORDER);
  };
}

/** @param {Row[]} rules */
function table(rules) {
  const facts = [...new Set(rules.flatMap(({ when }) => Object.keys(when)))];
  const says = /** @type {const} */ (['kind', 'says', 'field']);
  const content = {
    hitPolicy: 'collect',
    inputs: facts.map((fact) => ({ id: fact, name: fact, type: 'expression', field: fact })),
    outputs: says.map((part) => ({ id: part, name: part, type: 'expression', field: part })),
    rules: rules.map((row, place) => ({
      _id: `${place}`,
      ...Object.fromEntries(facts.map((fact) => [fact, (row.when[fact] ?? []).map((value) => `'${value}'`).join(', ')])),
      ...Object.fromEntries(says.map((part) => [part, `'${row[part]}'`])),
    })),
  };
  const node = (/** @type {string} */ id, /** @type {string} */ type) => ({ id, type, name: id, position: { x: 0, y: 0 } });
  const edge = (/** @type {string} */ sourceId, /** @type {string} */ targetId) => ({ id: `${sourceId}-${targetId}`, sourceId, targetId, type: 'edge' });
  return {
    nodes: [node('request', 'inputNode'), { ...node('rules', 'decisionTableNode'), content }, node('response', 'outputNode')],
    edges: [edge('request', 'rules'), edge('rules', 'response')],
  };
}
