// Fails if pkg/ is not, byte for byte, what its sources give.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkg, withTemporaryFolder } from '../lib/places.mjs';
import { Failure, script } from '../lib/run.mjs';
import { installBuildTools } from '../setup/build-tools.mjs';
import { buildPackage } from './build-pkg.mjs';
import { filesIn } from '../lib/files.mjs';

await script(async () => {
  await installBuildTools();
  await withTemporaryFolder(async (folder) => {
    const fresh = join(folder, 'pkg');
    await buildPackage(fresh);
    const found = differences(pkg, fresh);
    if (found.length === 0) return;
    throw new Failure(
      `pkg/ is not what its sources give:\n${found.map((line) => `  ${line}\n`).join('')}` +
        'Run `npm run build:pkg` and commit pkg/ along with the change',
    );
  });
  console.log('pkg/ is, byte for byte, what its sources give.');
});

/**
 * @param {string} committed
 * @param {string} fresh
 * @returns {string[]} one line for each file that is missing, extra or different
 */
function differences(committed, fresh) {
  const [old, now] = [filesIn(committed), filesIn(fresh)];
  return [
    ...now.filter((file) => !old.includes(file)).map((file) => `${file} is missing`),
    ...old.filter((file) => !now.includes(file)).map((file) => `${file} is no longer built`),
    ...now.filter((file) => old.includes(file)).flatMap((file) => difference(file, committed, fresh)),
  ];
}

/**
 * @param {string} file
 * @param {string} committed
 * @param {string} fresh
 */
function difference(file, committed, fresh) {
  const [old, now] = [readFileSync(join(committed, file)), readFileSync(join(fresh, file))];
  if (old.equals(now)) return [];
  const at = old.findIndex((byte, index) => byte !== now[index]);
  return [
    `${file} differs from byte ${at < 0 ? old.length : at} on (${old.length} bytes, freshly built ${now.length})`,
  ];
}
