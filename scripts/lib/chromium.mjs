import { readFileSync } from 'node:fs';
import { chromium } from '../setup/browser.mjs';

const webdriver = JSON.parse(readFileSync(new URL('../../webdriver.json', import.meta.url), 'utf8'));

/**
 * Options for playwright-core's `chromium.launch`: the same browser and flags as in the Rust tests.
 * @type {{ executablePath: string, args: string[] }}
 */
export const launchOptions = {
  executablePath: chromium(),
  args: webdriver['goog:chromeOptions'].args,
};
