import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, output, run } from '../lib/run.mjs';

/** Debian's folder of PostgreSQL versions; the programs in it are not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** Installs PostgreSQL and SQLite from Debian's packages. The intake's checks run their own servers. */
export function installDatabases() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Failure(`the intake’s checks need PostgreSQL’s server programs and \`sqlite3\` (Debian: \`apt-get install ${missing.join(' ')}\` as root)`);
  }
  console.log(`Installing Debian’s ${missing.join(', ')} …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
  if (missingPackages().length > 0) throw new Failure(`Debian’s ${missingPackages().join(', ')} did not bring what the intake’s checks need`);
}

function missingPackages() {
  return [...(postgresPrograms() ? [] : ['postgresql']), ...(output('sqlite3', ['--version']) === null ? ['sqlite3'] : [])];
}

/** @returns {string | null} the folder with `initdb`, `pg_ctl` and `pg_dump` */
export function postgresPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}
