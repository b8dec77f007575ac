#!/usr/bin/env node
// `npx p2p-review …`: the native command line's commands, by its own code, and two more that are of the web.
import { runModule } from './run-module.mjs';

const [name = '', ...rest] = process.argv.slice(2);

/** @type {Record<string, () => Promise<number>>} */
const OF_THE_WEB = {
  bundle: async () => (await import('./bundle.mjs')).bundle(rest),
  preview: async () => (await import('./preview.mjs')).preview(rest),
};

const ALSO = `And in this package:
  bundle   Put a policy, or several, into a folder for your web server
  preview  Open the workbench on a policy, and follow its file`;

try {
  const command = Object.hasOwn(OF_THE_WEB, name) ? OF_THE_WEB[name] : undefined;
  process.exitCode = await (command ? command() : runModule(process.argv.slice(2)));
  if (['', 'help', '-h', '--help'].includes(name) && rest.length === 0) (name ? console.log : console.error)(`\n${ALSO}`);
} catch (error) {
  console.error(`p2p-review: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
