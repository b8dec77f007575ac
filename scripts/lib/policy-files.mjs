import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TomlDate, parse } from 'smol-toml';
import { root } from './places.mjs';

/**
 * A policy as parsed from its file. The build has checked its structure.
 * @typedef {{ id?: string, says?: string[], decided?: string[] } & Record<string, any>} Part
 * @typedef {Record<string, any> & { id: string, name: string }} Policy
 */

const folder = join(root, 'policies');

/** TOML files in policies/ that are not policies. */
const NO_POLICIES = ['calendars.toml', 'facts.toml', 'decisions.toml'];

/**
 * The payers' policies, with their includes merged in, by file name.
 * @returns {Policy[]}
 */
export function policyFiles() {
  const names = readdirSync(folder).filter((name) => name.endsWith('.toml') && !NO_POLICIES.includes(name));
  return names.sort().map((name) => withIncludes(readToml(join(folder, name))));
}

/** @returns {{ days: { id: string, name: string }[], calendars: { id: string, name: string, days: string[], doubtful?: string[] }[] }} */
export function calendars() {
  return readToml(join(folder, 'calendars.toml'));
}

/** @returns {any[]} the vocabulary, in asking order */
export function vocabulary() {
  return readToml(join(folder, 'facts.toml')).facts;
}

/** @returns {{ id: string, gist: string, meta?: string }[]} */
export function decisions() {
  return readToml(join(folder, 'decisions.toml')).decisions;
}

/**
 * @param {string} file
 * @returns {any} as JSON: dates are texts
 */
export function readToml(file) {
  return plain(parse(readFileSync(file, 'utf8')));
}

/** @param {any} policy */
function withIncludes({ include = [], ...policy }) {
  for (const name of include) {
    const more = readToml(join(folder, 'shared', `${name}.toml`));
    for (const [key, items] of Object.entries(more)) policy[key] = [...(policy[key] ?? []), ...items];
  }
  return policy;
}

/**
 * @param {unknown} value
 * @returns {any}
 */
function plain(value) {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
