// What the built form needs of the design system's styles: a fifth of them. Not while developing, where the pages change under it.
import { PurgeCSS } from 'purgecss';

/** @typedef {import('postcss').Plugin} Plugin */

/** A payer may set these, and the workbench's editor takes its colors from scripts. */
const OPEN = /^--(?:p2p|code)-/;
/** Nothing here is ever disabled, and no link looks like a button. */
const NEVER = /(?<!not\():disabled|:is\(a\)|button:visited|button:not\(button/;

/**
 * The design system brings fonts; the form uses those of the system, so they stay out of dist/.
 * @returns {Plugin}
 */
export function withoutFonts() {
  return { postcssPlugin: 'without-fonts', AtRule: { 'font-face': (rule) => void rule.remove() } };
}

/**
 * @param {string[]} pages the pages and scripts that name what is used, as patterns
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
 * Writes the values of the design system's properties where they are used: most are set once, and used once.
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
        // What is set under a condition, as for the dark, holds nowhere else.
        if (OPEN.test(prop) || !/^:root\b/.test(rule.selector) || rule.parent?.type === 'atrule') elsewhere.add(prop);
        else values.set(prop, value);
      });
      for (const prop of elsewhere) values.delete(prop);
      /** @param {string} value @returns {string} */
      const straight = (value) => value.replaceAll(/var\((--[\w-]+)\)/g, (use, prop) => (values.has(prop) ? straight(values.get(prop) ?? '') : use));
      styles.walkDecls((declaration) => void (declaration.value = straight(declaration.value)));
      const left = styles.toString();
      styles.walkDecls(/^--/, (declaration) => {
        if (values.has(declaration.prop) && !left.includes(`var(${declaration.prop}`)) declaration.remove();
      });
    },
  };
}
