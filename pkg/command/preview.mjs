// `p2p-review preview`: the workbench on a file of this machine, which it follows as it changes.
import { existsSync, readdirSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, dirname, extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { POLICY } from './bundle-pages.mjs';
import { PACKAGE, forWorkbench } from './package-files.mjs';

export const HELP = `Open the workbench on a policy in a browser, and follow the file as it changes

Beside the policy stand its problems, the form, the answer to a request, the rule book, its rows
and what they miss, and what a change flips. The page is served to this machine alone, and writes
nothing by itself.

Usage: p2p-review preview [OPTIONS] <POLICY>

Arguments:
  <POLICY>  A policy file, .toml or .json

Options:
      --port <PORT>  Where to serve it [default: any free one]
  -h, --help         Print help`;

/** Editors write a file in several steps. */
const SETTLED = 150;

/** Where the built page is in the package. */
const PAGE = join(PACKAGE, 'workbench');

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml' };

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code, once it is ended from outside
 */
export async function preview(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { port: { type: 'string', default: '0' }, help: { type: 'boolean', short: 'h' } } });
  const [policy] = positionals;
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (policy === undefined || positionals.length > 1) throw new Error('name one policy file');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`\`${values.port}\` isn't a port: use a number up to 65535`);
  const shown = new Shown(policy, await forWorkbench());
  await shown.files();
  const server = createServer((request, response) => shown.answer(request, response).catch(() => response.destroy()));
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  console.log(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : port}/ shows ${policy}, and follows its changes. Ctrl+C ends it.`);
  return shown.follow();
}

/** What is shown, and who looks at it. */
class Shown {
  /** @type {Set<import('node:http').ServerResponse>} */
  #lookers = new Set();

  /**
   * @param {string} policy
   * @param {Record<string, Uint8Array | string>} parts what the page fetches of the package
   */
  constructor(policy, parts) {
    this.policy = policy;
    this.folder = dirname(policy);
    this.parts = parts;
  }

  /** The policy as it is now, its rows, and what it names of `shared/`. */
  async files() {
    const name = basename(this.policy);
    const policy = { name, text: await this.#text(name) };
    const shared = existsSync(join(this.folder, 'shared')) ? readdirSync(join(this.folder, 'shared')).sort() : [];
    const included = shared.filter((file) => policy.text.includes(`"${basename(file, '.toml')}"`)).map((file) => `shared/${file}`);
    const beside = [name.replace(/\.\w+$/, '.rows.toml'), ...included].filter((file) => existsSync(join(this.folder, file)));
    return [policy, ...(await Promise.all(beside.map(async (file) => ({ name: file, text: await this.#text(file) }))))];
  }

  /** @param {string} file */
  async #text(file) {
    return (await readFile(join(this.folder, file), 'utf8')).replaceAll('\r\n', '\n');
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async answer({ url = '/', headers }, response) {
    // A page elsewhere whose name leads to this machine gets nothing of the file.
    if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? '')) return void response.writeHead(403).end();
    const path = new URL(url, 'http://localhost').pathname.slice(1) || 'workbench.html';
    response.setHeader('Content-Security-Policy', `${POLICY}; frame-ancestors 'none'; trusted-types p2p-workbench`);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (path === 'changes') return this.#listen(response);
    const content = await this.#content(path);
    if (content === null) return void response.writeHead(404).end();
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'text/plain; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type }).end(content);
  }

  /** @param {string} path @returns {Promise<Uint8Array | string | null>} */
  async #content(path) {
    // While an editor puts a new file in the old one's place there is none; its coming is told.
    if (path === 'files.json') return this.files().then((files) => JSON.stringify(files), () => null);
    if (path.startsWith('pkg/')) return this.parts[path.slice('pkg/'.length)] ?? null;
    const file = normalize(join(PAGE, path));
    const content = file.startsWith(PAGE) ? await readFile(file).catch(() => null) : null;
    // By this the page knows that there is a file to follow.
    return content && path.endsWith('.html') ? String(content).replace('<html ', '<html data-follows="files.json" ') : content;
  }

  /** @param {import('node:http').ServerResponse} response */
  #listen(response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(`retry: 500\n\n${CHANGE}`);
    this.#lookers.add(response);
    response.once('close', () => this.#lookers.delete(response));
  }

  /** Follows the policy, its rows and what it includes, until it is ended from outside. @returns {Promise<never>} */
  follow() {
    /** @type {NodeJS.Timeout | undefined} */
    let waiting;
    const tell = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.#lookers.forEach((looker) => looker.write(CHANGE)), SETTLED);
    };
    const stem = basename(this.policy).replace(/\.\w+$/, '');
    // The folders, since many editors put a new file in the old one's place.
    watch(this.folder, (_, file) => (file === null || file === 'shared' || file.startsWith(stem)) && tell());
    const shared = join(this.folder, 'shared');
    if (existsSync(shared)) watch(shared, tell);
    return new Promise(() => {});
  }
}

const CHANGE = 'event: change\ndata:\n\n';
