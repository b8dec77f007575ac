import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PurgeCSS } from 'purgecss';
import { defineConfig } from 'vite';
import { intake } from './scripts/intake.mjs';
import { integrity } from './scripts/integrity.mjs';
import { root } from './scripts/places.mjs';

const www = join(root, 'www');
const pages = readdirSync(www).filter((file) => file.endsWith('.html'));

export default defineConfig({
  root: www,
  // Relative addresses: dist/ works at any path.
  base: './',
  appType: 'mpa',
  cacheDir: join(root, 'node_modules/.vite'),
  server: { fs: { allow: ['www', 'pkg', 'node_modules'].map((folder) => join(root, folder)) } },
  css: { postcss: { plugins: [withoutFonts(), withoutUnused()] } },
  plugins: [intake('requests'), integrity()],
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
 * The design system brings fonts; the form uses those of the system, so they stay out of dist/.
 * @returns {import('postcss').Plugin}
 */
function withoutFonts() {
  return { postcssPlugin: 'without-fonts', AtRule: { 'font-face': (rule) => void rule.remove() } };
}

/**
 * Of the design system, only what these pages use: a fifth of it. Not while developing, where the
 * pages change under it.
 * @returns {import('postcss').Plugin}
 */
function withoutUnused() {
  return {
    postcssPlugin: 'without-unused',
    async OnceExit(styles, { postcss }) {
      if (process.env.NODE_ENV !== 'production') return;
      const [used] = await new PurgeCSS().purge({
        content: [`${www}/**/*.html`, `${www}/**/*.js`],
        css: [{ raw: styles.toString() }],
        variables: true,
        // A page may set these for the gate's own styles, which are another file.
        safelist: { variables: [/^--p2p-/] },
        keyframes: true,
      });
      if (used) styles.removeAll().append(postcss.parse(used.css).nodes);
    },
  };
}
