// What is open, what is wrong with it, and what is made of it: kept up to date with every change.

import { h } from '../gate/dom.js';
import { Lane } from './command.js';
import { Editor } from './editor.js';
import { download, saveFile } from './files.js';
import { find } from './find.js';
import { make } from './made.js';
import { firstRows } from './new-policy.js';
import { fetchList, fetchText } from './package.js';
import { bundleFiles } from './ship.js';
import { mark, watchTabs } from './tabs.js';
import { AnswerView } from './views/answer.js';
import { DifferenceView } from './views/difference.js';
import { FormView } from './views/form.js';
import { leadsTo } from './views/parts.js';
import { RowsView, testRows } from './views/rows.js';
import { RulesView } from './views/rules.js';

/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('./files.js').Handle} Handle */
/** @typedef {import('./made.js').Made} Made */
/** @typedef {import('./made.js').Problem} Problem */
/** @typedef {import('./files.js').LineEnd} LineEnd */
/** @typedef {{ name: string, text: string, handle?: Handle | null, lineEnd?: LineEnd }} Given */
/** @typedef {{ name: string, text: string, opened: string, saved: string, handle: Handle | null, lineEnd: LineEnd, state: EditorState }} Open */
/** @typedef {{ draw(made: Made, signal: AbortSignal): unknown }} View */

/** Whoever types is not disturbed by half a word. */
const PAUSE = 250;

const [tabs, fileTabs] = [find('[data-views]', HTMLElement), find('[data-files]', HTMLElement)];
const [state, problemList, stale, notice] = [find('[data-state]', HTMLElement), find('[data-problems]', HTMLElement), find('[data-stale]', HTMLElement), find('[data-notice]', HTMLElement)];
const editorPlace = find('[data-editor]', HTMLElement);

export class Bench {
  quick = new Lane();
  slow = new Lane();
  /** @type {Map<string, Open>} */
  #files = new Map();
  /** The file of the policy, and the one in the editor. */
  #policy = '';
  #active = '';
  #editor;
  /** @type {Problem[]} */
  #problems = [];
  /** @type {Made | null} the last version that could be loaded */
  #made = null;
  /** @type {WeakMap<View, Made>} */
  #drawn = new WeakMap();
  #view = 'form';
  #making = new AbortController();
  #drawing = new AbortController();
  #timer = 0;
  #list = fetchList();
  /** @type {Record<string, View>} */
  #views;

