// Fails if pkg/ comes out different when it is built in another folder, with another cargo home and target folder.
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root, withTemporaryFolder } from '../lib/places.mjs';
import { output, run, script } from '../lib/run.mjs';
import { installBuildTools } from '../setup/build-tools.mjs';

await script(async () => {
  await installBuildTools();
  await withTemporaryFolder((folder) => {
    const copy = join(folder, 'a copy');
    for (const file of sourceFiles()) cpSync(join(root, file), join(copy, file));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    run('node', [join(copy, 'scripts/commands/check-pkg.mjs')], {
      CARGO_HOME: join(folder, 'cargo home'),
      CARGO_TARGET_DIR: join(folder, 'target folder'),
    });
  });
});

/** The files that git tracks, and new ones that it doesn't ignore. */
function sourceFiles() {
  return `${output('git', ['ls-files', '--cached', '--others', '--exclude-standard'])}`.split('\n');
}
