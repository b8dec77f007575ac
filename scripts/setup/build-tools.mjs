import { installPackages } from './npm-packages.mjs';
import { installRust } from './rust.mjs';
import { installWasmTools } from './wasm-tools.mjs';

/** Everything that building pkg/ takes. */
export async function installBuildTools() {
  installPackages();
  installRust();
  await installWasmTools();
}
