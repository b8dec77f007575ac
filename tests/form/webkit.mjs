// WebKit, Safari's engine, as Debian's WebKitWebDriver drives it on a screen that nobody sees.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebDriver } from './webdriver.mjs';

const LIBRARIES = '/usr/lib';

export class WebKit extends WebDriver {
  #home = mkdtempSync(join(tmpdir(), 'p2p-webkit-'));
  /** @type {import('node:child_process').ChildProcess | null} */
  #screen = null;

  /** @param {string} zone the machine's */
  async start(zone) {
    const port = await freePort();
    for (const folder of ['home', 'run']) mkdirSync(join(this.#home, folder), { mode: 0o700 });
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env, TZ: zone, DISPLAY: await this.#openScreen(), HOME: join(this.#home, 'home'), XDG_RUNTIME_DIR: join(this.#home, 'run'),
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    });
    const address = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 200 && !(await fetch(`${address}/status`).catch(() => null)); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    return this.connect(driver, address, { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } });
  }

  /** @override */
  async stop() {
    await super.stop();
    if (this.#screen) {
      const gone = once(this.#screen, 'exit');
      this.#screen.kill();
      await gone;
    }
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** @override @param {import('./webdriver.mjs').Element} element */
  async click(element) {
    // It clicks where the element was, not where it scrolls to, and says so until the page has come to rest.
    for (let tries = 0; ; tries++) {
      await this.run('arguments[0].scrollIntoView({ block: "center" }); return 1', element);
      await new Promise((resolve) => setTimeout(resolve, 300));
      try {
        return await super.click(element);
      } catch (reason) {
        if (tries === 5 || !String(reason).includes('not interactable')) throw reason;
      }
    }
  }

  /** @returns {Promise<string>} its name */
  async #openScreen() {
    const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#screen = screen;
    for await (const line of createInterface({ input: screen.stdout })) return `:${line.trim()}`;
    throw new Error('Xvfb opens no screen');
  }
}

/** Debian keeps it among its libraries, by the machine's kind. */
function miniBrowser() {
  for (const machine of readdirSync(LIBRARIES)) {
    if (!machine.endsWith('-linux-gnu')) continue;
    const folder = join(LIBRARIES, machine, 'webkit2gtk-4.1');
    try {
      if (readdirSync(folder).includes('MiniBrowser')) return join(folder, 'MiniBrowser');
    } catch {
      // Not for this one.
    }
  }
  throw new Error('no MiniBrowser: apt-get install webkit2gtk-driver');
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address && typeof address === 'object' ? address.port : 0;
}
