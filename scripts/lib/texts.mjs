import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';
import { policyFiles, vocabulary } from './policy-files.mjs';

/** @typedef {{ where: string, words: string }} Text where it is, such as `regence/rules/too-late/message` */

/** The keys of a part of a policy whose values people read. */
const KEYS = ['message', 'unsure', 'question', 'hint', 'note'];

/**
 * The sentences that people read: in the policies with their includes, in the vocabulary, and in the engine. Names,
 * such as labels and titles of forms, are left out. A text that occurs twice is listed once.
 * @returns {Text[]}
 */
export function textsThatPeopleRead() {
  const texts = [
    ...vocabulary().flatMap((fact) => textsOf(`facts/${fact.id}`, fact)),
    ...policyFiles().flatMap(textsOfPolicy),
    ...engineTexts(),
  ];
  return texts.filter((text, index) => texts.findIndex((other) => other.words === text.words) === index);
}

/** @param {import('./policy-files.mjs').Policy} policy */
function textsOfPolicy(policy) {
  const parts = ['rules', 'questions', 'facts'].flatMap((kind) =>
    (policy[kind] ?? []).flatMap((/** @type {any} */ part) => textsOf(`${policy.id}/${kind}/${part.id ?? part.fact}`, part)),
  );
  const steps = (policy.routes ?? []).flatMap((/** @type {any} */ route) =>
    route.steps.flatMap((/** @type {any} */ step) => textsOf(`${policy.id}/routes/${step.id}`, step)),
  );
  const outside = Object.entries(policy.outside_scope ?? {}).flatMap(([kind, told]) =>
    textsOf(`${policy.id}/outside_scope/${kind}`, told),
  );
  return [...parts, ...steps, ...outside];
}

/**
 * @param {string} where
 * @param {any} part
 * @returns {Text[]}
 */
function textsOf(where, part) {
  return KEYS.flatMap((key) => (isSentence(part[key]) ? [{ where: `${where}/${key}`, words: part[key] }] : []));
}

/** @param {unknown} words */
function isSentence(words) {
  return typeof words === 'string' && /[.?!]$/.test(words);
}

/**
 * @returns {Text[]} the engine's own texts: messages about invalid answers, and the standard warning about unsure ones
 */
function engineTexts() {
  const faults = readFileSync(join(root, 'src/request/fault.rs'), 'utf8');
  const found = [...faults.matchAll(/static (\w+): Fault = fault\(\s*[^,]+,\s*"([^"]+)",?\s*\)/g)];
  if (found.length < 15) throw new Error('src/request/fault.rs reads otherwise than expected');
  return found.map(([, name = '', words = '']) => ({ where: `engine/${name.toLowerCase()}`, words }));
}
