import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { Failure, output, run } from '../lib/run.mjs';

const TARGETS = ['wasm32-unknown-unknown', 'wasm32-wasip1'];

/** Installs the toolchain of rust-toolchain.toml, with its components and targets. */
export function installRust() {
  if (ready()) return;
  if (output('rustup', ['--version']) === null) {
    throw new Failure('Rust is missing: install rustup (https://rustup.rs), open a new shell and try again');
  }
  console.log('Installing the Rust toolchain of rust-toolchain.toml …');
  run('rustup', ['toolchain', 'install', '--no-self-update']);
  if (!ready()) throw new Failure('rustup ran, yet `rustc` is not the one of rust-toolchain.toml');
}

function ready() {
  const here = { RUSTUP_AUTO_INSTALL: '0' };
  const sysroot = output('rustc', ['--print', 'sysroot'], here);
  return (
    sysroot !== null &&
    output('rustc', ['--version'], here)?.split(' ')[1] === pinnedVersion() &&
    TARGETS.every((target) => existsSync(join(sysroot, 'lib', 'rustlib', target, 'lib'))) &&
    existsSync(join(sysroot, 'lib', 'rustlib', 'src', 'rust', 'library')) &&
    output('cargo', ['fmt', '--version'], here) !== null &&
    output('cargo', ['clippy', '--version'], here) !== null
  );
}

function pinnedVersion() {
  const file = readFileSync(join(root, 'rust-toolchain.toml'), 'utf8');
  return /^channel = "(.+)"$/m.exec(file)?.[1];
}
