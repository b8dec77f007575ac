// The routes under …/staff, all read-only.
import { Problem } from '../http/problem.js';
import { asJson, csv, jsonLines } from './export.js';
import { PAGE_HEADERS, STYLE, page } from './page.js';
import { cursor, readQuery } from './query.js';

/** @typedef {import('../store/store.js').Store} Store */

/**
 * @param {URL} url
 * @param {string} part the path after `/staff`
 * @param {{ store: Store, timeZone: string }} context
 * @returns {Promise<Response>}
 */
export async function answerStaff(url, part, { store, timeZone }) {
  switch (part) {
    case '':
    case '/':
      return showPage(url, part, store, timeZone);
    case '/style.css':
      return new Response(STYLE, { headers: { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' } });
    case '/requests':
      return list(url, store, timeZone);
    case '/requests.jsonl':
      return file(jsonLines(store, readQuery(url, timeZone).filter), 'application/jsonl; charset=utf-8', 'jsonl');
    case '/requests.csv':
      return file(csv(store, readQuery(url, timeZone).filter), 'text/csv; charset=utf-8; header=present', 'csv');
    case '/deliveries':
      return deliveries(url, store);
    default:
      throw new Problem(404, 'Not found', 'There is nothing at this address.');
  }
}

/**
 * @param {URL} url
 * @param {string} part
 * @param {Store} store
 * @param {string} timeZone
 */
async function showPage(url, part, store, timeZone) {
  const view = { parameters: url.searchParams, timeZone, base: part === '' ? 'staff/' : './' };
  try {
    const { filter, after, limit } = readQuery(url, timeZone);
    const rows = await store.list(filter, { after, limit: limit + 1 });
    return new Response(page({ ...view, rows: rows.slice(0, limit), more: rows.length > limit, problem: null }), { headers: PAGE_HEADERS });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const problem = 'Give days as year, month and day, such as 2026-03-02, and choose a health plan from the list.';
    return new Response(page({ ...view, parameters: new URLSearchParams(), rows: [], more: false, problem }), { status: error.status, headers: PAGE_HEADERS });
  }
}

/**
 * @param {URL} url
 * @param {Store} store
 * @param {string} timeZone
 */
async function list(url, store, timeZone) {
  const { filter, after, limit } = readQuery(url, timeZone);
  const rows = await store.list(filter, { after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return Response.json({ requests: shown.map(asJson), next: rows.length > limit && last ? cursor(last) : null });
}

/**
 * @param {URL} url
 * @param {Store} store
 */
async function deliveries({ searchParams }, store) {
  const state = searchParams.get('state') ?? 'dead';
  if (state !== 'dead' && state !== 'pending') throw new Problem(400, 'Malformed', 'A delivery’s state is pending or dead.');
  return Response.json({ deliveries: await store.undelivered(state, 500) });
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {string} type
 * @param {string} extension
 */
function file(body, type, extension) {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="p2p-requests.${extension}"`, 'x-content-type-options': 'nosniff' },
  });
}
