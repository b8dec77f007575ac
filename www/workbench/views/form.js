// The form as the office sees it: the gate itself, with this policy, as the page of a bundle has it.

import { loadRules } from '../../gate/engine.js';
import { h } from '../../gate/dom.js';

/** @typedef {import('../made.js').Made} Made */

export class FormView {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** @param {Made} made */
  async draw(made) {
    const rules = await loadRules();
    rules.add_policy(made.pack);
    const form = h('form', { method: 'dialog' }, h('div', { 'data-p2p-more': true }), h('p', {}, h('button', { class: 'p2p-button' }, 'Check the request')));
    this.place.replaceChildren(
      h('p', { class: 'p2p-small' }, 'The gate with this policy, as of now, in this site’s style: your page brings its own. Nothing is sent from here.'),
      h('p2p-gate', { payer: made.id }, form),
    );
  }
}
