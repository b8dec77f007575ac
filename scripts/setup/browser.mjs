import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, run } from '../lib/run.mjs';
import { installCargoTools } from './cargo-tools.mjs';

/** Debian has no geckodriver. */
const GECKODRIVER = '0.37.1';

/** The commands that the browser checks take, and Debian's package of each. */
const PACKAGES = { chromium: 'chromium', chromedriver: 'chromium-driver', firefox: 'firefox-esr', nginx: 'nginx' };

/** Where a shell may not look, but a system keeps its servers. */
const SERVERS = '/usr/sbin';

/** Installs Chromium, Firefox and nginx from Debian's packages where they are not on the PATH, and the browsers' drivers. */
export async function installBrowsers() {
  installMissing(PACKAGES);
  await installCargoTools([['geckodriver', 'geckodriver', GECKODRIVER]]);
}

/** What the proof in WebKit takes: its driver, and a screen that nobody sees. */
export function installWebKit() {
  installMissing({ WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' });
}

/** What the proof with the screen reader takes: it, a desktop for it, and keys from a script. */
export function installOrca() {
  installMissing({ orca: 'orca', openbox: 'openbox', 'dbus-run-session': 'dbus-x11', xdotool: 'xdotool', Xvfb: 'xvfb' });
}

/** @param {Record<string, string>} packages by the command that each brings */
function installMissing(packages) {
  const missing = Object.entries(packages).filter(([command]) => !onPath(command));
  if (missing.length > 0) installPackages(missing.map(([, name]) => name));
}

/** @param {string[]} names */
function installPackages(names) {
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    throw new Failure(
      'the browser checks need `chromium` and `chromedriver` of one version, `firefox` and `nginx`, on the PATH ' +
        `(Debian: \`apt-get install ${names.join(' ')}\` as root)`,
    );
  }
  console.log(`Installing Debian's ${names.join(', ')} …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', ...names], quiet);
}

/** @returns {string} */
export function chromium() {
  return found('chromium');
}

/** @returns {string} */
export function chromedriver() {
  return found('chromedriver');
}

/** @returns {string} */
export function geckodriver() {
  return found('geckodriver');
}

/** @returns {string} */
export function nginx() {
  return found('nginx');
}

/** @param {string} command */
function found(command) {
  const path = onPath(command);
  if (!path) throw new Failure(`\`${command}\` is not on the PATH; \`npm test\` installs it`);
  return path;
}

/** @param {string} command */
function onPath(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), SERVERS];
  return folders.map((folder) => join(folder, command)).find(existsSync);
}
