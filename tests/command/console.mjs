// Documents whose examples run: each `console` block is typed into a shell, and what it shows has to be what stands there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pkg } from '../../scripts/lib/places.mjs';
import { output, run } from '../../scripts/lib/run.mjs';

/** The package's command. */
export const COMMAND = join(pkg, 'command', 'p2p-review.mjs');

/** The native command line, with the features that `cargo test` has built it with. */
export function nativeCommand() {
  run('cargo', ['build', '--quiet', '--locked', '--workspace', '--bin', 'p2p-review']);
  const { target_directory } = JSON.parse(`${output('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked'])}`);
  return join(target_directory, 'debug', 'p2p-review');
}

/**
 * Runs every example of a document, in a folder.
 * @param {string} text the document
 * @param {string} folder
 * @returns {number} how many there were
 */
export function runExamples(text, folder) {
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  for (const [name, script] of [['p2p-review', `exec '${process.execPath}' '${COMMAND}' "$@"`], ['npx', 'exec "$@"']]) {
    writeFileSync(join(bin, `${name}`), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, `${name}`), 0o755);
  }
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const examples = examplesOf(text);
  for (const { command, expected } of examples) {
    const { stdout, status } = spawnSync('sh', ['-c', `exec 2>&1\n${command}`], { cwd: folder, env, encoding: 'utf8', input: '' });
    const shown = status === 0 ? stdout : `${stdout}[${status}]\n`;
    assert.ok(fits(shown, expected), `${command}\nshows\n${shown}\nand not\n${expected}`);
  }
  return examples.length;
}

/** @param {string} text */
function examplesOf(text) {
  /** @type {{ command: string, expected: string }[]} */
  const examples = [];
  for (const [, block = ''] of text.matchAll(/^```console\n([^]*?)^```/gm)) {
    for (const line of block.split('\n').slice(0, -1)) {
      const last = examples.at(-1);
      if (line.startsWith('$ ')) examples.push({ command: line.slice(2), expected: '' });
      else if (last?.expected === '' && /^>( |$)/.test(line)) last.command += `\n${line.slice(2)}`;
      else if (last) last.expected += `${line}\n`;
    }
  }
  return examples;
}

/**
 * Whether this is what is shown, where `...` stands for anything.
 * @param {string} shown
 * @param {string} expected
 */
function fits(shown, expected) {
  const parts = expected.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*?')}$`).test(shown);
}
