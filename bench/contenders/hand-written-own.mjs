import { decide } from '../hand/decide.mjs';
import { own } from '../hand/own.mjs';

export function start() {
  return (/** @type {Record<string, unknown>} */ request, /** @type {string} */ now) => own(decide(request, now));
}
