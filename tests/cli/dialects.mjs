// Files as offices have them, from one table for the native command line and for the package's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Dialect a file, and what becomes of it
 * @property {string} name
 * @property {string} file how the file is called
 * @property {'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1'} [encoding] latin1 stands for any bytes: Windows-1252, here
 * @property {boolean} [mark] whether it begins with a byte order mark
 * @property {string[]} [args] more options
 * @property {string | (string | [string, number])[]} text the text, in parts, one may be repeated
 * @property {number} exit
 * @property {string[]} says the parts of what is said beside the answers; without any, nothing is but the lines left out
 * @property {[number, string, (string | null)?, string?][]} answers of each: line, outcome or part of its error, last day, a rule
 */

/** @type {Dialect[]} */
export const dialects = JSON.parse(readFileSync(new URL('dialects.json', import.meta.url), 'utf8'));

/** @param {Dialect} dialect */
export function bytesOf({ text, encoding = 'utf-8', mark = false }) {
  const parts = typeof text === 'string' ? [text] : text;
  const whole = (mark ? '\ufeff' : '') + parts.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join('');
  if (encoding === 'utf-16be') return Buffer.from(whole, 'utf16le').swap16();
  return Buffer.from(whole, encoding === 'utf-16le' ? 'utf16le' : encoding);
}

/**
 * @param {Dialect} dialect
 * @param {{ status: number | null, stdout: string, stderr: string }} shown by `check --brief` as of March 3, 2026
 */
export function holds(dialect, { status, stdout, stderr }) {
  const answers = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const said = `${stdout}${stderr}`;
  assert.equal(answers.length, dialect.answers.length, said);
  for (const [index, [line, outcome, due, rule]] of dialect.answers.entries()) {
    const answer = answers[index];
    assert.equal(answer.line, line, said);
    if (outcome.startsWith('error: ')) {
      assert.ok(answer.error?.includes(outcome.slice('error: '.length)), said);
      assert.ok(stderr.includes(`line ${line}: ${answer.error}\n`), said);
    } else assert.equal(answer.outcome, outcome, said);
    if (due !== undefined) assert.equal(answer.due, due, said);
    if (rule) assert.ok(answer.rules.includes(rule), said);
  }
  assert.equal(status, dialect.exit, said);
  for (const part of dialect.says) assert.ok(stderr.includes(part), `${part} is not said:\n${stderr}`);
  const unreadable = dialect.answers.filter(([, outcome]) => outcome.startsWith('error: ')).length;
  if (unreadable > 0) {
    const read = dialect.answers.length;
    assert.ok(stderr.endsWith(`${read} requests read: ${read - unreadable} decided, ${unreadable} could not be read\n`), stderr);
  } else if (dialect.says.length === 0) assert.equal(stderr, '');
}
