// `p2p-review preview`: the page of a bundle on this machine, made anew whenever the policy changes.
import { open, readFile, mkdtemp, rm } from 'node:fs/promises';
import { watch } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { POLICY } from './bundle-pages.mjs';
import { bundled, packed } from './bundle.mjs';
import { runModule } from './run-module.mjs';

export const HELP = `Show a policy's form in a browser, and show it anew whenever the file changes

What \`lint\` says stands above the form. The page is served to this machine alone.

Usage: p2p-review preview [OPTIONS] <POLICY>

Arguments:
  <POLICY>  A policy file, .toml or .json

Options:
      --port <PORT>  Where to serve it [default: any free one]
  -h, --help         Print help`;

/** Editors write a file in several steps. */
const SETTLED = 150;

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml' };

/** Runs in the page: a change brings the page anew, and so does a server that was started again. */
const SCRIPT = `const events = new EventSource('changes');
events.addEventListener('change', () => location.reload());
`;

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
  const shown = new Shown(policy);
  await shown.renew();
  const server = createServer((request, response) => shown.answer(request.url ?? '/', response));
  await new Promise((resolve, reject) => server.once('error', reject).listen(Number(values.port), '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  console.log(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : values.port}/ shows ${policy}, and follows its changes. Ctrl+C ends it.`);
  return shown.follow();
}

/** What is shown, and who looks at it. */
class Shown {
  /** @type {Record<string, Uint8Array | string>} */
  #files = {};
  /** @type {Set<import('node:http').ServerResponse>} */
  #lookers = new Set();

  /** @param {string} policy */
  constructor(policy) {
    this.policy = policy;
  }

  /** Makes the page anew. One that can't be loaded leaves the last form, under what is wrong. */
  async renew() {
    const problems = await lint(this.policy);
    const policies = await packed([this.policy]);
    if (policies) this.#files = await bundled(policies);
    const page = String(this.#files['index.html'] ?? '<!doctype html>\n<html lang="en-US">\n<head>\n</head>\n<body>\n  <main>\n  </main>\n</body>\n</html>\n');
    this.#files['preview.html'] = page
      .replace('</head>', '  <script type="module" src="preview.js"></script>\n</head>')
      .replace('<main>', () => `<main>\n    <pre role="status">${escaped(problems)}</pre>`);
    this.#files['preview.js'] = SCRIPT;
    for (const looker of this.#lookers) looker.write('event: change\ndata:\n\n');
  }

  /**
   * @param {string} url
   * @param {import('node:http').ServerResponse} response
   */
  answer(url, response) {
    const path = new URL(url, 'http://localhost').pathname.slice(1) || 'preview.html';
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Cache-Control', 'no-store');
    if (path === 'changes') return this.#listen(response);
    const content = Object.hasOwn(this.#files, path) ? this.#files[path] : undefined;
    if (content === undefined) return void response.writeHead(404).end();
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'text/plain; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type }).end(content);
  }

  /** @param {import('node:http').ServerResponse} response */
  #listen(response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 500\n\n');
    this.#lookers.add(response);
    response.once('close', () => this.#lookers.delete(response));
  }

  /** Follows the policy, and what it includes, until it is ended from outside. @returns {Promise<never>} */
  follow() {
    const folder = dirname(this.policy);
    /** @type {NodeJS.Timeout | undefined} */
    let waiting;
    // The folder, since many editors put a new file in the old one's place.
    watch(folder, (_, file) => {
      if (file !== null && file !== basename(this.policy) && file !== 'shared') return;
      clearTimeout(waiting);
      waiting = setTimeout(() => this.renew().catch((error) => console.error(`p2p-review: ${error.message}`)), SETTLED);
    });
    return new Promise(() => {});
  }
}

/**
 * What `lint` says of a policy.
 * @param {string} policy
 */
async function lint(policy) {
  const folder = await mkdtemp(join(tmpdir(), 'p2p-preview-'));
  try {
    const said = await open(join(folder, 'said'), 'w');
    await runModule(['lint', policy], said.fd).finally(() => said.close());
    return await readFile(join(folder, 'said'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
