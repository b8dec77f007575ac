// What a form says, as a request: exactly what the browser would submit, one value a fact, absent where nothing was
// answered. Read once a change; whatever else wants to know takes it from here.

import { readable } from './characters.js';
import { unclobbered } from './dom.js';
import { asBoolean, isFinished, readValue } from './read-value.js';

/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control or another element that stands for a value in a form */
/** @typedef {Record<string, string>} Names fact -> the name of the form's inputs for it */
/** @typedef {Record<string, Control>} WindowRow the inputs for a window's date, start and end */
/**
 * @typedef {object} Answers
 * @property {Record<string, unknown>} request
 * @property {Map<string, Control[]>} controls the inputs of each fact, successful or not, in the order of the form
 * @property {Map<string, WindowRow[]>} windows those of each fact that has call windows
 * @property {Set<Control>} unreadable inputs that hold something which the browser can't read
 */
/**
 * @typedef {object} Reading how a form is to be read
 * @property {Names} names
 * @property {(payer: unknown) => Record<string, unknown>} presets answers of the page's owner for a payer; undefined: only who it is. They go before any input
 * @property {(payer: unknown) => FieldInfo[] | null} fieldsOf what a payer can ask for, where it is known
 * @property {Element | null} [typing] the input that somebody is typing in
 * @property {boolean} [isHalf] what stands in that one is not yet an answer
 */

/** An answer too (C21), also of a box. */
const UNSURE = 'unsure';
/** In the place of what a control holds and can't read: no kind but text takes it. */
const UNREADABLE = '?';
const PART = /^(.+)\.(date|start|end|time_zone)$/;
const NOT_AN_ANSWER = /^(?:submit|reset|button|image|file)$/;
/** @type {Record<string, string>} */
const PART_KINDS = { date: 'date', time_zone: 'text' };
/** Controls without a value of their own unless they are chosen. */
export const CHOSEN = /^(?:radio|checkbox)$/;

/**
 * @param {HTMLFormElement} form
 * @param {Reading} reading
 * @returns {Answers}
 */
export function readForm(form, { names, presets, fieldsOf, typing = null, isHalf = false }) {
  const named = new Named(form, names, typing, isHalf);
  // Without a prototype: what a page may have added to every object is no answer.
  const request = /** @type {Record<string, unknown>} */ ({ __proto__: null, ...presets(undefined) });
  const answers = { request, controls: named.controls, windows: named.windows, unreadable: /** @type {Set<Control>} */ (new Set()) };
  if (!Object.hasOwn(request, 'payer')) put(request, 'payer', readAnswer(named, 'payer', 'choice', answers.unreadable));
  const fields = fieldsOf(request['payer']);
  for (const [fact, value] of Object.entries(presets(request['payer']))) put(request, fact, value);
  for (const fact of named.controls.keys()) {
    const field = fields?.find((candidate) => candidate.field === fact);
    if (Object.hasOwn(request, fact) || (fields && !field)) continue;
    put(request, fact, readAnswer(named, fact, field?.kind, answers.unreadable));
  }
  return answers;
}

/** @returns {Record<string, unknown>} */
function none() {
  return Object.create(null);
}

/** @param {Record<string, unknown>} request @param {string} fact @param {unknown} value */
function put(request, fact, value) {
  if (value !== undefined) request[fact] = value;
}

/** The inputs of a form by the facts that they answer. */
class Named {
  /** @type {Map<string, Control[]>} */
  controls = new Map();
  /** @type {Map<string, WindowRow[]>} */
  windows = new Map();
  /** @type {FormData | null} */
  #data = null;

