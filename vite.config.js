import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { intake } from './scripts/vite/intake.mjs';
import { integrity } from './scripts/vite/integrity.mjs';
import { root } from './scripts/lib/places.mjs';
import { workbench } from './scripts/vite/workbench.mjs';
import { documentPages } from './scripts/vite/documents.mjs';
import { nothingUnnamed, thirdPartyNotices } from './scripts/vite/third-parties.mjs';
import { withoutDetours, withoutFonts, withoutUnused } from './scripts/vite/styles.mjs';

const www = join(root, 'www');
// The workbench is built once, into the package: the site has that one.
const pages = readdirSync(www).filter((file) => file.endsWith('.html') && file !== 'workbench.html');

export default defineConfig({
  root: www,
  // Relative addresses: dist/ works at any path.
  base: './',
  appType: 'mpa',
  cacheDir: join(root, 'node_modules/.vite'),
  server: { fs: { allow: ['www', 'command', 'pkg', 'node_modules'].map((folder) => join(root, folder)) } },
  css: { postcss: { plugins: [withoutFonts(), withoutUnused([...pages, '*.js', 'form/**/*.js', 'gate/**/*.js'].map((files) => join(www, files))), withoutDetours()] } },
  plugins: [intake('requests'), withoutRoom(), integrity(), nothingUnnamed(), thirdPartyNotices(), documentPages(), workbench()],
  build: {
    outDir: join(root, 'dist'),
    emptyOutDir: true,
    // A strict content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages.map((page) => join(www, page)) },
  },
});

/**
 * Indents and comments are for those who write the pages.
 * @returns {import('vite').Plugin}
 */
function withoutRoom() {
  return {
    name: 'without-room',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: (html) => html.replaceAll(/<!--[^]*?-->/g, '').replaceAll(/\n\s*/g, '\n') },
  };
}
