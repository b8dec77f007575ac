// Vite's command line, after installing packages. Runs in this process, so stopping it stops the server.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { script } from '../lib/run.mjs';
import { installPackages } from '../setup/npm-packages.mjs';

await script(async () => {
  installPackages();
  await import(pathToFileURL(join(root, 'node_modules/vite/bin/vite.js')).href);
});
