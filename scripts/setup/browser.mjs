import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure, run } from '../lib/run.mjs';
import { installCargoTools } from './cargo-tools.mjs';

/** The version of geckodriver, which Debian doesn't package. */
const GECKODRIVER = '0.37.1';

/** The commands that the browser checks need, with their Debian packages. */
const PACKAGES = { chromium: 'chromium', chromedriver: 'chromium-driver', firefox: 'firefox-esr', nginx: 'nginx' };

/** Debian installs servers here, which may not be on the PATH. */
const SERVERS = '/usr/sbin';

/** Installs Chromium, Firefox, nginx and the browsers' drivers, unless they are on the PATH. */
export async function installBrowsers() {
  installMissing(PACKAGES);
  await installCargoTools([['geckodriver', 'geckodriver', GECKODRIVER]]);
}

/** Installs what the WebKit proof needs: its driver and a virtual screen. */
export function installWebKit() {
  installMissing({ WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' });
}

/** Installs what the screen reader proof needs: Orca, a desktop, and a tool that types keys. */
export function installOrca() {
  installMissing({ orca: 'orca', openbox: 'openbox', 'dbus-run-session': 'dbus-x11', xdotool: 'xdotool', Xvfb: 'xvfb' });
}

/** @param {Record<string, string>} packages by the command that each provides */
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
