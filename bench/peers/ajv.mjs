// The vocabulary as a JSON Schema of a request, and the rows as schemas of what no facts may be. Runs while bundling.
import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import * as formats from './formats.mjs';
import { rows, vocabulary } from './rows.mjs';

/** @param {string[]} payers @returns {string} a module with `request`, and one function for each payer */
export function schemas(payers) {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    formats,
    code: { source: true, esm: true, optimize: true, formats: _`require('./peers/formats.mjs')` },
  });
  const properties = vocabulary().filter(({ id }) => id !== 'payer').map((fact) => [fact.id, schemaOf(fact)]);
  ajv.addSchema({ type: 'object', properties: Object.fromEntries(properties) }, 'request');
  for (const [payer, rules] of Object.entries(rows(payers))) {
    const allOf = rules.map(({ when }) => ({
      not: {
        properties: Object.fromEntries(Object.entries(when).map(([fact, values]) => [fact, { enum: values }])),
      },
    }));
    ajv.addSchema({ type: 'object', allOf }, payer);
  }
  const write = /** @type {typeof standalone.default} */ (/** @type {unknown} */ (standalone));
  return write(ajv, Object.fromEntries(['request', ...payers].map((name) => [name, name])));
}

/** @param {ReturnType<typeof vocabulary>[number]} fact */
function schemaOf({ kind, values, unsure }) {
  const orUnsure = (/** @type {object} */ schema) => (unsure ? { if: { const: 'unsure' }, else: schema } : schema);
  if (kind === 'boolean') return orUnsure({ type: ['boolean', 'null'] });
  if (kind === 'windows') return { type: ['array', 'null'], maxItems: 20, items: WINDOW };
  const text = { type: ['string', 'null'], format: 'short' };
  if (kind === 'choice') return orUnsure({ ...text, enum: [...(values ?? []).map((/** @type {{ value: string }} */ { value }) => value), '', null] });
  return kind === 'text' ? text : orUnsure({ ...text, allOf: [{ format: kind }] });
}

const WINDOW = {
  type: 'object',
  required: ['date', 'start', 'end'],
  properties: {
    date: { type: 'string', format: 'day' },
    start: { type: 'string', format: 'time' },
    end: { type: 'string', format: 'time' },
    time_zone: { type: ['string', 'null'], format: 'zone' },
  },
};
