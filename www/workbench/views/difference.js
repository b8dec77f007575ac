// What the change flips: the policy that is open against the shipped one or an older version, over requests.

import { h } from '../../gate/dom.js';
import { byInput, readAll } from '../files.js';
import { field } from './parts.js';
import { testRows } from './rows.js';

/** @typedef {import('../made.js').Made} Made */
/** @typedef {{ line: number, was: string, is: string, no_longer: string[], now: string[], last_day: { was: string | null, is: string | null } | null }} Change */
/** @typedef {{ changes: Change[], sums: { requests: number, unreadable: number, moved: number, flips: { was: string, is: string, requests: number }[] } }} Report */
/** @typedef {{ name: string, bytes: Uint8Array }} Sample requests as they are: the command reads whatever offices have */
/** @typedef {{ name: string, text: string }} Older */

const SAMPLES = 'samples.jsonl';
const INSTANT = 'asked_at';

export class DifferenceView {
  /** @type {Made | null} */
  #made = null;
  /** @type {Older | null} */
  #older = null;
  /** @type {Sample | null} */
  #samples = null;
  #asking = new AbortController();

  /** @param {HTMLElement} place @param {import('../bench.js').Bench} bench */
  constructor(place, bench) {
    this.bench = bench;
    const old = field('select', 'Compared with', {});
    const over = field('select', 'Over these requests', {}, h('option', { value: 'rows' }, 'Those of the rows'), h('option', { value: 'file' }, 'A file of requests …'));
    const now = field('input', 'Asked at, where the file doesn’t say by an asked_at', { value: `${new Date().toISOString().slice(0, 16)}:00Z`, spellcheck: 'false', autocomplete: 'off' });
    this.old = old.control;
    this.over = over.control;
    this.now = now.control;
    this.instant = now.row;
    this.input = h('input', { type: 'file', hidden: true, 'aria-label': 'Another version, or requests' });
    this.status = h('p', { role: 'status', class: 'state' });
    this.report = h('div');
    place.append(old.row, over.row, now.row, this.input, this.status, this.report);
    this.old.addEventListener('change', () => bench.attempt(this.#chosen(this.old)));
    this.over.addEventListener('change', () => bench.attempt(this.#chosen(this.over)));
    this.now.addEventListener('input', () => this.#askAgain());
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async draw(made, signal) {
    this.#made = made;
    const chosen = this.old.value;
    const shipped = await this.bench.isShipped(made.id);
    const older = this.#older;
    /** @type {[string, string][]} */
    const versions = [['opened', 'The version that was opened'], ...(shipped ? [/** @type {[string, string]} */ (['shipped', 'The shipped policy'])] : []), ...(older ? [/** @type {[string, string]} */ (['older', older.name])] : []), ['file', 'Another version …']];
    this.old.replaceChildren(...versions.map(([value, words]) => h('option', { value }, words)));
    this.old.value = versions.some(([value]) => value === chosen) ? chosen : 'opened';
    await this.#compare(made, signal);
  }

  /** @param {HTMLSelectElement} select */
  async #chosen(select) {
    if (select.value === 'file') {
      const files = await byInput(this.input);
      try {
        await (select === this.over ? this.#takeRequests(files) : this.#takeOlder(files));
      } finally {
        // Also where the file can't be read: then the one before stays.
        if (select === this.old) select.value = this.#older ? 'older' : 'opened';
        else if (!this.#samples) select.value = 'rows';
      }
    }
    this.#askAgain();
  }

  /** @param {File[]} files */
  async #takeRequests([file]) {
    if (file) this.#samples = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  }

  /** @param {File[]} files */
  async #takeOlder(files) {
    const [older] = await readAll(files.slice(0, 1));
    if (!older) return;
    this.#older = older;
    this.old.append(h('option', { value: 'older' }, older.name));
  }

  #askAgain() {
    this.#asking.abort();
    this.#asking = new AbortController();
    const made = this.#made;
    if (made) this.bench.attempt(this.#compare(made, this.#asking.signal));
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async #compare(made, signal) {
    const samples = await this.#requests(made, signal);
    const isFile = this.over.value === 'file';
    const text = samples ? new TextDecoder().decode(samples.bytes) : '';
    this.instant.hidden = !isFile || text.includes(INSTANT);
    if (!samples) return this.#say(`There are no requests yet: open ${made.rows}, or choose a file of requests.`);
    const [old, olderFiles] = this.#olderVersion(made);
    const files = { ...made.files, ...olderFiles, [samples.name]: samples.bytes };
    const clock = this.instant.hidden ? ['--now-from', INSTANT] : ['--now', this.now.value.trim()];
    const { out, err } = await this.bench.slow.run(['diff', old, made.policy, samples.name, ...clock, '--format', 'json'], files, signal);
    if (!out) return this.#say(err.replace(/^(?:p2p-review|error): /, '').trim());
    this.#draw(JSON.parse(out), text);
  }

  /** @param {Made} made @param {AbortSignal} signal @returns {Promise<Sample | null>} */
  async #requests(made, signal) {
    if (this.over.value === 'file') return this.#samples;
    if (!(made.rows in made.files)) return null;
    const { report } = await testRows(this.bench.quick, made, ['--quick'], signal);
    const lines = (report?.rows ?? []).map(({ name, request, now }) => JSON.stringify({ row: name, [INSTANT]: now, ...request }));
    return lines.length > 0 ? { name: SAMPLES, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) } : null;
  }

  /** @param {Made} made @returns {[string, import('../run.js').Files]} how the command names it, and its files */
  #olderVersion(made) {
    if (this.old.value === 'shipped') return ['shipped', {}];
    const version = this.old.value === 'older' && this.#older ? { [this.#older.name]: this.#older.text } : this.bench.opened();
    // In a folder of its own, with what it includes.
    const others = Object.entries(made.files).filter(([file]) => file !== made.policy);
    const beside = Object.fromEntries([...others, ...Object.entries(version)].map(([file, text]) => [`older/${file}`, text]));
    const name = this.old.value === 'older' && this.#older ? this.#older.name : made.policy;
    return [`older/${name}`, beside];
  }

  /** @param {string} words */
  #say(words) {
    this.status.textContent = words;
    this.report.replaceChildren();
  }

  /** @param {Report} report @param {string} samples */
  #draw({ changes, sums: { requests, unreadable, moved, flips } }, samples) {
    const flipped = flips.reduce((sum, flip) => sum + flip.requests, 0);
    const also = [moved > 0 ? `${moved} keep their outcome and get another last day` : null, unreadable > 0 ? `${unreadable} lines could not be read` : null].filter((part) => part !== null);
    this.#say([`${flipped} of ${requests} requests flip`, ...also].join('; '));
    if (changes.length === 0) return;
    const names = samples.split('\n').map((line) => /^\{"row":("(?:[^"\\]|\\.)*")/.exec(line)?.[1]).map((name) => (name ? String(JSON.parse(name)) : null));
    const rows = changes.map((change) => rowOf(change, names[change.line - 1] ?? `Line ${change.line}`));
    const head = h('tr', {}, ...['Request', 'Outcome', 'No longer', 'Now', 'Last day'].map((title) => h('th', { scope: 'col' }, title)));
    this.report.append(
      h('ul', {}, ...flips.map(({ was, is, requests: count }) => h('li', {}, `${count}: ${was} → ${is}`))),
      h('div', { class: 'wide', role: 'region', 'aria-label': 'Requests that flip', tabindex: '0' }, h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows))),
    );
  }
}

/** @param {Change} change @param {string} name */
function rowOf({ was, is, no_longer: gone, now, last_day: day }, name) {
  const words = [was === is ? is : `${was} → ${is}`, gone.join(', '), now.join(', '), day ? `${day.was ?? 'none'} → ${day.is ?? 'none'}` : ''];
  return h('tr', {}, h('th', { scope: 'row' }, name), ...words.map((word) => h('td', {}, word)));
}
