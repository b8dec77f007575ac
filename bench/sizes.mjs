// What the module and the reference form weigh as a server would send them: minified where that is for us to do, brotli 11.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { launchOptions } from '../scripts/lib/chromium.mjs';
import { pkg, root, withTemporaryFolder } from '../scripts/lib/places.mjs';
import { sectionOf, withPolicies, withoutPolicies } from '../command/section.mjs';
import { Site } from '../tests/form/site.mjs';
import { bundle } from './bundle.mjs';

/** @typedef {Record<string, number>} Parts bytes of each */

/** The second module, which is fetched when it is first used. */
const AUTHOR = 'p2p_author';

/** @param {Uint8Array} bytes */
export function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

/**
 * What a page loads until its first decision, for each payer alone and for all; and what `load_policy` fetches besides.
 * @returns {Promise<Record<string, Parts>>}
 */
export function moduleParts() {
  return withTemporaryFolder(async (folder) => {
    const weigh = async (/** @type {string} */ file) =>
      brotli(await bundle(`../pkg/${file}`, join(folder, file), { external: [`./${AUTHOR}.js`, `./${AUTHOR}_text.js`] })).length;
    const glue = await weigh('p2p_review.js');
    const whole = readFileSync(join(pkg, 'p2p_review_bg.wasm'));
    const engine = withoutPolicies(whole);
    const packs = readdirSync(join(pkg, 'policies')).filter((file) => file.endsWith('.p2p'));
    const alone = packs.map((file) => {
      const module = withPolicies(engine, sectionOf([readFileSync(join(pkg, 'policies', file))]));
      return [`the module with ${file.replace('.p2p', '')} alone`, { 'wasm and policy': brotli(module).length, glue }];
    });
    return {
      ...Object.fromEntries(alone),
      'the module with all payers': { 'wasm and policies': brotli(whole).length, glue },
      'what load_policy fetches': {
        wasm: brotli(readFileSync(join(pkg, `${AUTHOR}_bg.wasm`))).length,
        glue: await weigh(`${AUTHOR}.js`),
      },
    };
  });
}

/** Whatever the built form loads until it can answer. @returns {Promise<Parts>} */
export function formParts() {
  return withTemporaryFolder(async (folder) => {
    const built = join(folder, 'form');
    mkdirSync(built);
    await build({ configFile: join(root, 'vite.config.js'), logLevel: 'error', build: { outDir: built, emptyOutDir: true } });
    /** @type {Parts} */
    const parts = {};
    for (const path of await loaded(built)) {
      const file = path.endsWith('/') ? `${path}index.html` : path;
      // Without the hash in its name: this is another after every change.
      const name = file.slice(file.lastIndexOf('/') + 1).replace(/-[\w-]{8}(?=\.\w+$)/, '');
      parts[name] = (parts[name] ?? 0) + asSent(file, readFileSync(join(built, file)));
    }
    return parts;
  });
}

/**
 * @param {string} file
 * @param {Buffer} bytes
 */
function asSent(file, bytes) {
  return ['.html', '.js', '.css', '.svg', '.wasm', '.json'].includes(extname(file)) ? brotli(bytes).length : bytes.length;
}

/**
 * @param {string} built
 * @returns {Promise<Set<string>>} every path that the form asks for
 */
async function loaded(built) {
  const site = await new Site(built).start();
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/`, { waitUntil: 'networkidle' });
    return new Set(site.loaded);
  } finally {
    await browser.close();
    await site.stop();
  }
}

/** @param {Parts} parts */
export function sum(parts) {
  return Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
}
