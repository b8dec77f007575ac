// The rows as JSON Schemas: what no request may be. Runs while bundling.
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { rows } from './rows.mjs';

/** @returns {string} a module with one function for each payer */
export function schemas() {
  const ajv = new Ajv({ allErrors: true, code: { source: true, esm: true, optimize: true } });
  for (const [payer, rules] of Object.entries(rows())) {
    const allOf = rules.map(({ when }) => ({
      not: {
        properties: Object.fromEntries(Object.entries(when).map(([fact, values]) => [fact, { enum: values }])),
      },
    }));
    ajv.addSchema({ type: 'object', allOf }, payer);
  }
  const write = /** @type {typeof standalone.default} */ (/** @type {unknown} */ (standalone));
  return write(ajv, Object.fromEntries(Object.keys(rows()).map((payer) => [payer, payer])));
}
