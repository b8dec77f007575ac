// The command line itself, in the page: the module that `npx p2p-review` runs, with files that are in memory alone.

import { Directory, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';

/** @typedef {Record<string, string | Uint8Array>} Files what is in the working folder, by paths */
/** @typedef {{ code: number, out: string, err: string, files: Record<string, Uint8Array> }} Ran how it ended, what it printed, and the files that are there then */

/**
 * @param {WebAssembly.Module} module
 * @param {string[]} args
 * @param {Files} files
 * @returns {Promise<Ran>}
 */
export async function runCommand(module, args, files) {
  // Files, since to the program a console would be a terminal, which it asks and colors for.
  const [stdin, stdout, stderr] = [new File([]), new File([]), new File([])];
  const folder = folderOf(files);
  const wasi = new WASI(['p2p-review', ...args], ['PWD=/'], [stdin, stdout, stderr].map((file) => new OpenFile(file)).concat(/** @type {any} */ (new PreopenDirectory('/', folder))), { debug: false });
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  const code = wasi.start(/** @type {any} */ (instance));
  const text = (/** @type {File} */ { data }) => new TextDecoder().decode(data);
  return { code, out: text(stdout), err: text(stderr), files: filesIn(folder, '') };
}

/** @param {Files} files */
function folderOf(files) {
  /** @type {Map<string, File | Directory>} */
  const root = new Map();
  for (const [path, content] of Object.entries(files)) {
    const steps = path.split('/');
    const name = steps.pop() ?? '';
    let at = root;
    for (const step of steps) {
      const known = at.get(step);
      const folder = known instanceof Directory ? known : new Directory(new Map());
      at.set(step, folder);
      at = /** @type {Map<string, File | Directory>} */ (folder.contents);
    }
    at.set(name, new File(typeof content === 'string' ? new TextEncoder().encode(content) : content));
  }
  return root;
}

/**
 * @param {Map<string, any>} folder
 * @param {string} path
 * @returns {Record<string, Uint8Array>}
 */
function filesIn(folder, path) {
  /** @type {Record<string, Uint8Array>} */
  const files = {};
  for (const [name, entry] of folder) {
    if (entry instanceof Directory) Object.assign(files, filesIn(entry.contents, `${path}${name}/`));
    else files[path + name] = entry.data;
  }
  return files;
}
