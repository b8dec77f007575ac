// The rule book: what `rules` prints, each statement with the way to its line.

import { h } from '../../gate/dom.js';
import { leadsTo } from './parts.js';

/** @typedef {import('../made.js').Made} Made */
/** @typedef {{ file: string, line: number, column: number }} Place */
/** @typedef {{ kind: string, name: string, place: Place | null }} Enforcer */
/** @typedef {{ id: string, gist: string, not_enforced: string | null, enforced_by: Enforcer[], place: Place | null }} Statement */
/** @typedef {{ title: string, effective: string | null, next_review: string | null, sections: { section: string | null, statements: Statement[] }[] }} Document */

/** @typedef {{ name: string, documents: Document[] }} Book */

/**
 * @param {import('../command.js').Lane} lane
 * @param {Made} made
 * @param {AbortSignal} signal
 * @returns {Promise<Book>}
 */
export async function ruleBook(lane, made, signal) {
  const { out, err } = await lane.run(['rules', made.policy, '--format', 'json'], made.files, signal);
  if (!out) throw new Error(err);
  return JSON.parse(out);
}

export class RulesView {
  /** @param {HTMLElement} place @param {import('../bench.js').Bench} bench */
  constructor(place, bench) {
    this.place = place;
    this.bench = bench;
  }

  /** @param {Made} made @param {AbortSignal} signal */
  async draw(made, signal) {
    const { name, documents } = await ruleBook(this.bench.quick, made, signal);
    this.place.replaceChildren(h('h3', { class: 'title' }, name), ...documents.map((document) => this.#document(document)));
  }

  /** @param {Document} document */
  #document({ title, effective, next_review: review, sections }) {
    const dates = [effective && `in effect from ${effective}`, review && `next review ${review}`].filter(Boolean).join(', ');
    return h('section', { class: 'document' },
      h('h4', {}, title),
      dates ? h('p', { class: 'p2p-small' }, dates) : null,
      ...sections.flatMap(({ section, statements }) => [h('h5', {}, section ?? '(no heading)'), h('ul', { class: 'book' }, ...statements.map((statement) => this.#statement(statement)))]));
  }

  /** @param {Statement} statement */
  #statement({ id, gist, not_enforced: why, enforced_by: enforcers, place }) {
    return h('li', {},
      this.#place(place, id), ' ', gist,
      why === null ? null : h('p', { class: 'p2p-small' }, `not enforced: ${why}`),
      enforcers.length === 0 ? null : h('ul', {}, ...enforcers.map(({ kind, name, place: where }) => h('li', {}, h('span', { class: `badge ${kind}` }, kind), ' ', this.#place(where, name)))));
  }

  /** @param {Place | null} place @param {string} words */
  #place(place, words) {
    return place ? leadsTo(this.bench.goTo, place, words) : words;
  }
}
