// Renders the Markdown documents as pages: a static site under dist/docs/ without scripts.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { Marked } from 'marked';
import { root } from '../lib/places.mjs';
import { sha384 } from './integrity.mjs';

/** @typedef {{ file: string, page: string, title: string, text: string }} Document */

const STYLE = `:root { color-scheme: light; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; color: #262626; background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.2; }
a { color: #00395e; }
a:focus-visible { outline: 3px solid #00395e; outline-offset: 2px; }
pre { overflow-x: auto; padding: 0.75rem; background: #f2f2f2; }
pre:focus-visible { outline: 3px solid #00395e; }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
pre code { overflow-wrap: normal; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 3px solid #00395e; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #767676; text-align: left; vertical-align: top; }
img { max-width: 100%; height: auto; }
nav ul { padding: 0; list-style: none; }
@media print { nav { display: none; } }
`;

/** @returns {Document[]} the README first, as the site's first page */
function documents() {
  const inDocs = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md')).sort().map((file) => `docs/${file}`);
  const top = ['ARCHITECTURE.md', 'VERIFICATION.md', 'BENCHMARKS.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];
  const files = ['README.md', ...inDocs, 'packaging/README.md', 'cli/README.md', ...top].filter((file) => existsSync(join(root, file)));
  return files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const title = /^# (.+)$/m.exec(text)?.[1]?.replaceAll(/[`*]/g, '') ?? file;
    return { file, page: pageOf(file), title, text };
  });
}

/** @param {string} file */
function pageOf(file) {
  if (file === 'README.md') return 'index.html';
  const name = file.startsWith('docs/') ? posix.basename(file, '.md') : file.replace(/\.md$/, '').replace('/README', '').toLowerCase();
  return `${name}.html`;
}

/** @returns {import('vite').Plugin} */
export function documentPages() {
  return {
    name: 'documents',
    apply: 'build',
    generateBundle() {
      for (const [fileName, source] of site()) this.emitFile({ type: 'asset', fileName: `docs/${fileName}`, source });
    },
  };
}

/** @returns {Map<string, string | Uint8Array>} each file of the site */
export function site() {
  const all = documents();
  /** @type {Map<string, string | Uint8Array>} */
  const files = new Map([['docs.css', STYLE]]);
  for (const document of all) {
    const { html, images } = rendered(document, all);
    files.set(document.page, whole(document, all, html));
    for (const image of images) files.set(posix.basename(image), readFileSync(join(root, image)));
  }
  return files;
}

/**
 * @param {Document} document
 * @param {Document[]} all
 */
function rendered(document, all) {
  /** @type {Set<string>} */
  const images = new Set();
  /** @type {Map<string, number>} */
  const seen = new Map();
  const from = document.file === 'packaging/README.md' ? 'pkg' : dirname(document.file);
  const target = (/** @type {string} */ href) => relative(root, join(root, from, decodeURIComponent(href.split('#')[0] ?? '')));
  const marked = new Marked({
    gfm: true,
    renderer: {
      // HTML in a document is shown as text.
      html: ({ text }) => escaped(text),
      heading({ tokens, depth, text }) {
        const name = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '').toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-');
        const count = seen.get(name) ?? 0;
        seen.set(name, count + 1);
        return `<h${depth} id="${count === 0 ? name : `${name}-${count}`}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        if (/^(?:https?:|mailto:|#)/.test(href)) return `<a href="${escaped(href)}">${words}</a>`;
        const file = target(href);
        const aim = all.find((other) => other.file === file || (file === 'pkg/README.md' && other.file === 'packaging/README.md'));
        if (/^www\/[\w-]+\.html$/.test(file)) return `<a href="../${posix.basename(file)}">${words}</a>`;
        // Files that are not pages of the site are only in the repository.
        return aim ? `<a href="${aim.page}${href.includes('#') ? `#${href.split('#')[1]}` : ''}">${words}</a>` : words;
      },
      image({ href, text }) {
        const file = target(href);
        images.add(file);
        return `<img src="${escaped(posix.basename(file))}" alt="${escaped(text)}">`;
      },
      code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    },
  });
  const html = String(marked.parse(document.text)).replaceAll('<table>', '<div class="wide" role="region" aria-label="Table" tabindex="0"><table>').replaceAll('</table>', '</table></div>');
  return { html, images };
}

/**
 * @param {Document} document
 * @param {Document[]} all
 * @param {string} html
 */
function whole(document, all, html) {
  const links = all.map(({ page, title }) => `<li><a href="${page}"${page === document.page ? ' aria-current="page"' : ''}>${escaped(title)}</a></li>`);
  return `<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.title)}${document.page === 'index.html' ? ': documentation' : ' – p2p-review'}</title>
<meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="docs.css" integrity="${sha384(STYLE)}">
</head>
<body>
<main>
${html}</main>
<nav aria-label="Documents">
<ul>
${links.join('\n')}
<li><a href="../index.html">The form</a></li>
<li><a href="../rules.html">The rule book</a></li>
<li><a href="../workbench.html">The workbench</a></li>
</ul>
</nav>
</body>
</html>
`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
