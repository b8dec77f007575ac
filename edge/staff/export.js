// Exports requests as JSON Lines and CSV, page by page, so that memory use stays small.
import { FIELDS } from '../answers.js';

/** @typedef {import('../store/store.js').Store} Store */
/** @typedef {import('../store/store.js').Listed} Listed */
/** @typedef {import('../store/store.js').Filter} Filter */
/** @typedef {(rows: number, complete: boolean) => void} Ended */

const PAGE = 500;

/** @param {Listed} row */
export function asJson({ reference, received_at, payer, delivery, record, answers }) {
  return { reference, received_at, payer, due: record === null ? null : JSON.parse(record).due, delivery, answers: JSON.parse(answers) };
}

/**
 * @param {Store} store
 * @param {Filter} filter
 * @param {Ended} ended
 */
export function jsonLines(store, filter, ended) {
  return stream(store, filter, ended, '', (row) => `${JSON.stringify(asJson(row))}\n`);
}

/**
 * @param {Store} store
 * @param {Filter} filter
 * @param {Ended} ended
 */
export function csv(store, filter, ended) {
  const columns = ['reference', 'received_at', 'due', ...FIELDS.map(({ field }) => field)];
  // The byte order mark tells spreadsheets that the file is UTF-8.
  return stream(store, filter, ended, `\uFEFF${line(columns)}`, (row) => {
    const { answers, ...rest } = asJson(row);
    const values = /** @type {Record<string, unknown>} */ ({ ...answers, ...rest });
    return line(columns.map((column) => text(values[column])));
  });
}

/** @param {unknown} value */
function text(value) {
  if (value === null || value === undefined) return '';
  if (!Array.isArray(value)) return String(value);
  return value.map(({ date, start, end, time_zone: zone }) => `${date} ${start}-${end}${zone ? ` ${zone}` : ''}`).join('; ');
}

/** @param {string[]} cells */
function line(cells) {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * Spreadsheets take cells that begin with one of these characters for formulas, even after blanks or in full width. A
 * leading apostrophe makes them text.
 * @param {string} value
 */
export function cell(value) {
  const safe = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {Store} store
 * @param {Filter} filter
 * @param {Ended} ended
 * @param {string} head
 * @param {(row: Listed) => string} write
 * @returns {ReadableStream<Uint8Array>}
 */
function stream(store, filter, ended, head, write) {
  const encoder = new TextEncoder();
  /** @type {Listed | null} */
  let last = null;
  let written = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      // If the store fails halfway, this breaks the connection off, so that half an export does not look complete.
      const rows = await store.list(filter, { after: last, limit: PAGE }).catch((error) => {
        ended(written, false);
        throw error;
      });
      last = rows.at(-1) ?? last;
      if (rows.length) controller.enqueue(encoder.encode(rows.map(write).join('')));
      written += rows.length;
      if (rows.length === PAGE) return;
      controller.close();
      ended(written, true);
    },
    cancel: () => ended(written, false),
  });
}