  /**
   * @param {HTMLFormElement} form
   * @param {Names} names
   * @param {Element | null} typing
   * @param {boolean} isHalf
   */
  constructor(form, names, typing, isHalf) {
    this.form = form;
    this.typing = typing;
    this.isHalf = isHalf;
    /** @type {Map<string, Control[]>} */
    const byName = new Map();
    for (const element of unclobbered(form).elements) {
      const name = nameOf(element);
      if (name === '' || !isAnswer(element)) continue;
      byName.set(name, [...(byName.get(name) ?? []), element]);
    }
    const factsOf = (/** @type {string} */ name) => {
      const facts = Object.keys(names).filter((fact) => names[fact] === name);
      return facts.length === 0 && !Object.hasOwn(names, name) ? [name] : facts;
    };
    const claimed = new Set(Object.values(names));
    for (const [name, controls] of byName) {
      // A name with dots may be the whole name of an input, or the part of a window.
      const [, base = '', part = ''] = (!claimed.has(name) && PART.exec(name)) || [];
      const facts = factsOf(part && isWindow(byName, base) ? base : name);
      for (const fact of facts) {
        this.controls.set(fact, [...(this.controls.get(fact) ?? []), ...controls]);
        if (part && isWindow(byName, base)) this.#addPart(fact, part, controls);
      }
    }
    for (const controls of this.controls.values()) controls.sort(inDocumentOrder);
  }

  /** The n-th input of each name is that of the n-th window. @param {string} fact @param {string} part @param {Control[]} controls */
  #addPart(fact, part, controls) {
    const rows = this.windows.get(fact) ?? [];
    controls.forEach((control, i) => {
      const row = (rows[i] ??= Object.create(null));
      row[part] = control;
    });
    this.windows.set(fact, rows);
  }

  /** What the browser makes of inputs of a kind of their own. @param {string} name */
  submitted(name) {
    this.#data ??= new FormData(this.form);
    return this.#data.getAll(name).filter((value) => typeof value === 'string').at(-1) ?? '';
  }
}

/** @param {Map<string, Control[]>} byName @param {string} base */
function isWindow(byName, base) {
  return byName.has(`${base}.date`) && (byName.has(`${base}.start`) || byName.has(`${base}.end`));
}

/** @param {Element} element */
export function nameOf(element) {
  return element.getAttribute('name') ?? '';
}

/**
 * @param {Element} element
 * @returns {element is Control}
 */
function isAnswer(element) {
  if (/^(?:button|fieldset|output|object)$/.test(element.localName)) return false;
  return element.localName !== 'input' || !NOT_AN_ANSWER.test(/** @type {HTMLInputElement} */ (element).type);
}

/** @param {Element} a @param {Element} b */
function inDocumentOrder(a, b) {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
}

/**
 * @param {Named} named
 * @param {string} fact
 * @param {string | undefined} kind
 * @param {Set<Control>} unreadable
 */
function readAnswer(named, fact, kind, unreadable) {
  const rows = named.windows.get(fact);
  if (rows) return readWindows(named, rows, unreadable);
  const controls = named.controls.get(fact) ?? [];
  // The page's own input may have come after the gate's question.
  const [own, built] = [controls.filter((control) => !isBuilt(control)), controls.filter(isBuilt)];
  return [own, built].map((list) => readControls(named, list, kind, unreadable)).find((answer) => answer !== undefined);
}

/** Whether it is in a question of the gate's own. @param {Element} control */
export function isBuilt(control) {
  return control.closest('[data-p2p-question][data-p2p-built]') !== null;
}

/**
 * @param {Named} named
 * @param {Control[]} controls
 * @param {string | undefined} kind
 * @param {Set<Control>} unreadable
 */
function readControls(named, controls, kind, unreadable) {
  const control = speaker(controls);
  return (control && readControl(named, control, kind, unreadable)) ?? (isDenied(controls) ? false : undefined);
}

/**
 * @param {Named} named
 * @param {Control} control
 * @param {string | undefined} kind
 * @param {Set<Control>} unreadable
 */
function readControl(named, control, kind, unreadable) {
  if (isUnreadable(control)) {
    if (control === named.typing) return undefined;
    unreadable.add(control);
    return kind === 'text' || kind === undefined ? undefined : UNREADABLE;
  }
  const given = rawValue(named, control);
  if (isBox(control) && (kind === undefined || kind === 'boolean') && given !== UNSURE) return isYes(control);
  return valueOf(named, control, given, kind ?? kindOf(control));
}

