// npm run build:edge: writes everything that a self-hosted workerd needs to dist-edge/.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../scripts/lib/places.mjs';
import { script } from '../scripts/lib/run.mjs';
import { installPackages } from '../scripts/setup/npm-packages.mjs';

await script(async () => {
  const { values } = parseArgs({ options: { 'out-dir': { type: 'string', default: join(root, 'dist-edge') } } });
  installPackages();
  const { bundleWorker } = await import('./bundle.mjs');
  const { script: text, rules } = await bundleWorker('self-hosted.js');
  const folder = values['out-dir'];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'worker.js'), text);
  writeFileSync(join(folder, rules.name), rules.bytes);
  copyFileSync(join(root, 'edge/workerd.capnp'), join(folder, 'workerd.capnp'));
  copyFileSync(join(root, 'edge/self-hosted.sh'), join(folder, 'serve.sh'));
  console.log(`The worker is in ${folder}`);
});
