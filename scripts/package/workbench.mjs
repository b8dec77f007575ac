import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { withoutDetours, withoutFonts, withoutUnused } from '../vite/styles.mjs';
import { nothingUnnamed } from '../vite/third-parties.mjs';

const www = join(root, 'www');

/** What names the styles that it uses: a change of another page changes nothing of this one. */
const USED = ['workbench.html', 'workbench/**/*.js', 'gate/**/*.js'];

/**
 * Adds the workbench, for `npx p2p-review preview` and for the site; and the policies as they are written, to begin with.
 * What it fetches at run time it finds in the package, so that no file is in it twice.
 * @param {string} built the package's folder
 */
export async function addWorkbench(built) {
  addSources(join(built, 'policies'));
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: www,
    base: './',
    logLevel: 'error',
    css: { postcss: { plugins: [withoutFonts(), withoutUnused(USED.map((files) => join(www, files))), withoutDetours()] } },
    plugins: [nothingUnnamed()],
    worker: { format: 'es', plugins: () => [nothingUnnamed()] },
    build: {
      outDir: join(built, 'workbench'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(www, 'workbench.html') },
    },
  });
}

/** @param {string} policies the package's folder of them */
function addSources(policies) {
  for (const file of readdirSync(policies).filter((name) => name.endsWith('.p2p'))) {
    const source = file.replace('.p2p', '.toml');
    cpSync(join(root, 'policies', source), join(policies, source));
  }
  const shared = join(root, 'policies', 'shared');
  mkdirSync(join(policies, 'shared'), { recursive: true });
  for (const file of readdirSync(shared)) cpSync(join(shared, file), join(policies, 'shared', file));
}
