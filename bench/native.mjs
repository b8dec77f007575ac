// The core without JavaScript: cargo bench, part by part.
import { Failure, output, run } from '../scripts/lib/run.mjs';

/** @typedef {{ part: string, time: string, rate: string | null }} Part */

const ARGS = ['bench', '--locked', '--bench', 'core'];

/**
 * The medians that divan prints: of each part the time of all rows, and under it how many rows that makes a second.
 * @returns {Part[]}
 */
export function native() {
  run('cargo', [...ARGS, '--no-run']);
  const lines = `${output('cargo', ARGS)}`.split('\n');
  const parts = lines.flatMap((line, at) => {
    const part = /[├╰]─ (\w+)/.exec(line)?.[1];
    const time = column(line);
    const rate = column(lines[at + 1] ?? '');
    return part && time ? [{ part, time, rate: rate?.includes('item/s') ? rate : null }] : [];
  });
  if (parts.length === 0) throw new Failure('cargo bench printed no figures');
  return parts;
}

/**
 * Fastest, slowest, median: the third.
 * @param {string} line
 */
function column(line) {
  return line.split('│').slice(-4)[0]?.trim() || undefined;
}
