// Serves files as a payer's server would: compressed by brotli 11, with nothing kept by the browser.
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { brotli } from './sizes.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

export class Site {
  /** @type {Map<string, { type: string, body: Buffer }>} */
  #files = new Map();
  #server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = this.#files.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    // So isolated, a page's clock ticks every 5 µs.
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cache-Control', 'no-store');
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': file.type, 'Content-Encoding': 'br', 'Content-Length': file.body.length }).end(file.body);
  });

  /**
   * @param {string} path
   * @param {Buffer | string} content
   */
  add(path, content) {
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'application/octet-stream';
    this.#files.set(path, { type, body: brotli(Buffer.from(content)) });
  }

  /** @returns {Promise<string>} its origin */
  start() {
    return new Promise((resolve) =>
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`);
      }),
    );
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
