// Makes dist/ verifiable: browsers check files against the hashes in the pages, deployments against
// dist/integrity.json.
import { createHash } from 'node:crypto';

/** @typedef {import('vite').Rolldown.OutputBundle} Bundle */

/** @param {string | Uint8Array} content @returns {string} its hash in the format of integrity attributes */
export function sha384(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/**
 * Adds the hashes of what each page loads, a preload of the engine to pages that use it at once, and a list of all
 * hashes.
 * @returns {import('vite').Plugin}
 */
export function integrity() {
  return {
    name: 'integrity',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const hashes = Object.fromEntries(Object.values(bundle).map((file) => [file.fileName, sha384(contentOf(file))]));
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
          file.source = withRules(withHashes(String(file.source), hashes), bundle, hashes);
          hashes[file.fileName] = sha384(file.source);
        }
        const sorted = Object.fromEntries(Object.entries(hashes).sort());
        this.emitFile({ type: 'asset', fileName: 'integrity.json', source: `${JSON.stringify(sorted, null, 2)}\n` });
      },
    },
  };
}

/** @param {Bundle[string]} file */
function contentOf(file) {
  return file.type === 'chunk' ? file.code : file.source;
}

/**
 * Modules imported by a script get their hash from a preload, which must precede the script. The alternative, an import
 * map, would be an inline script.
 * @param {string} html
 * @param {Record<string, string>} hashes
 */
function withHashes(html, hashes) {
  const hashed = html.replaceAll(/<(?:script|link)\b[^>]*? (?:src|href)="\.\/([^"]+\.(?:js|css))"[^>]*/g, (tag, file) => {
    if (!hashes[file]) throw new Error(`a page loads ${file}, which is not built`);
    return `${tag} integrity="${hashes[file]}"`;
  });
  const preloads = /^ *<link rel="modulepreload".*\n/gm;
  const first = hashed.search(/^ *<script\b/m);
  if (first < 0) return hashed;
  return hashed.slice(0, first) + (hashed.match(preloads) ?? []).join('') + hashed.slice(first).replaceAll(preloads, '');
}

/**
 * Without this preload, the engine would be fetched only after the scripts run. The gate reads the hash from here; as a
 * real `integrity` attribute Chromium would report in the console that it is ignored.
 * @param {string} html
 * @param {Bundle} bundle
 * @param {Record<string, string>} hashes
 */
function withRules(html, bundle, hashes) {
  const scripts = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = '']) => bundle[file]);
  const rules = Object.keys(bundle).find((name) => name.endsWith('.wasm')
    && scripts.some((script) => script?.type === 'chunk' && script.code.includes(name.slice(name.lastIndexOf('/') + 1))));
  if (!rules) return html;
  return html.replace(/^( *)<link rel="modulepreload"/m, `$1<link rel="preload" as="fetch" type="application/wasm" crossorigin href="./${rules}" data-integrity="${hashes[rules]}">\n$&`);
}
