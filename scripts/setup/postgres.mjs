import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, run } from '../lib/run.mjs';

/** Where Debian keeps each version's programs; they are not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** Installs Debian's PostgreSQL where there is none. The tests run servers of their own with it. */
export function installPostgres() {
  if (postgresPrograms()) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Failure('the intake’s checks need PostgreSQL’s server programs (Debian: `apt-get install postgresql` as root)');
  }
  console.log('Installing Debian’s postgresql …');
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', 'postgresql'], quiet);
  if (!postgresPrograms()) throw new Failure('Debian’s postgresql is there, but not its `initdb`');
}

/** @returns {string | null} the folder that holds `initdb`, `pg_ctl` and `pg_dump` */
export function postgresPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}
