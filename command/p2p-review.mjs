#!/usr/bin/env node
// `npx p2p-review …`: the native command line's commands, by its own code, and two more that are of the web.
import { runModule } from './run-module.mjs';

const [name = '', ...rest] = process.argv.slice(2);

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const OF_THE_WEB = {
  bundle: async (args) => (await import('./bundle.mjs')).bundle(args),
  preview: async (args) => (await import('./preview.mjs')).preview(args),
};

const ALSO = `And in this package:
  bundle   Put a policy, or several, into a folder for your web server
  preview  Open the workbench on a policy, and follow its file`;

try {
  const [asked = '', args] = name === 'help' && rest.length === 1 ? [rest[0], ['--help']] : [name, rest];
  const command = Object.hasOwn(OF_THE_WEB, asked) ? OF_THE_WEB[asked] : undefined;
  process.exitCode = await (command ? command(args) : runModule(process.argv.slice(2)));
  if (['', 'help', '-h', '--help'].includes(name) && rest.length === 0) (name ? console.log : console.error)(`\n${ALSO}`);
} catch (error) {
  console.error(`p2p-review: ${error instanceof Error ? told(error) : error}`);
  process.exitCode = 2;
}

/** As the other commands tell it: the file first, without the system's own codes. @param {NodeJS.ErrnoException} error */
function told({ message, code = '' }) {
  const [, words = '', file] = /^E[A-Z]+: (.*?), \w+(?: '(.*?)')?(?: -> .*)?$/.exec(message) ?? [];
  if (file !== undefined) return `${file}: ${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  // Node goes on about what nobody asked for.
  return code.startsWith('ERR_PARSE_ARGS') ? `${message.split('. ')[0]}; ${name} --help lists the options` : message;
}