  constructor() {
    const schema = fetchText('policies/policy.schema.json').then((text) => JSON.parse(text));
    this.#editor = new Editor(editorPlace, schema, (text) => this.#typed(text));
    const place = (/** @type {string} */ view) => find(`#view-${view}`, HTMLElement);
    this.#views = {
      form: new FormView(place('form')),
      answer: new AnswerView(place('answer'), this),
      rules: new RulesView(place('rules'), this),
      rows: new RowsView(place('rows'), this),
      difference: new DifferenceView(place('difference'), this),
    };
    watchTabs(tabs, (tab) => this.#show(tab));
    watchTabs(fileTabs, (tab) => this.#edit(tab.dataset['file'] ?? ''));
  }

  /** A button's or a list's place in a file. @type {(file: string, spot: { line: number, column?: number }) => void} */
  goTo = (file, spot) => {
    if (!this.#files.has(file)) return this.say(`${file} is not open here.`);
    this.#edit(file);
    this.#editor.goTo(spot);
  };

  /** @param {string} words */
  say(words) {
    notice.textContent = words;
  }

  /** What goes wrong is told, unless it was stopped because something newer is on its way. @param {Promise<unknown>} act */
  attempt(act) {
    act.catch((reason) => {
      if (reason instanceof DOMException && reason.name === 'AbortError') return;
      this.say(`That didn’t work: ${reason instanceof Error ? reason.message : reason}`);
    });
  }

  /** @param {string} id */
  async isShipped(id) {
    return (await this.#list).shipped.includes(`policies/${id}.toml`);
  }

  async shipped() {
    return (await this.#list).shipped;
  }

  /** The files as they were when they were opened. @returns {import('./run.js').Files} */
  opened() {
    return Object.fromEntries([...this.#files.values()].map(({ name, opened }) => [name, opened]));
  }

  /** @returns {import('./run.js').Files} */
  #texts() {
    return Object.fromEntries([...this.#files.values()].map(({ name, text }) => [name, text]));
  }

  get hasUnsaved() {
    return [...this.#files.values()].some(({ text, saved }) => text !== saved);
  }

  /** Opens a policy with what belongs to it, in place of what is open. @param {Given[]} given */
  begin(given) {
    const policy = given.find(isPolicy);
    if (!policy) {
      // Rows, or what a policy includes, beside the one that is open.
      for (const file of given) this.#put(file);
      if (given[0]) this.#edit(given[0].name);
      return this.#change();
    }
    this.#files.clear();
    this.#active = '';
    this.#policy = policy.name;
    document.title = `${policy.name}: workbench`;
    for (const file of given) this.#put(file);
    this.#edit(policy.name);
    this.#change();
  }

  /** @param {Given} file */
  #put({ name, text, handle = null, lineEnd = '\n' }) {
    this.#files.set(name, { name, text, opened: text, saved: text, handle, lineEnd, state: this.#editor.stateOf(name, text) });
    this.#drawFiles();
  }

  /** A file of rows for a policy that has none. @param {string} name @param {string} id */
  beginRows(name, id) {
    this.#put({ name, text: firstRows(id, new Date()) });
    const file = this.#files.get(name);
    if (file) file.saved = '';
    this.#edit(name);
    this.#change();
  }

  /** The file as it is on disk now; what is not saved here stays. @param {Given[]} given */
  renew(given) {
    if (!this.#policy) return this.begin(given);
    for (const { name, text } of given) {
      const file = this.#files.get(name);
      if (!file) this.#put({ name, text });
      else if (file.text === file.saved) this.#replace(file, text);
      else if (file.saved !== text) this.say(`${name} has changed on disk, and here: yours stays in the editor. Save it, or open the file again.`);
    }
    this.#change();
  }

  /** @param {Open} file @param {string} text */
  #replace(file, text) {
    Object.assign(file, { text, saved: text });
    if (file.name === this.#active) this.#editor.replace(text);
    else file.state = this.#editor.stateOf(file.name, text);
  }

  /** @param {string} text */
  #typed(text) {
    const file = this.#files.get(this.#active);
    if (!file || file.text === text) return;
    file.text = text;
    this.#drawFiles();
    this.#change();
  }

  /** @param {string} name */
  #edit(name) {
    const [before, file] = [this.#files.get(this.#active), this.#files.get(name)];
    if (!file || name === this.#active) return;
    if (before) before.state = this.#editor.state;
    this.#active = name;
    this.#editor.state = file.state;
    this.#drawFiles();
    this.#mark();
  }

  #drawFiles() {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['file'] : undefined;
    const drawn = [...this.#files.values()].map(({ name, text, saved }, at) => h('button', { type: 'button', role: 'tab', id: `file-${at}`, 'data-file': name, 'aria-controls': 'editor' }, name, text === saved ? null : h('span', {}, ' (not saved)')));
    fileTabs.replaceChildren(...drawn);
    const active = drawn.find((tab) => tab.dataset['file'] === this.#active);
    if (active) {
      mark(fileTabs, active);
      editorPlace.setAttribute('aria-labelledby', active.id);
    }
    drawn.find((tab) => tab.dataset['file'] === focused)?.focus();
  }

  /** Everything anew, once whoever types pauses. */
  #change() {
    clearTimeout(this.#timer);
    this.#making.abort();
    this.#making = new AbortController();
    const { signal } = this.#making;
    this.#timer = window.setTimeout(() => this.attempt(this.#make(signal)), PAUSE);
  }

  /** @param {AbortSignal} signal */
  async #make(signal) {
    const { problems, made } = await make(this.quick, this.#policy, this.#texts(), signal);
    const unreadable = made && (await testRows(this.quick, made, ['--quick'], signal)).unreadable;
    if (signal.aborted) return;
    // Rows that are not there yet are no mistake.
    const inRows = unreadable && unreadable.line !== null ? [{ ...unreadable, severity: /** @type {const} */ ('error'), rule: null, path: '' }] : [];
    this.#problems = [...problems, ...inRows];
    this.#made = made ?? this.#made;
    this.#drawProblems(made !== null);
    this.#draw();
  }

  /** @param {boolean} isLoaded */
  #drawProblems(isLoaded) {
    const [errors, warnings] = ['error', 'warning'].map((severity) => this.#problems.filter((problem) => problem.severity === severity).length);
    const counted = [errors ? `${errors} ${errors === 1 ? 'error' : 'errors'}` : null, warnings ? `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : null].filter((part) => part !== null);
    state.textContent = counted.length > 0 ? counted.join(', ') : 'No problems found.';
    state.classList.toggle('bad', errors !== 0);
    stale.textContent = isLoaded || !this.#made ? '' : 'The policy has errors: this shows it as it last could be loaded.';
    problemList.replaceChildren(...this.#problems.map((problem) => {
      const { file, line, column, severity, message } = problem;
      const words = [h('span', { class: `badge ${severity === 'error' ? 'reject' : 'warning'}` }, severity), ' ', `${line === null ? file : `Line ${line}`}${file === this.#policy ? '' : ` of ${file}`}: ${message}`];
      return h('li', {}, line === null ? h('span', {}, ...words) : leadsTo(this.goTo, { file, line, column }, ...words));
    }));
    this.#mark();
  }

  /** The problems of the file in the editor, in place. */
  #mark() {
    const here = this.#problems.filter(({ file }) => file === this.#active);
    this.#editor.show(here.map(({ line, column, severity, message }) => ({ line: line ?? 1, column: column ?? 1, severity, message })));
  }

  /** @param {HTMLElement} tab */
  #show(tab) {
    mark(tabs, tab);
    this.#view = tab.id.replace('tab-', '');
    for (const view of Object.keys(this.#views)) find(`#view-${view}`, HTMLElement).hidden = view !== this.#view;
    this.#draw();
  }

  /** What is looked at, unless it is up to date. */
  #draw() {
    const [view, made] = [this.#views[this.#view], this.#made];
    if (!view || !made || this.#drawn.get(view) === made) return;
    this.#drawing.abort();
    this.#drawing = new AbortController();
    const { signal } = this.#drawing;
    this.attempt((async () => {
      await view.draw(made, signal);
      if (!signal.aborted) this.#drawn.set(view, made);
    })());
  }

  async save() {
    const file = this.#files.get(this.#active);
    if (!file) return;
    const { text } = file;
    const { handle, isSaved } = await saveFile(file);
    if (!isSaved) return;
    Object.assign(file, { handle, saved: text });
    this.say(`${file.name} is saved.`);
    this.#drawFiles();
  }

  /** The version in the editor, to be shipped. @returns {Promise<Made>} */
  async #shippable() {
    const { made } = await make(this.quick, this.#policy, this.#texts(), new AbortController().signal);
    if (!made) throw new Error('the policy has errors');
    return made;
  }

  async pack() {
    const { id, pack } = await this.#shippable();
    download(`${id}.p2p`, pack, 'application/octet-stream');
    this.say(`${id}.p2p: ${pack.length} bytes.`);
  }

  async bundle() {
    const made = await this.#shippable();
    const { parts } = await this.#list;
    const { zip, count } = await bundleFiles(made, parts);
    download(`${made.id}-bundle.zip`, zip, 'application/zip');
    this.say(`${made.id}-bundle.zip: ${count} files, the same as of npx p2p-review bundle. Its README.md has the headers.`);
  }
}

/** Neither rows nor what policies include. @param {Given} given */
export function isPolicy({ name }) {
  return !name.endsWith('.rows.toml') && !name.startsWith('shared/');
}
