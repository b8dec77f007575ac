import { readFileSync } from 'node:fs';
import { chromium } from '../setup/browser.mjs';

const webdriver = JSON.parse(readFileSync(new URL('../../webdriver.json', import.meta.url), 'utf8'));

/**
 * How playwright-core's `chromium.launch` starts the browser: the one that the Rust tests use,
 * with the same flags.
 * @type {{ executablePath: string, args: string[] }}
 */
export const launchOptions = {
  executablePath: chromium(),
  args: webdriver['goog:chromeOptions'].args,
};
