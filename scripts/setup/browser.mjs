import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, run } from '../run.mjs';

/** Installs Chromium and its driver from Debian's packages where there is none on the PATH. */
export function installBrowser() {
  if (onPath('chromium') && onPath('chromedriver')) return;
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    throw new Failure(
      'the browser checks need `chromium` and `chromedriver` of one version on the PATH ' +
        '(Debian: `apt-get install chromium chromium-driver` as root)',
    );
  }
  console.log("Installing Debian's Chromium and its driver …");
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', 'chromium', 'chromium-driver'], quiet);
}

/** @returns {string} */
export function chromium() {
  return found('chromium');
}

/** @returns {string} */
export function chromedriver() {
  return found('chromedriver');
}

/** @param {string} command */
function found(command) {
  const path = onPath(command);
  if (!path) throw new Failure(`\`${command}\` is not on the PATH; \`npm test\` installs it`);
  return path;
}

/** @param {string} command */
function onPath(command) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find(existsSync);
}
