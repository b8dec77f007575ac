// The editor, in a shadow tree: there it may bring its styles under a content policy that allows no inline ones.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { HighlightStyle, StreamLanguage, bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { completions, explanation } from './hints.js';

/** @typedef {{ line: number, column: number, severity: 'error' | 'warning', message: string }} Spot */

/** Colors are properties of the page: one theme for light and dark. */
const colors = HighlightStyle.define([
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-value)' },
  { tag: [tags.propertyName, tags.variableName], color: 'var(--code-key)' },
  { tag: [tags.comment], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.bracket, tags.heading], color: 'var(--code-head)' },
]);

const wave = (/** @type {string} */ color) => ({ backgroundImage: 'none', textDecoration: `underline wavy ${color} 1px`, textUnderlineOffset: '3px' });

/** Without the package's own pictures, which are data: addresses. */
const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--p2p-ink)', backgroundColor: 'var(--p2p-paper)', fontSize: '0.875rem' },
  // The place around it shows the focus.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--p2p-ink)', paddingBottom: '4rem' },
  '.cm-cursor': { borderLeftColor: 'var(--p2p-ink)' },
  '.cm-gutters': { color: 'var(--p2p-muted)', backgroundColor: 'var(--p2p-soft)', borderRight: '1px solid var(--p2p-line)' },
  '.cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '.cm-activeLineGutter': { color: 'var(--p2p-ink)', backgroundColor: 'var(--code-line)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--code-selection)' },
  '&.cm-focused .cm-matchingBracket, .cm-searchMatch, .cm-selectionMatch': { backgroundColor: 'var(--code-match)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--p2p-focus)', backgroundColor: 'var(--code-match)' },
  '.cm-panels, .cm-tooltip': { color: 'var(--p2p-ink)', backgroundColor: 'var(--p2p-paper)', borderColor: 'var(--code-edge)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--code-edge)' },
  '.cm-textfield': { color: 'var(--p2p-ink)', backgroundColor: 'var(--p2p-paper)', border: '1px solid var(--code-edge)', fontSize: '0.875rem' },
  '.cm-button': { color: 'var(--p2p-ink)', backgroundColor: 'var(--p2p-soft)', backgroundImage: 'none', border: '1px solid var(--code-edge)', fontSize: '0.875rem' },
  '.cm-panel.cm-search': { padding: '0.5rem 2rem 0.5rem 0.5rem', fontSize: '0.875rem' },
  '.cm-panel.cm-search label': { fontSize: '0.875rem' },
  '.cm-panel.cm-search [name=close]': { padding: '0 0.5rem', color: 'var(--p2p-ink)', fontSize: '1.25rem' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { color: '#fff', backgroundColor: 'var(--code-chosen)' },
  '.cm-completionInfo, .cm-hint': { maxWidth: '26rem', padding: '0.375rem 0.625rem', fontFamily: 'var(--code-font)', fontSize: '0.875rem' },
  '.cm-hint p': { margin: '0' },
  '.cm-hint p + p': { marginTop: '0.25rem', color: 'var(--p2p-muted)' },
  '.cm-diagnostic': { fontFamily: 'var(--code-font)', fontSize: '0.875rem' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--p2p-error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--code-warn)' },
  '.cm-lintRange-error': wave('var(--p2p-error)'),
  '.cm-lintRange-warning': wave('var(--code-warn)'),
  '.cm-lintPoint::after': { borderBottomColor: 'var(--p2p-error)' },
  '.cm-lint-marker': { width: '1em', height: '1em', lineHeight: '1', textAlign: 'center', fontWeight: '700' },
  '.cm-lint-marker-error': { content: 'none', color: 'var(--p2p-error)' },
  '.cm-lint-marker-error::before': { content: '"✕"' },
  '.cm-lint-marker-warning': { content: 'none', color: 'var(--code-warn)' },
  '.cm-lint-marker-warning::before': { content: '"▲"' },
  '.cm-foldPlaceholder': { color: 'var(--p2p-ink)', backgroundColor: 'var(--p2p-soft)', borderColor: 'var(--code-edge)' },
});

export class Editor {
  #view;
  #schema;
  /** @type {(text: string) => void} */
  #changed;

  /**
   * @param {HTMLElement} place
   * @param {Promise<import('./hints.js').Schema>} schema
   * @param {(text: string) => void} changed is told what is in it, with each change by whoever writes
   */
  constructor(place, schema, changed) {
    const root = place.attachShadow({ mode: 'open' });
    this.#schema = schema;
    this.#changed = changed;
    this.#view = new EditorView({ parent: root, root });
  }

  /**
   * A file's text, with a history of its own.
   * @param {string} name
   * @param {string} text
   * @returns {EditorState}
   */
  stateOf(name, text) {
    const isJson = name.endsWith('.json');
    const isPolicy = !name.endsWith('.rows.toml');
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), lintGutter(), foldGutter({ markerDOM }), highlightActiveLineGutter(), highlightActiveLine(), drawSelection(),
        EditorView.lineWrapping, history(), indentOnInput(), bracketMatching(), closeBrackets(), highlightSelectionMatches(), search(),
        isJson ? json() : StreamLanguage.define(toml),
        syntaxHighlighting(colors), theme,
        autocompletion({ override: isPolicy ? [(context) => completions(context, this.#schema, isJson)] : [], icons: false }),
        isPolicy ? hoverTooltip((view, at) => explanation(view.state, at, this.#schema, isJson)) : [],
        // Tab is bound to nothing: it leaves the editor, as everywhere.
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap,
          { key: 'F8', run: nextDiagnostic }, { key: 'Shift-F8', run: previousDiagnostic }]),
        EditorView.contentAttributes.of({ 'aria-label': name, tabindex: '0', spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
        EditorView.updateListener.of((update) => update.docChanged && this.#changed(update.state.doc.toString())),
      ],
    });
  }

  get state() {
    return this.#view.state;
  }

  set state(state) {
    this.#view.setState(state);
  }

  /** Another text, as one step that can be undone. @param {string} text */
  replace(text) {
    const { state } = this.#view;
    if (state.doc.toString() !== text) this.#view.dispatch({ changes: { from: 0, to: state.doc.length, insert: text }, selection: { anchor: Math.min(state.selection.main.head, text.length) } });
  }

  /** @param {Spot[]} spots */
  show(spots) {
    const { state } = this.#view;
    const diagnostics = spots.map(({ severity, message, ...spot }) => ({ ...rangeOf(state, spot), severity, message }));
    this.#view.dispatch(setDiagnostics(state, diagnostics.sort((a, b) => a.from - b.from)));
  }

  /** The cursor goes there, and whoever writes with it. @param {{ line: number, column?: number }} spot */
  goTo(spot) {
    const { from } = rangeOf(this.#view.state, spot);
    this.#view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    this.#view.focus();
  }
}

/**
 * From a place to the end of its line. A text may have fewer lines by now.
 * @param {EditorState} state
 * @param {{ line: number, column?: number }} spot columns count characters, from 1
 */
function rangeOf({ doc }, { line, column = 1 }) {
  const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const before = [...text].slice(0, column - 1).join('').length;
  const end = from + text.trimEnd().length;
  return { from: Math.min(from + before, to), to: Math.max(end, Math.min(from + before, to)) };
}

/** @param {boolean} open */
function markerDOM(open) {
  const mark = document.createElement('span');
  mark.textContent = open ? '▾' : '▸';
  mark.title = open ? 'Fold' : 'Unfold';
  return mark;
}
