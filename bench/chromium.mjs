// In Chromium: the same loop in one page, and first decisions in pages of their own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from '../scripts/lib/chromium.mjs';
import { root } from '../scripts/lib/places.mjs';
import { median } from './measure.mjs';
import { Site } from './site.mjs';

/**
 * @typedef {import('./run.mjs').Built} Built
 * @typedef {import('./requests.mjs').Asked} Asked
 * @typedef {{ rounds: number, warm: number, cold: number, calls: number }} Effort
 * @typedef {{ version: string, times: Record<string, number[]>, cold: Record<string, number>, slow: Record<string, number> }} Measured
 */

/** What an office's old laptop on a bad line has. */
export const SLOW = { cpu: 4, megabits: 1.6, latency: 150 };

/**
 * @param {Built[]} built
 * @param {Asked[]} asked
 * @param {Effort} effort
 * @returns {Promise<Measured>}
 */
export async function inChromium(built, asked, effort) {
  const site = new Site();
  addPages(site, built, asked);
  const origin = await site.start();
  const browser = await chromium.launch(launchOptions);
  try {
    const times = await warm(browser, origin, built.filter(({ payer }) => !payer), asked, effort);
    const pages = built.filter(({ file }) => file !== 'hand-written-own');
    const cold = await firsts(browser, origin, pages, effort.cold, false);
    const slow = await firsts(browser, origin, pages, Math.ceil(effort.cold / 2), true);
    return { version: browser.version(), times, cold, slow };
  } finally {
    await browser.close();
    await site.stop();
  }
}

/**
 * @param {Site} site
 * @param {Built[]} built
 * @param {Asked[]} asked
 */
function addPages(site, built, asked) {
  site.add('/index.html', page(''));
  site.add('/measure.mjs', readFileSync(join(root, 'bench/measure.mjs')));
  const [first] = asked.filter(({ request }) => request.payer === 'regence');
  for (const { file, code, module } of built) {
    const preload = module ? '<link rel="preload" href="module.wasm" as="fetch" type="application/wasm" crossorigin>' : '';
    const begin = `import { start } from './bundle.mjs';
const decide = await start(new URL('module.wasm', import.meta.url));
const answer = await decide(${JSON.stringify(first?.request)}, ${JSON.stringify(first?.now)});
document.body.textContent = answer.outcome;
globalThis.first = performance.now();`;
    site.add(`/${file}/index.html`, page(`${preload}<link rel="modulepreload" href="bundle.mjs"><script type="module">${begin}</script>`));
    site.add(`/${file}/bundle.mjs`, code);
    if (module) site.add(`/${file}/module.wasm`, module);
  }
}

/** @param {string} head */
function page(head) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">${head}</head><body></body></html>`;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {Built[]} built
 * @param {Asked[]} asked
 * @param {Effort} effort
 * @returns {Promise<Record<string, number[]>>}
 */
async function warm(browser, origin, built, asked, { rounds, warm }) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(origin);
  const files = built.map(({ file }) => file);
  return page.evaluate(
    async ({ files, asked, rounds, warm }) => {
      const { measure } = await import(`${location.origin}/measure.mjs`);
      const started = [];
      for (const file of files) {
        const { start } = await import(`${location.origin}/${file}/bundle.mjs`);
        started.push({ file, decide: await start(new URL(`/${file}/module.wasm`, location.origin)) });
      }
      return measure(started, asked, rounds, warm);
    },
    { files, asked, rounds, warm },
  );
}

/**
 * From the start of the navigation to the first decision, each time in a browser context of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {Built[]} built
 * @param {number} runs
 * @param {boolean} slow
 * @returns {Promise<Record<string, number>>} milliseconds, the median
 */
async function firsts(browser, origin, built, runs, slow) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(built.map(({ file }) => [file, []]));
  for (let run = 0; run < runs; run++) {
    for (const { file } of built) times[file]?.push(await first(browser, `${origin}/${file}/`, slow));
  }
  return Object.fromEntries(Object.entries(times).map(([file, list]) => [file, median(list)]));
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {boolean} slow
 */
async function first(browser, url, slow) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (slow) {
      const bytes = (SLOW.megabits * 1_000_000) / 8;
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: SLOW.latency,
        downloadThroughput: bytes,
        uploadThroughput: bytes,
      });
    }
    await page.goto(url, { waitUntil: 'commit' });
    const found = await page.waitForFunction('globalThis.first', undefined, { timeout: 60_000 });
    return Number(await found.jsonValue());
  } finally {
    await context.close();
  }
}
