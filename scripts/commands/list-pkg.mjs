// Prints the size of each file in pkg/: uncompressed, and as a server would send it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { pkg } from '../lib/places.mjs';
import { filesIn } from '../lib/files.mjs';

/** @param {string} folder */
export function printSizes(folder) {
  const rows = filesIn(folder).map((file) => ({ file, sizes: sizes(readFileSync(join(folder, file))) }));
  const total = [0, 1, 2].map((i) => rows.reduce((sum, row) => sum + (row.sizes[i] ?? 0), 0));
  const width = Math.max(...rows.map((row) => row.file.length), 'total'.length);
  console.log(line('', ['bytes', 'gzip -9', 'brotli 11'], width));
  for (const row of rows) console.log(line(row.file, row.sizes, width));
  console.log(line('total', total, width));
}

/**
 * @param {Buffer} bytes
 * @returns {number[]}
 */
function sizes(bytes) {
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
}

/**
 * @param {string} name
 * @param {(number | string)[]} cells
 * @param {number} width
 */
function line(name, cells, width) {
  return [name.padEnd(width), ...cells.map((cell) => cell.toLocaleString('en-US').padStart(10))].join('  ');
}

if (import.meta.url === pathToFileURL(`${process.argv[1]}`).href) printSizes(pkg);
