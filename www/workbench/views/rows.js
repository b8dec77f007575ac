// The rows beside the policy: what `test` says of them, first whether they pass, then what they would miss.

import { h } from '../../gate/dom.js';
import { leadsTo, listed } from './parts.js';

/** @typedef {import('../made.js').Made} Made */
/** @typedef {{ file: string, line: number, column: number, path: string, what: string }} Place */
/** @typedef {{ file: string, line: number, name: string, outcome: string, passed: boolean, complaints: string[], request: Record<string, unknown>, now: string }} Row */
/** @typedef {{ total: number, untouched: Place[] }} Tally */
/** @typedef {Place & { witness: { row: string, with: string[], difference: string } }} Unnoticed */
/** @typedef {{ rows: Row[], of_others: number, coverage: { rules: Tally, statements: Tally, days: Tally } | null, spoilt: { total: number, refused: number, alike: number, unnoticed: Unnoticed[] } | null }} Report */
/** @typedef {{ file: string, line: number | null, column: number | null, message: string }} Unreadable */

/**
 * @param {import('../command.js').Lane} lane
 * @param {Made} made
 * @param {string[]} more arguments
 * @param {AbortSignal} signal
 * @returns {Promise<{ report: Report | null, unreadable: Unreadable | null, wrong: string }>} what is wrong where there is no report
 */
export async function testRows(lane, made, more, signal) {
  const { out, err } = await lane.run(['test', made.policy, '--format', 'json', ...more], made.files, signal);
  const told = out ? JSON.parse(out) : {};
  return { report: told.rows ? told : null, unreadable: told.unreadable ?? null, wrong: err.replace(/^p2p-review: /, '').trim() };
}

export class RowsView {
  /** @param {HTMLElement} place @param {import('../bench.js').Bench} bench */
  constructor(place, bench) {
    this.place = place;
    this.bench = bench;
    this.status = h('p', { role: 'status', class: 'state' });
    this.report = h('div');
    place.append(this.status, this.report);
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async draw(made, signal) {
    if (!(made.rows in made.files)) return this.#missing(made);
    const quick = await testRows(this.bench.quick, made, ['--quick'], signal);
    if (!quick.report) return this.#wrong(quick);
    this.status.textContent = `${passes(quick.report)} Looking for what they would miss …`;
    this.report.replaceChildren(this.#rows(quick.report));
    const whole = await testRows(this.bench.slow, made, [], signal);
    if (!whole.report) return this.#wrong(whole);
    this.status.textContent = passes(whole.report);
    const parts = [this.#missed(whole.report), this.#rows(whole.report)];
    // A row that fails is what to look at first.
    this.report.replaceChildren(...(whole.report.spoilt ? parts : parts.reverse()));
  }

  /** @param {Made} made */
  #missing({ rows, id }) {
    this.status.textContent = `${rows} is not open.`;
    const begin = h('button', { type: 'button', class: 'ds-c-button ds-c-button--small' }, `Begin ${rows}`);
    begin.addEventListener('click', () => this.bench.beginRows(rows, id));
    this.report.replaceChildren(h('p', {}, 'Rows are requests, each with what its decision has to be. Open the file together with its policy, or begin one.'), h('p', {}, begin));
  }

  /** @param {{ unreadable: Unreadable | null, wrong: string }} told */
  #wrong({ unreadable, wrong }) {
    this.status.textContent = 'The rows can’t be run.';
    const { file = '', line = null, column = null, message = wrong } = unreadable ?? {};
    this.report.replaceChildren(h('p', { class: 'wrong' }, line === null ? message : leadsTo(this.bench.goTo, { file, line, column }, `Line ${line}: ${message}`)));
  }

  /** @param {Report} report */
  #rows({ rows }) {
    const [failed, passed] = [rows.filter((row) => !row.passed), rows.filter((row) => row.passed)];
    return h('section', { class: 'listed' }, h('h3', {}, 'Rows'), h('ul', { class: 'rows' }, ...[...failed, ...passed].map((row) => this.#row(row))));
  }

  /** @param {Row} row */
  #row({ file, line, name, outcome, passed, complaints }) {
    return h('li', {},
      h('span', { class: `badge ${passed ? 'yes' : 'reject'}` }, passed ? 'passes' : 'fails'), ' ',
      leadsTo(this.bench.goTo, { file, line }, name), ' ', h('span', { class: 'p2p-small' }, outcome),
      complaints.length === 0 ? null : h('ul', {}, ...complaints.map((complaint) => h('li', {}, complaint))));
  }

  /** What no row touches, and what none would notice. @param {Report} report */
  #missed({ coverage, spoilt }) {
    const tallies = coverage ? [this.#tally('Rules and other parts', coverage.rules), this.#tally('Statements', coverage.statements), this.#tally('Boundary days', coverage.days)] : [];
    return h('dl', { class: 'tallies' }, ...tallies.flat(), ...(spoilt ? this.#spoilt(spoilt) : [h('dt', {}, 'Spoilt versions'), h('dd', {}, 'Tried once all rows pass')]));
  }

  /** @param {string} title @param {Tally} tally */
  #tally(title, { total, untouched }) {
    return [h('dt', {}, title), h('dd', {}, `${total - untouched.length} of ${total} touched`, untouched.length === 0 ? null : h('ul', {}, ...untouched.map((place) => h('li', {}, leadsTo(this.bench.goTo, place, place.what)))))];
  }

  /** @param {NonNullable<Report['spoilt']>} spoilt */
  #spoilt({ total, refused, unnoticed }) {
    const said = `${total - unnoticed.length} of ${total} noticed, ${refused} of them by the check alone`;
    const items = unnoticed.map(({ witness, ...place }) => h('li', {},
      leadsTo(this.bench.goTo, place, place.what),
      h('p', { class: 'p2p-small' }, `This request tells it apart: “${witness.row}”${witness.with.length > 0 ? ` with ${witness.with.join(', ')}` : ''}: ${witness.difference}`)));
    return [h('dt', {}, 'Spoilt versions'), h('dd', {}, said, listed('No row notices', items))];
  }
}

/** @param {Report} report */
function passes({ rows, of_others: others }) {
  const passed = rows.filter((row) => row.passed).length;
  return `${passed} of ${rows.length} rows pass${others > 0 ? `; ${others} of other payers left out` : ''}.`;
}
