import { readFileSync } from 'node:fs';
import { chromium } from '../setup/browser.mjs';

const webdriver = JSON.parse(readFileSync(new URL('../../webdriver.json', import.meta.url), 'utf8'));

/**
 * Options for playwright-core's `chromium.launch`: the same browser and flags as in the Rust tests. Of two lists of
 * disabled features Chromium takes the last, so ours repeats Playwright's. It adds what costs each new window half of its
 * time: the pages of the address bar's suggestions (WebUIOmnibox…) and a spare renderer.
 * @type {{ executablePath: string, args: string[] }}
 */
export const launchOptions = {
  executablePath: chromium(),
  args: webdriver['goog:chromeOptions'].args,
};
