import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, withTemporaryFolder } from '../lib/places.mjs';
import { run } from '../lib/run.mjs';
import { addBytes, inPackage } from './entries.mjs';

/**
 * Adds the gate to the package: its modules bundled into one readable file, its types, and its styles.
 * @param {string} built the package's folder, which already has the engine's module
 */
export async function addGate(built) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({ cwd: root, input: 'www/p2p-gate.js', plugins: [besideTheRules()] });
  await bundle.write({ file: join(built, 'p2p-gate.js') });
  await bundle.close();
  cpSync(join(root, 'www', 'gate.css'), join(built, 'gate.css'));
  await addTypes(built);
  await addClassic(built);
}

/** The virtual entry: a script without exports. */
const CLASSIC = '\0classic';

/**
 * The gate with the engine in one classic script, for pages from file:// and sites without modules.
 * @param {string} built
 */
async function addClassic(built) {
  addBytes(built);
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({ cwd: root, input: CLASSIC, plugins: [fromPackage(built)] });
  await bundle.write({ file: join(built, 'p2p-gate.classic.js'), format: 'iife', minify: true });
  await bundle.close();
}

/** @param {string} built @returns {import('rolldown').Plugin} */
function fromPackage(built) {
  return {
    name: 'from-package',
    // Nothing is loaded by URL, because everything is in this file.
    transform: (code) => code.replaceAll('import.meta.url', 'document.baseURI'),
    load: (id) => (id === CLASSIC ? `import ${JSON.stringify(join(root, 'packaging/entries/gate-inline.js'))};` : null),
    resolveId: (id) => (id === CLASSIC ? id : /pkg\/[\w.-]+$/.test(id) ? join(built, id.slice(id.lastIndexOf('/') + 1)) : null),
  };
}

/** @returns {import('rolldown').Plugin} */
function besideTheRules() {
  return {
    name: 'beside-the-rules',
    transform: (code) => inPackage(code, './'),
    resolveId: (id) => (id === './p2p_review.js' ? { id, external: 'relative' } : null),
  };
}

/** @param {string} built */
async function addTypes(built) {
  await withTemporaryFolder((folder) => {
    // Declare the types against the engine's types just built, not the committed ones.
    cpSync(built, join(folder, 'pkg'), { recursive: true });
    cpSync(join(root, 'www'), join(folder, 'www'), { recursive: true });
    const types = join(folder, 'types');
    run('tsc', [
      ...['--ignoreConfig', '--allowJs', '--declaration', '--emitDeclarationOnly', '--skipLibCheck'],
      ...['--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''],
      ...['--rootDir', join(folder, 'www'), '--outDir', types, join(folder, 'www/p2p-gate.js')],
    ]);
    copyTypes('p2p-gate.d.ts', types, built);
  });
}

/**
 * Copies a declaration file and those that it imports.
 * @param {string} file its path, relative to `from`
 * @param {string} from
 * @param {string} to
 */
function copyTypes(file, from, to) {
  const code = readFileSync(join(from, file), 'utf8');
  mkdirSync(dirname(join(to, file)), { recursive: true });
  writeFileSync(join(to, file), inPackage(code, file.includes('/') ? '../' : './'));
  for (const [, module = ''] of code.matchAll(/["'](\.\.?\/(?!.*pkg\/).+?)\.js["']/g)) {
    copyTypes(join(dirname(file), `${module}.d.ts`), from, to);
  }
}
