// Firefox, as geckodriver drives it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../scripts/lib/places.mjs';
import { geckodriver } from '../../scripts/setup/browser.mjs';
import { WebDriver } from './webdriver.mjs';

const OPTIONS = JSON.parse(readFileSync(join(root, 'webdriver.json'), 'utf8'))['moz:firefoxOptions'];

export class Firefox extends WebDriver {
  async start() {
    // Firefox wants a home of its own; a bare container may name none.
    const driver = spawn(geckodriver(), ['--port', '0', '--websocket-port', '0'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, HOME: homedir() } });
    for await (const line of createInterface({ input: driver.stdout })) {
      const [, address] = /Listening on ([\d.:]+)/.exec(line) ?? [];
      if (!address) continue;
      driver.stdout.resume();
      return this.connect(driver, `http://${address}`, { 'moz:firefoxOptions': OPTIONS });
    }
    throw new Error('geckodriver does not listen');
  }
}
