import { withTemporaryFolder } from '../lib/places.mjs';
import { output, run } from '../lib/run.mjs';

/** @typedef {[command: string, crate: string, version: string]} Tool */

/**
 * Installs commands from crates.io that are missing or have another version.
 * @param {Tool[]} tools
 */
export async function installCargoTools(tools) {
  const missing = tools.filter(
    ([command, , version]) => output(command, ['--version'])?.split(/\s/)[1] !== version,
  );
  if (missing.length === 0) return;

  const crates = new Set(missing.map(([, crate, version]) => `${crate}@${version}`));
  console.log(`Installing ${[...crates].join(' and ')}, a few minutes …`);
  await withTemporaryFolder((folder) =>
    run('cargo', ['install', ...crates], {
      CARGO_TARGET_DIR: folder,
      // They run for a second each, so a fast build matters more than fast code.
      CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
      CARGO_PROFILE_RELEASE_LTO: 'false',
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    }),
  );
}
