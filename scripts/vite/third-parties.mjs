// Adds the notices of bundled packages to the pages, and fails if a package without a notice is bundled.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { BUNDLED } from '../lib/third-parties.mjs';

/** @returns {import('vite').Plugin} */
export function nothingUnnamed() {
  return {
    name: 'nothing-unnamed',
    apply: 'build',
    generateBundle() {
      const modules = [...this.getModuleIds()].map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
      const unnamed = [...new Set([...modules, ...importedStyles()])].filter((name) => name !== undefined && !BUNDLED.includes(name));
      if (unnamed.length > 0) this.error(`${unnamed.join(', ')}: bundled, and in no notice; see scripts/lib/third-parties.mjs`);
    },
  };
}

/** @returns {import('vite').Plugin} */
export function thirdPartyNotices() {
  return {
    name: 'third-party-notices',
    apply: 'build',
    generateBundle() {
      for (const fileName of ['THIRD-PARTY.md', 'sbom.cdx.json']) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, 'packaging', fileName)) });
      }
      for (const fileName of ['LICENSE', 'LICENSE-APACHE', 'LICENSE-MIT']) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, fileName)) });
      }
    },
  };
}

/** @returns {(string | undefined)[]} packages whose styles are imported, which are not modules of the build */
function importedStyles() {
  const sheets = readdirSync(join(root, 'www')).filter((file) => file.endsWith('.css'));
  const texts = sheets.map((file) => readFileSync(join(root, 'www', file), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/@import\s+(?:url\()?['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)\//g)].map((found) => found[1]));
}
