// Runs the command beside the page, which goes on meanwhile.

import { runCommand } from './run.js';

/** @typedef {{ module: WebAssembly.Module, args: string[], files: import('./run.js').Files }} Asked */

addEventListener('message', async (event) => {
  const { module, args, files } = /** @type {Asked} */ (event.data);
  try {
    postMessage({ ran: await runCommand(module, args, files) });
  } catch (error) {
    postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
});
