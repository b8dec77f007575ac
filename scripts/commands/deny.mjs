// Checks every Rust dependency with cargo-deny, by deny.toml: licenses, duplicate and forbidden crates, sources,
// advisories.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cargoHome } from '../lib/places.mjs';
import { output, run, script } from '../lib/run.mjs';
import { installCargoTools } from '../setup/cargo-tools.mjs';

/** Where cargo-deny keeps the advisories that it has fetched. */
const DATABASES = join(cargoHome, 'advisory-dbs');

await script(async () => {
  await installCargoTools([['cargo-deny', 'cargo-deny', '0.20.2']]);
  const check = (/** @type {string[]} */ ...which) => run('cargo', ['deny', '--locked', '--offline', 'check', '--hide-inclusion-graph', ...which]);
  check('licenses', 'bans', 'sources');
  if (output('cargo', ['deny', 'fetch', 'db']) === null && !hasDatabase()) {
    console.log('Advisories are left out: their database is not here, and can’t be fetched. `cargo deny fetch db` does so where there is a network.');
    return;
  }
  check('advisories');
});

function hasDatabase() {
  return existsSync(DATABASES) && readdirSync(DATABASES, { withFileTypes: true }).some((entry) => entry.isDirectory());
}
