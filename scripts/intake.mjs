// While developing: something that takes the form's requests, as a payer's server would. It checks each
// again with the same rules, tells of it in the terminal, and keeps nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkg } from './places.mjs';

const LONGEST = 100_000;

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * @param {string} path where the form posts to, without its folder
 * @returns {import('vite').Plugin}
 */
export function intake(path) {
  /** @param {{ middlewares: import('vite').Connect.Server }} server */
  const listen = ({ middlewares }) => {
    middlewares.use((request, response, next) => {
      if (request.method !== 'POST' || !request.url?.endsWith(`/${path}`)) return next();
      take(request, response).catch(next);
    });
  };
  return { name: 'intake', configureServer: listen, configurePreviewServer: listen };
}

/** @type {Map<string, string>} idempotency key -> the reference it was given */
const taken = new Map();

/** @param {Request} request @param {Response} response */
async function take(request, response) {
  const rules = await import('../pkg/p2p_review.js');
  rules.initSync({ module: readFileSync(join(pkg, 'p2p_review_bg.wasm')) });
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > LONGEST) return answer(response, 413, {});
  }
  const decision = rules.validate_request(JSON.parse(text));
  if (decision.outcome !== 'eligible') {
    console.log(`A request was turned down: ${decision.findings.map(({ rule }) => rule).join(', ') || decision.outcome}`);
    return answer(response, 422, decision);
  }
  const key = String(request.headers['idempotency-key']);
  const known = taken.get(key);
  const reference = known ?? `DEV-${String(taken.size + 1).padStart(4, '0')}`;
  taken.set(key, reference);
  console.log(`${known ? 'The same request once more' : 'A request arrived'}: ${reference}\n${JSON.stringify(JSON.parse(text), null, 2)}`);
  return answer(response, 201, { reference });
}

/** @param {Response} response @param {number} status @param {object} body */
function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
