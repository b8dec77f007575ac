// Serves the workbench from the package, and under pkg/ the files of the package that it fetches.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { forWorkbench } from '../../command/package-files.mjs';
import { filesIn } from '../lib/files.mjs';
import { pkg } from '../lib/places.mjs';

/** @type {Record<string, string>} */
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json' };

/** @returns {import('vite').Plugin} */
export function workbench() {
  const folder = join(pkg, 'workbench');
  return {
    name: 'workbench',
    async generateBundle(_, bundle) {
      const built = Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file))]));
      const parts = Object.fromEntries(Object.entries(await forWorkbench()).map(([file, source]) => [`pkg/${file}`, source]));
      for (const [fileName, source] of Object.entries({ ...built, ...parts })) {
        // The same image that other pages use, under the same name.
        if (!(fileName in bundle)) this.emitFile({ type: 'asset', fileName, source });
      }
    },
    configureServer(server) {
      server.middlewares.use('/pkg/', async (request, response, next) => {
        const file = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
        const files = await forWorkbench();
        if (!Object.hasOwn(files, file)) return next();
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'text/plain; charset=utf-8');
        response.end(files[file]);
      });
    },
  };
}
