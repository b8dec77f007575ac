import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { withoutDetours, withoutFonts, withoutUnused } from '../vite/styles.mjs';
import { nothingUnnamed } from '../vite/third-parties.mjs';

const www = join(root, 'www');

/** The files that may use its styles, so that a change to another page doesn't affect the workbench. */
const USED = ['workbench.html', 'workbench/**/*.js', 'gate/**/*.js'];

/**
 * Adds the workbench, for `npx p2p-review preview` and for the site, and the sources of the policies to start from.
 * What the workbench fetches at run time is elsewhere in the package, so no file is there twice.
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

/** @param {string} policies the package's folder of policies */
function addSources(policies) {
  for (const file of readdirSync(policies).filter((name) => name.endsWith('.p2p'))) {
    const source = file.replace('.p2p', '.toml');
    cpSync(join(root, 'policies', source), join(policies, source));
  }
  const shared = join(root, 'policies', 'shared');
  mkdirSync(join(policies, 'shared'), { recursive: true });
  for (const file of readdirSync(shared)) cpSync(join(shared, file), join(policies, 'shared', file));
}