/** @param {Named} named @param {Control} control @param {string} given @param {string | undefined} kind */
function valueOf(named, control, given, kind) {
  return control === named.typing && (named.isHalf || !isFinished(given, kind)) ? undefined : readValue(given, kind);
}

/**
 * Of the inputs of one name, the one whose value counts: what is ticked or chosen, and else the last. A hidden twin of
 * a box speaks where the box is not ticked, whether it stands before the box or after it.
 * @param {Control[]} controls
 * @returns {Control | undefined}
 */
function speaker(controls) {
  const successful = controls.filter(isSuccessful);
  return successful.filter((control) => CHOSEN.test(control.type)).at(-1)
    ?? successful.filter((control) => control.type !== 'hidden').at(-1)
    ?? successful.at(-1);
}

/** @param {Control} control whether the browser would submit it */
function isSuccessful(control) {
  if (control.matches(':disabled') || control.closest('datalist')) return false;
  if (CHOSEN.test(control.type)) return /** @type {HTMLInputElement} */ (control).checked;
  return control.localName !== 'select' || chosenOption(control) !== undefined;
}

/** @param {Control} select */
function chosenOption(select) {
  const options = /** @type {HTMLSelectElement} */ (select).selectedOptions;
  return [...options].filter((option) => !option.matches(':disabled')).at(-1);
}

/** @param {Control} control */
function isUnreadable(control) {
  return control.validity?.badInput === true;
}

/** @param {Control} control */
function isBox(control) {
  return control.localName === 'input' && control.type === 'checkbox';
}

/** A tick means yes, unless its value says no. @param {Control} box */
function isYes(box) {
  return asBoolean(readable(box.dataset['p2pValue'] ?? box.value)) ?? true;
}

/**
 * No tick means nothing, unless the group's own "none of these" is ticked.
 * @param {Control[]} controls
 */
function isDenied(controls) {
  const boxes = controls.filter((control) => isBox(control) && !control.matches(':disabled'));
  const [box] = boxes;
  return box !== undefined && !boxes.some((one) => /** @type {HTMLInputElement} */ (one).checked) && noneOf(box)?.checked === true && !box.closest('[data-p2p-question][hidden]');
}

/**
 * @param {Element} element
 * @returns {HTMLInputElement | null} the "none of these" of the group that the element stands in
 */
export function noneOf(element) {
  return element.closest('fieldset')?.querySelector('input[data-p2p-none]') ?? null;
}

/**
 * A payer's own values may be mapped with data-p2p-value.
 * @param {Named} named
 * @param {Control} control
 * @returns {string}
 */
function rawValue(named, control) {
  if (control.localName === 'select') {
    const option = chosenOption(control);
    return option?.dataset['p2pValue'] ?? option?.value ?? '';
  }
  const own = control.dataset['p2pValue'];
  if (own !== undefined) return own;
  return /^(?:input|textarea)$/.test(control.localName) ? control.value : named.submitted(nameOf(control));
}

/** @param {Control} control what the page itself says of it */
function kindOf(control) {
  return control.dataset['p2pKind'] ?? { date: 'date', 'datetime-local': 'datetime' }[control.type];
}

/**
 * @param {Named} named
 * @param {WindowRow[]} rows
 * @param {Set<Control>} unreadable
 */
function readWindows(named, rows, unreadable) {
  const windows = rows.map((row) => {
    const window = none();
    for (const [part, control] of Object.entries(row)) {
      if (!isSuccessful(control)) continue;
      const isLost = isUnreadable(control) && control !== named.typing;
      if (isLost) unreadable.add(control);
      put(window, part, isLost ? UNREADABLE : valueOf(named, control, rawValue(named, control), PART_KINDS[part] ?? 'time'));
    }
    // In which zone is said of the times that there are.
    return Object.keys(window).some((part) => part !== 'time_zone') ? window : none();
  });
  // Rows left empty are no windows, but they keep their place: a finding names a row by its number.
  while (windows.length && Object.keys(windows.at(-1) ?? {}).length === 0) windows.pop();
  return windows.length ? windows : undefined;
}
