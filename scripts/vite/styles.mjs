// Removes unused styles of the design system from the build; a fifth remains. Off during development, where pages
// change.
import { PurgeCSS } from 'purgecss';

/** @typedef {import('postcss').Plugin} Plugin */

/** Payers may set these, and scripts set the colors of the workbench's editor. */
const OPEN = /^--(?:p2p|code)-/;
/** Nothing here is ever disabled, and no link is styled as a button. */
const NEVER = /(?<!not\():disabled|:is\(a\)|button:visited|button:not\(button/;

/**
 * Removes the design system's fonts: the form uses system fonts.
 * @returns {Plugin}
 */
export function withoutFonts() {
  return { postcssPlugin: 'without-fonts', AtRule: { 'font-face': (rule) => void rule.remove() } };
}

/**
 * @param {string[]} pages patterns of the pages and scripts that use the styles
 * @returns {Plugin}
 */
export function withoutUnused(pages) {
  return {
    postcssPlugin: 'without-unused',
    async OnceExit(styles, { postcss }) {
      if (process.env.NODE_ENV !== 'production') return;
      const [used] = await new PurgeCSS().purge({
        content: pages,
        css: [{ raw: styles.toString() }],
        variables: true,
        safelist: { variables: [OPEN] },
        keyframes: true,
      });
      if (!used) return;
      const sheet = postcss.parse(used.css, { from: undefined });
      sheet.walkRules((rule) => {
        const needed = rule.selectors.filter((selector) => !NEVER.test(selector));
        if (needed.length > 0) rule.selectors = needed;
        else rule.remove();
      });
      sheet.walkAtRules((at) => void (at.nodes?.length === 0 && at.remove()));
      styles.removeAll().append(sheet.nodes);
    },
  };
}

/**
 * Inlines the design system's custom properties: most are set once and used once.
 * @returns {Plugin}
 */
export function withoutDetours() {
  return {
    postcssPlugin: 'without-detours',
    OnceExit(styles) {
      if (process.env.NODE_ENV !== 'production') return;
      /** @type {Map<string, string>} */
      const values = new Map();
      const elsewhere = new Set();
      styles.walkDecls(/^--/, ({ prop, value, parent }) => {
        const rule = /** @type {import('postcss').Rule} */ (parent);
        // A value set under a condition, such as dark mode, holds only there.
        if (OPEN.test(prop) || !/^:root\b/.test(rule.selector) || rule.parent?.type === 'atrule') elsewhere.add(prop);
        else values.set(prop, value);
      });
      for (const prop of elsewhere) values.delete(prop);
      /** @param {string} value @returns {string} */
      const inlined = (value) => value.replaceAll(/var\((--[\w-]+)\)/g, (use, prop) => (values.has(prop) ? inlined(values.get(prop) ?? '') : use));
      styles.walkDecls((declaration) => void (declaration.value = inlined(declaration.value)));
      const left = styles.toString();
      styles.walkDecls(/^--/, (declaration) => {
        if (values.has(declaration.prop) && !left.includes(`var(${declaration.prop}`)) declaration.remove();
      });
    },
  };
}
