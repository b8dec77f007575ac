// Ajv's schemas compiled ahead, as its documentation advises for pages with a content security policy.
import * as schemas from 'bench:ajv';
import rows from 'bench:rows';
import { answer } from '../peers/core.mjs';
import { ORDER, read } from '../peers/facts.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */

export function start() {
  return (/** @type {Record<string, any>} */ request, /** @type {string} */ now) => {
    const known = read(request, now, rows);
    if (known.payer === null) return known.core;
    const validate = /** @type {import('ajv').ValidateFunction} */ (schemas[known.payer]);
    validate(known.facts);
    const said = (validate.errors ?? []).map(({ schemaPath }) => {
      const [, , row] = schemaPath.split('/');
      return /** @type {Row} */ (rows[known.payer]?.[Number(row)]);
    });
    return answer(said, known.faults, known.mend, known.deadline, ORDER);
  };
}
