// npm run edge: the intake on this machine, for development.
//   npm run edge -- --port 8787 --folder .intake --origin https://clinic.example
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/places.mjs';
import { script } from '../scripts/lib/run.mjs';
import { installPackages } from '../scripts/setup/npm-packages.mjs';

await script(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      folder: { type: 'string', default: join(root, '.intake') },
      origin: { type: 'string', multiple: true, default: [] },
    },
  });
  installPackages();
  const { startIntake } = await import('./host.mjs');
  const { address } = await startIntake({ folder: values.folder, port: Number(values.port), origins: values.origin });
  console.log(`The intake listens at ${address}, its store is in ${values.folder}`);
});
