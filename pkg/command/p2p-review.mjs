#!/usr/bin/env node
// `npx p2p-review …`: the native command line's commands, by its own code, and one more that is of the web.
import { runModule } from './run-module.mjs';

const args = process.argv.slice(2);

try {
  process.exitCode = args[0] === 'bundle' ? await bundle() : await runModule(args);
} catch (error) {
  console.error(`p2p-review: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}

async function bundle() {
  const command = await import('./bundle.mjs');
  return command.bundle(args.slice(1));
}
