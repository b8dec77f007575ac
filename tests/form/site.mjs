// The built form on a real HTTP server with the strict headers that a payer would set; it records every request that arrives.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };

/** Nothing but what the form is made of. */
export const STRICT = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * @typedef {object} Arrived
 * @property {string} method
 * @property {string} url
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {any} body
 */

/**
 * @typedef {object} Reply
 * @property {number} status
 * @property {unknown} [body]
 * @property {number} [delay] milliseconds before the answer
 * @property {'cut' | 'silent'} [how] cut: the connection breaks off; silent: no answer ever comes
 */

export class Site {
  /** @type {Arrived[]} what was posted */
  arrived = [];
  /** @type {Reply} */
  reply = { status: 201, body: { reference: 'P2P-2031' } };
  csp = STRICT;
  /** @type {string | null} the Date header, where it must not be this machine's */
  date = null;
  /** @type {'whole' | 'absent' | 'page' | Buffer} what comes when the rules' module is asked for; page: HTML in its place */
  rules = /** @type {'whole' | 'absent' | 'page' | Buffer} */ ('whole');
  /** Whether the page's own scripts are there. */
  scripts = true;
  /** Whether .wasm is told as plain bytes, as careless servers do. */
  mislabelled = false;
  /** Files that are not sent before this promise is kept. @type {{ files: RegExp, until: Promise<void> } | null} */
  held = null;
  /** Another than the deployed text of a file, as somebody else may have put it there. @type {((text: string, file: string) => string) | null} */
  altered = null;
  /** Paths asked for, in order. @type {string[]} */
  loaded = [];
  #server = createServer((request, response) => void this.#answer(request, response));

  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  /** @returns {Promise<this>} */
  start() {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve(this)));
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  get origin() {
    const address = this.#server.address();
    return `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  }

  /** As new: what a test has set is forgotten. */
  reset() {
    Object.assign(this, { arrived: [], reply: { status: 201, body: { reference: 'P2P-2031' } }, csp: STRICT, rules: 'whole', scripts: true, mislabelled: false, held: null, altered: null, loaded: [] });
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    response.setHeader('Content-Security-Policy', this.csp);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    if (this.date) response.setHeader('Date', this.date);
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.#record(request, response);
    const path = new URL(request.url ?? '/', this.origin).pathname;
    const file = normalize(join(this.folder, path.endsWith('/') ? `${path}index.html` : path));
    const isRules = file.endsWith('.wasm');
    if (request.method === 'GET') this.loaded.push(path);
    if (this.held?.files.test(file)) await this.held.until;
    if ((isRules && this.rules === 'absent') || (file.endsWith('.js') && !this.scripts)) return void response.writeHead(404).end();
    try {
      const stored = await readFile(isRules && this.rules === 'page' ? join(this.folder, 'index.html') : file);
      const bytes = isRules && Buffer.isBuffer(this.rules) ? this.rules : stored;
      const altered = this.altered && /\.(html|js|css)$/.test(file) ? this.altered(bytes.toString(), file) : bytes;
      const type = isRules && this.rules === 'page' ? 'text/html' : isRules && this.mislabelled ? 'application/octet-stream' : TYPES[/** @type {keyof typeof TYPES} */ (extname(file))];
      // As documented; what a test has spoiled is not to be remembered.
      if (path.startsWith('/assets/') && bytes === stored && this.rules === 'whole' && !this.altered) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream' }).end(request.method === 'HEAD' ? undefined : altered);
    } catch {
      response.writeHead(404).end();
    }
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #record(request, response) {
    let text = '';
    for await (const chunk of request) text += chunk;
    this.arrived.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: parsed(text) });
    const { status, body, delay = 0, how } = this.reply;
    if (how === 'silent') return;
    if (how === 'cut') return void response.destroy();
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body));
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
