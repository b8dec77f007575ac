// The requests that every contender decides: each row of the case tables at its instant, and rows with one answer changed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { root } from '../scripts/lib/places.mjs';

/** @typedef {{ request: Record<string, unknown>, now: string }} Asked */
/** @typedef {{ on?: string, with?: Record<string, unknown>, without?: string[], now?: string }} Row */
/** @typedef {{ now: string, base?: Record<string, Record<string, unknown>>, case?: Row[] }} Table */
/** @typedef {{ id: string, kind: string, values?: { value: string }[] }} Fact */

/** How many requests there are: the tables' rows, and as many variations as that leaves. */
export const COUNT = 1_000;

/** @returns {{ rows: number, asked: Asked[] }} */
export function requests() {
  const rows = tables().flatMap((table) => (table.case ?? []).map((row) => asked(table, row)));
  const facts = /** @type {Fact[]} */ (/** @type {unknown} */ (read('policies/facts.toml').facts));
  const changeable = facts.filter(({ id, kind }) => id !== 'payer' && ['boolean', 'choice'].includes(kind));
  const variations = Array.from({ length: COUNT - rows.length }, (_, place) =>
    // Primes to both: neither the rows nor the facts come round in step.
    varied(at(rows, place * 7), at(changeable, place * 5), place),
  );
  return { rows: rows.length, asked: [...rows, ...variations] };
}

function tables() {
  const files = readdirSync(join(root, 'tests/cases')).filter((file) => file.endsWith('.toml'));
  return files.sort().map((file) => /** @type {Table} */ (/** @type {unknown} */ (read(`tests/cases/${file}`))));
}

/** @param {string} file */
function read(file) {
  return parse(readFileSync(join(root, file), 'utf8'));
}

/**
 * @param {Table} table
 * @param {Row} row
 * @returns {Asked}
 */
function asked(table, row) {
  const request = { ...(row.on ? table.base?.[row.on] : {}) };
  for (const fact of row.without ?? []) delete request[fact];
  return { request: { ...request, ...row.with }, now: row.now ?? table.now };
}

/**
 * A request with one more answer, another one, or one fewer.
 * @param {Asked} from
 * @param {Fact} fact
 * @param {number} place
 * @returns {Asked}
 */
function varied({ request, now }, fact, place) {
  const others = [...(fact.values?.map(({ value }) => value) ?? [true, false]), undefined].filter(
    (value) => value !== request[fact.id],
  );
  const { [fact.id]: _, ...rest } = request;
  const value = at(others, place);
  return { request: value === undefined ? rest : { ...rest, [fact.id]: value }, now };
}

/**
 * @template T
 * @param {T[]} list
 * @param {number} place counted round and round
 * @returns {T}
 */
function at(list, place) {
  return /** @type {T} */ (list[place % list.length]);
}
