// The routes under …/staff, all read-only, and what the log says about each read.
import { Problem } from '../http/problem.js';
import { asJson, csv, jsonLines } from './export.js';
import { PAGE_HEADERS, PAYERS, STYLE, page } from './page.js';
import { cursor, readQuery } from './query.js';

/** @typedef {import('../store/store.js').Store} Store */
/** @typedef {import('../store/store.js').Filter} Filter */
/** @typedef {import('./query.js').Query} Query */
/** @typedef {{ store: Store, timeZone: string, ended: import('./export.js').Ended }} Context ended: of an export */
/**
 * @typedef {object} Answer
 * @property {Response} response
 * @property {Record<string, unknown> | null} read which requests were read, without anything personal; null for none
 */

/**
 * @param {URL} url
 * @param {string} part the path after `/staff`
 * @param {Context} context
 * @returns {Promise<Answer>}
 */
export async function answerStaff(url, part, context) {
  switch (part) {
    case '':
    case '/':
      return showPage(url, part, context);
    case '/style.css':
      return { response: new Response(STYLE, { headers: { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' } }), read: null };
    case '/requests':
      return list(url, context);
    case '/requests.jsonl':
      return file(url, context, jsonLines, 'application/jsonl; charset=utf-8', 'jsonl');
    case '/requests.csv':
      return file(url, context, csv, 'text/csv; charset=utf-8; header=present', 'csv');
    case '/deliveries':
      return deliveries(url, context);
    default:
      throw new Problem(404, 'Not found', 'There is nothing at this address.');
  }
}

/**
 * @param {URL} url
 * @param {string} part
 * @param {Context} context
 * @returns {Promise<Answer>}
 */
async function showPage(url, part, { store, timeZone }) {
  const view = { parameters: url.searchParams, timeZone, base: part === '' ? 'staff/' : './' };
  try {
    const query = readQuery(url, timeZone);
    const { rows, more } = await onePage(store, query);
    return { response: new Response(page({ ...view, rows, more, problem: null }), { headers: PAGE_HEADERS }), read: pageRead(query, rows.length) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = 'Enter dates as year, month and day, such as 2026-03-02, and choose a health plan from the list.';
    const text = page({ ...view, parameters: new URLSearchParams(), rows: [], more: false, problem });
    return { response: new Response(text, { status: error.status, headers: PAGE_HEADERS }), read: null };
  }
}

/**
 * @param {URL} url
 * @param {Context} context
 * @returns {Promise<Answer>}
 */
async function list(url, { store, timeZone }) {
  const query = readQuery(url, timeZone);
  const { rows, more } = await onePage(store, query);
  const last = rows.at(-1);
  return { response: Response.json({ requests: rows.map(asJson), next: more && last ? cursor(last) : null }), read: pageRead(query, rows.length) };
}

/**
 * @param {URL} url
 * @param {Context} context
 * @returns {Promise<Answer>}
 */
async function deliveries({ searchParams }, { store }) {
  const state = searchParams.get('state') ?? 'dead';
  if (state !== 'dead' && state !== 'pending') throw new Problem(400, 'Malformed', 'The state must be pending or dead.');
  const rows = await store.undelivered(state, 500);
  return { response: Response.json({ deliveries: rows }), read: { state, rows: rows.length } };
}

/**
 * @param {URL} url
 * @param {Context} context
 * @param {typeof csv} write
 * @param {string} type
 * @param {string} extension
 * @returns {Answer}
 */
function file(url, { store, timeZone, ended }, write, type, extension) {
  const { filter } = readQuery(url, timeZone);
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="p2p-requests.${extension}"`, 'x-content-type-options': 'nosniff' };
  return { response: new Response(write(store, filter, ended), { headers }), read: filterRead(filter) };
}

/**
 * @param {Store} store
 * @param {Query} query
 */
async function onePage(store, { filter, after, limit }) {
  const rows = await store.list(filter, { after, limit: limit + 1 });
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/**
 * @param {Query} query
 * @param {number} rows
 */
function pageRead({ filter, after, limit }, rows) {
  return { ...filterRead(filter), after: after !== null, limit, rows };
}

/** @param {Filter} filter */
function filterRead({ payer, from, until }) {
  // Any word can stand in the query, also a name.
  return { payer: payer === null || PAYERS.some(({ id }) => id === payer) ? payer : 'other', from, until };
}
