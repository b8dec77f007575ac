// The answer to one request: the decision, readable, with the sentences that it rests on.

import { h } from '../../gate/dom.js';
import { field, folded, leadsTo, listed, printed } from './parts.js';
import { testRows } from './rows.js';
import { ruleBook } from './rules.js';

/** @typedef {import('../made.js').Made} Made */
/** @typedef {import('../../../pkg/p2p_review.js').Decision} Decision */
/** @typedef {import('../../../pkg/p2p_review.js').Citation} Citation */
/** @typedef {import('../../../pkg/p2p_review.js').Deadline} Deadline */
/** @typedef {import('../../../pkg/p2p_review.js').Finding} Finding */
/** @typedef {import('../../../pkg/p2p_review.js').NextStep} NextStep */
/** @typedef {import('../../../pkg/p2p_review.js').OpenFact} OpenFact */

const REQUEST = 'request.jsonl';

const VERDICTS = {
  eligible: { words: 'Eligible: it can be sent as it is.', look: 'yes' },
  ineligible: { words: 'Ineligible: it can’t be made, whatever else is answered.', look: 'no' },
  incomplete: { words: 'Incomplete: something still has to be answered or corrected.', look: 'open' },
};

/** @type {[Finding['kind'], string][]} */
const KINDS = [['reject', 'Why not'], ['invalid', 'To be corrected'], ['warning', 'Warnings'], ['notice', 'Good to know']];

export class AnswerView {
  /** @type {Made | null} */
  #made = null;
  #asking = new AbortController();
  /** @type {import('./rows.js').Row[]} */
  #rows = [];
  /** @type {Map<string, import('./rules.js').Statement>} */
  #statements = new Map();
  /** Whether somebody has written a request of their own. */
  #isOwn = false;

  /** @param {HTMLElement} place @param {import('../bench.js').Bench} bench */
  constructor(place, bench) {
    this.bench = bench;
    const request = field('textarea', 'Request, as JSON', { rows: '9', spellcheck: 'false', autocomplete: 'off' });
    const now = field('input', 'Asked at (an instant, as 2026-03-03T18:00:00Z)', { value: `${new Date().toISOString().slice(0, 16)}:00Z`, spellcheck: 'false', autocomplete: 'off' });
    const row = field('select', 'The request of a row', {});
    this.request = request.control;
    this.now = now.control;
    this.row = row.control;
    this.choice = row.row;
    this.status = h('p', { role: 'status' });
    this.answer = h('div');
    place.append(row.row, request.row, now.row, this.status, this.answer);
    for (const control of [this.request, this.now]) control.addEventListener('input', () => this.#edited());
    this.row.addEventListener('change', () => this.#take());
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async draw(made, signal) {
    this.#made = made;
    const { documents } = await ruleBook(this.bench.quick, made, signal);
    this.#statements = new Map(documents.flatMap(({ sections }) => sections.flatMap(({ statements }) => statements.map((statement) => [statement.id, statement]))));
    await this.#offerRows(made, signal);
    await this.#ask(signal);
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async #offerRows(made, signal) {
    const { report } = made.rows in made.files ? await testRows(this.bench.quick, made, ['--quick'], signal) : { report: null };
    this.#rows = report?.rows ?? [];
    this.choice.hidden = this.#rows.length === 0;
    const chosen = this.row.value;
    this.row.replaceChildren(h('option', { value: '' }, 'Of your own'), ...this.#rows.map(({ name }) => h('option', { value: name }, name)));
    if (this.#isOwn) return;
    this.row.value = this.#rows.some(({ name }) => name === chosen) ? chosen : this.#rows[0]?.name ?? '';
    if (this.row.value) this.#show();
    else this.request.value = JSON.stringify({ payer: made.id }, null, 2);
  }

  /** The row's request, and its instant. */
  #show() {
    const row = this.#rows.find(({ name }) => name === this.row.value);
    if (!row) return;
    this.request.value = JSON.stringify(row.request, null, 2);
    this.now.value = row.now;
  }

  #take() {
    this.#isOwn = this.row.value === '';
    this.#show();
    this.#askAgain();
  }

  #edited() {
    this.#isOwn = true;
    this.row.value = '';
    this.#askAgain();
  }

  #askAgain() {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.bench.attempt(this.#ask(this.#asking.signal));
  }

  /** @param {AbortSignal} signal */
  async #ask(signal) {
    const made = this.#made;
    if (!made) return;
    const request = parsed(this.request.value);
    if (request instanceof Error) return this.#wrong(`The request isn't JSON: ${request.message}`);
    const files = { ...made.files, [REQUEST]: JSON.stringify(request) };
    const args = [REQUEST, '--policy', made.policy, '--now', this.now.value.trim()];
    const { out, err } = await this.bench.quick.run(['check', ...args], files, signal);
    const line = out ? JSON.parse(out) : null;
    if (!line || line.error) return this.#wrong(line?.error ?? err.replace(/^(?:p2p-review|error): /, '').trim());
    const { out: explained } = await this.bench.quick.run(['explain', ...args], files, signal);
    const { line: _, ...decision } = line;
    const { words, look } = VERDICTS[/** @type {Decision} */ (decision).outcome];
    this.#say(words, `verdict ${look}`);
    this.answer.replaceChildren(...this.#decision(decision), folded('What `explain` prints', printed(explained, 'What explain prints')), folded('The decision as JSON', printed(JSON.stringify(decision, null, 2), 'The decision as JSON')));
  }

  /** @param {string} words */
  #wrong(words) {
    this.#say(words, 'wrong');
    this.answer.replaceChildren();
  }

