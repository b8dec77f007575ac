// Runs the intake (edge/) next to the form during development. It starts with the first request, and prints the result
// of each.
import { join } from 'node:path';
import { root } from '../lib/places.mjs';

const folder = process.env.P2P_INTAKE || join(root, '.intake');

/**
 * @param {string} path where the form posts to, without its folder
 * @returns {import('vite').Plugin}
 */
export function intake(path) {
  /** @type {Promise<import('../../edge/host.mjs').Running> | null} */
  let running = null;
  /** @param {Listening} server */
  const started = ({ resolvedUrls }) => (running ??= start(resolvedUrls?.local ?? []));
  const stop = async () => (await running)?.stop();

  /** @param {Listening} server */
  const listen = (server) => {
    server.middlewares.use((request, response, next) => {
      if (request.method !== 'POST' || !request.url?.endsWith(`/${path}`)) return next();
      started(server)
        .then((intake) => handOver(intake, request, response))
        .catch(next);
    });
    server.httpServer?.once('close', () => void stop());
  };
  // Closing the dev server waits for closeBundle. The preview server has no hook that is waited for.
  return { name: 'intake', configureServer: listen, configurePreviewServer: listen, closeBundle: stop };
}

/**
 * @typedef {object} Listening
 * @property {import('vite').Connect.Server} middlewares
 * @property {{ once(event: 'close', stop: () => void): void } | null} httpServer
 * @property {import('vite').ResolvedServerUrls | null} resolvedUrls
 */

/** @param {string[]} addresses where this machine's browsers see the form; without TLS no other may post */
async function start(addresses) {
  const { startIntake } = await import('../../edge/host.mjs');
  return startIntake({ folder, origins: addresses.map((address) => new URL(address).origin) });
}

/**
 * @param {import('../../edge/host.mjs').Running} intake
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function handOver(intake, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await intake.fetch(`http://${request.headers.host}${request.url}`, {
    method: 'POST',
    headers: Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    body: Buffer.concat(chunks),
  });
  const text = await answer.text();
  console.log(news(answer.status, JSON.parse(text)));
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
}

/**
 * @param {number} status
 * @param {any} body
 */
function news(status, body) {
  if (status === 202) return `A request arrived and is kept as ${body.reference}, in ${folder}`;
  if (status !== 422) return `A request was not taken: ${body.title}`;
  return `A request was turned down: ${body.findings.map((/** @type {any} */ finding) => finding.rule).join(', ') || body.outcome}`;
}
