// SurveyJS: each row a calculated value of a survey whose data are the facts.
import { SurveyModel } from 'survey-core';
import rows from 'bench:rows';
import { answer } from '../peers/answer.mjs';
import { ORDER, read } from '../peers/facts.mjs';

/** @typedef {import('../peers/row-types.d.mts').Row} Row */

export function start() {
  const surveys = Object.fromEntries(Object.entries(rows).map(([payer, rules]) => [payer, survey(rules)]));
  return (/** @type {Record<string, any>} */ request, /** @type {string} */ now) => {
    const known = read(request, now, surveys);
    if (known.payer === null) return known.core;
    const model = /** @type {SurveyModel} */ (surveys[known.payer]);
    model.data = known.facts;
    const said = /** @type {Row[]} */ (rows[known.payer]).filter((_, place) => model.calculatedValues[place]?.value === true);
    return answer(known.payer, known.facts, said, known.faults, known.mend, known.counted, ORDER);
  };
}

/** @param {Row[]} rules */
function survey(rules) {
  const list = (/** @type {string[]} */ values) => `[${values.map((value) => `'${value}'`).join(', ')}]`;
  return new SurveyModel({
    calculatedValues: rules.map(({ when }, place) => ({
      name: `row${place}`,
      expression: Object.entries(when)
        .map(([fact, values]) => `{${fact}} anyof ${list(values)}`)
        .join(' and '),
    })),
  });
}