  /** @param {string} words @param {string} look */
  #say(words, look) {
    this.status.className = look;
    this.status.textContent = words;
  }

  /** @param {Decision} decision */
  #decision(decision) {
    const findings = KINDS.map(([kind, title]) => listed(title, decision.findings.filter((finding) => finding.kind === kind).map((finding) => this.#finding(finding))));
    const clocks = [decision.deadline, ...decision.clocks].filter((clock) => clock !== null);
    return [
      decision.policy ? h('p', { class: 'p2p-small' }, `${decision.policy.name}, policy ${decision.policy.version}, as of ${decision.checked_at}`) : null,
      ...findings,
      listed('Still to be answered', decision.needed.map((open) => this.#open(open))),
      listed('By when', clocks.map((clock) => this.#clock(clock))),
      listed('Where it goes', decision.contacts.map(step)),
      listed('What the payer promises', decision.response_times.map(({ label, count, unit, by, citation }) => h('div', {}, `${label} (${count} ${unit.replace('-', ' ')}): by ${by}`, this.#citation(citation)))),
    ].filter((part) => part !== null);
  }

  /** @param {Finding} finding */
  #finding({ message, rule, field: fact, at, citation, next_steps: steps }) {
    return h('div', {}, message, h('p', { class: 'p2p-small' }, `${rule}${fact ? `, by ${fact}${at ?? ''}` : ''}`), this.#citation(citation), steps.length > 0 ? h('ul', {}, ...steps.map((next) => h('li', {}, step(next)))) : null);
  }

  /** @param {OpenFact} open */
  #open({ field: fact, citation }) {
    return h('div', {}, h('code', {}, fact), this.#citation(citation));
  }

  /** @param {Deadline} clock */
  #clock({ label, due, safe, closes, status, start, count, unit, time_zone: zone, days, citation }) {
    const rest = [safe === due ? null : `safe until ${safe}`, closes === due ? null : `taken with a warning until ${closes}`].filter((part) => part !== null);
    return h('div', {},
      `${label}: ${due} (${zone}), ${status.replace('-', ' ')}`,
      h('p', { class: 'p2p-small' }, [count === null ? null : `${count} ${unit.replace('-', ' ')} from ${start}`, ...rest].filter((part) => part !== null).join('; ')),
      this.#citation(citation),
      days.length > 0 ? folded('Day by day', h('ol', { class: 'days' }, ...days.map(({ date, counts, skipped }) => h('li', {}, `${date}: ${counts ?? skipped ?? 'not counted'}`)))) : null);
  }

  /** The sentences, each with the way to its line. @param {Citation | null} citation */
  #citation(citation) {
    if (!citation) return null;
    return h('div', { class: 'cited' }, `${citation.title}${citation.section ? `, “${citation.section}”` : ''}`, h('ul', {}, ...citation.statements.map((id) => h('li', {}, ...this.#cited(id)))));
  }

  /** @param {string} id */
  #cited(id) {
    const statement = this.#statements.get(id);
    if (!statement) return [id];
    const { gist, place } = statement;
    return [place ? leadsTo(this.bench.goTo, place, id) : id, ' ', h('q', {}, gist)];
  }
}

/** @param {NextStep} next */
function step({ label, value, href, note }) {
  return [label, value && `: ${value}`, href && !href.startsWith('tel:') && ` <${href}>`, note && ` (${note})`].filter(Boolean).join('');
}

/** @param {string} text @returns {unknown} the error where it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
