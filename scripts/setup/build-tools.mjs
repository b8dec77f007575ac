import { installPackages } from './npm-packages.mjs';
import { installRust } from './rust.mjs';
import { installWasmTools } from './wasm-tools.mjs';

/** Installs everything needed to build pkg/. */
export async function installBuildTools() {
  installPackages();
  installRust();
  await installWasmTools();
}
