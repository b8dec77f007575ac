// What the workbench fetches of the package: under pkg/, beside its page.
import { forWorkbench } from '../../command/package-files.mjs';

/** @returns {import('vite').Plugin} */
export function packageFiles() {
  return {
    name: 'package-files',
    async generateBundle() {
      for (const [file, source] of Object.entries(await forWorkbench())) this.emitFile({ type: 'asset', fileName: `pkg/${file}`, source });
    },
    configureServer(server) {
      server.middlewares.use('/pkg/', async (request, response, next) => {
        const file = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
        const files = await forWorkbench();
        if (!Object.hasOwn(files, file)) return next();
        response.end(files[file]);
      });
    },
  };
}
