import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';

const FOLDER = 'workbench';
const www = join(root, 'www');

/**
 * Adds the workbench, built as the site's own, for `npx p2p-review preview`; and the policies as they are written, to
 * begin with. What it fetches it finds in the package: no file is in it twice.
 * @param {string} built the package's folder
 */
export async function addWorkbench(built) {
  addSources(built);
  const { build } = await import('vite');
  const { default: site } = await import('../../vite.config.js');
  await build({
    configFile: false,
    root: www,
    base: './',
    logLevel: 'error',
    css: site.css,
    worker: site.worker,
    plugins: [fromPackage(built)],
    build: {
      outDir: join(built, FOLDER),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(www, 'workbench.html') },
    },
  });
}

/** @param {string} built */
function addSources(built) {
  const policies = join(built, 'policies');
  for (const file of readdirSync(policies).filter((name) => name.endsWith('.p2p'))) {
    const source = file.replace('.p2p', '.toml');
    cpSync(join(root, 'policies', source), join(policies, source));
  }
  const shared = join(root, 'policies', 'shared');
  mkdirSync(join(policies, 'shared'), { recursive: true });
  for (const file of readdirSync(shared)) cpSync(join(shared, file), join(policies, 'shared', file));
}

/**
 * The modules just built, not those committed; and at run time those that are served with the page.
 * @param {string} built
 * @returns {import('vite').Plugin}
 */
function fromPackage(built) {
  const address = /new URL\((["'])(?:(?:\.\.\/)+pkg\/)?([\w-]+\.wasm)\1, import\.meta\.url\)/g;
  return {
    name: 'from-package',
    enforce: 'pre',
    transform: (code) => code.replaceAll(address, "new URL('./pkg/$2', document.baseURI)"),
    resolveId: (id) => (/\/pkg\/[\w.-]+$/.test(id) ? join(built, id.slice(id.lastIndexOf('/') + 1)) : null),
    // The page of a preview: it follows a file, and no form or rule book stands beside it.
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace(/ *<nav\b[^]*?<\/nav>\n/, '').replace('<html ', '<html data-follows="files.json" ') },
  };
}
