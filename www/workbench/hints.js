// What can stand at a place, and what it means: from the schema of policies.

import { syntaxTree } from '@codemirror/language';
import { placeInToml } from './toml-place.js';

/** @typedef {import('@codemirror/autocomplete').CompletionContext} CompletionContext */
/** @typedef {import('@codemirror/autocomplete').CompletionResult} CompletionResult */
/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('./toml-place.js').Place} Place */
/** @typedef {{ description?: string, type?: string, properties?: Record<string, Schema>, additionalProperties?: Schema | boolean, items?: Schema, anyOf?: Schema[], allOf?: Schema[], enum?: unknown[], const?: unknown, examples?: unknown[], $ref?: string, definitions?: Record<string, Schema> }} Schema */

/**
 * @param {CompletionContext} context
 * @param {Promise<Schema>} loading
 * @param {boolean} isJson
 * @returns {Promise<CompletionResult | null>}
 */
export async function completions(context, loading, isJson) {
  const schema = await loading;
  const place = placeOf(context.state, context.pos, isJson);
  if (!place) return null;
  const typed = context.state.sliceDoc(place.from, context.pos);
  if (!context.explicit && !/[\w"-]$/.test(typed)) return null;
  const above = nodesAt(schema, place.path);
  const options = place.kind === 'value' ? values(schema, above.flatMap((node) => under(schema, node, place.key)), isJson) : keys(schema, above, place.kind, isJson);
  return options.length > 0 ? { from: place.from, options, validFor: /^["\w./-]*$/ } : null;
}

/**
 * @param {EditorState} state
 * @param {number} at
 * @param {Promise<Schema>} loading
 * @param {boolean} isJson
 * @returns {Promise<import('@codemirror/view').Tooltip | null>}
 */
export async function explanation(state, at, loading, isJson) {
  const schema = await loading;
  const word = state.wordAt(at);
  const place = word ? placeOf(state, word.to, isJson) : null;
  if (!word || !place?.key) return null;
  const nodes = nodesAt(schema, place.path).flatMap((node) => under(schema, node, place.key));
  const [said] = nodes.flatMap(({ description }) => description ?? []);
  const allowed = allowedAt(schema, nodes);
  if (!said && allowed.length === 0) return null;
  const lines = [said && `${place.key}: ${said}`, allowed.length > 0 && `One of: ${allowed.map(String).join(', ')}`];
  return {
    pos: word.from,
    end: word.to,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-hint';
      dom.append(...lines.filter((line) => typeof line === 'string').map((line) => Object.assign(document.createElement('p'), { textContent: line })));
      return { dom };
    },
  };
}

/** @param {EditorState} state @param {number} at @param {boolean} isJson */
function placeOf(state, at, isJson) {
  return isJson ? placeInJson(state, at) : placeInToml(state.doc.toString(), at);
}

/**
 * @param {EditorState} state
 * @param {number} at
 * @returns {Place | null}
 */
function placeInJson(state, at) {
  const node = syntaxTree(state).resolveInner(at, -1);
  const isKey = node.name === 'PropertyName';
  /** @type {string[]} */
  const path = [];
  for (let above = isKey ? node.parent?.parent : node; above; above = above.parent) if (above.name === 'Property') path.unshift(named(state, above));
  if (isKey) return { path, kind: 'key', key: unquoted(state.sliceDoc(node.from, node.to)), from: node.from };
  if (node.name === 'Object') return { path, kind: 'key', key: '', from: at };
  const key = path.pop();
  if (key === undefined) return null;
  const isWord = ['String', 'Number', 'True', 'False', 'Null'].includes(node.name);
  return { path, kind: 'value', key, from: isWord ? node.from : at };
}

/** @param {EditorState} state @param {import('@lezer/common').SyntaxNode} property */
function named(state, property) {
  const name = property.getChild('PropertyName');
  return name ? unquoted(state.sliceDoc(name.from, name.to)) : '';
}

/** @param {string} text */
function unquoted(text) {
  return text.replaceAll(/^"|"$/g, '');
}

/** @param {Schema} schema @param {string[]} path @returns {Schema[]} all that may stand there */
function nodesAt(schema, path) {
  return path.reduce((nodes, key) => nodes.flatMap((node) => under(schema, node, key)), [schema]);
}

/** @param {Schema} schema @param {Schema} node @param {string} key @returns {Schema[]} */
function under(schema, node, key) {
  return parts(schema, node).flatMap(({ properties, additionalProperties }) => {
    if (properties && Object.hasOwn(properties, key)) return properties[key] ?? [];
    return typeof additionalProperties === 'object' ? additionalProperties : [];
  });
}

/** A node, what it refers to, its alternatives, and what is in a list of it. @param {Schema} schema @param {Schema} node @returns {Schema[]} */
function parts(schema, node) {
  const found = new Set([node]);
  // What is added while this goes on comes up too; a condition may refer to itself.
  for (const { $ref, items, anyOf = [], allOf = [] } of found) {
    const named = $ref ? schema.definitions?.[$ref.replace('#/definitions/', '')] : undefined;
    for (const part of [named, items, ...anyOf, ...allOf]) if (part) found.add(part);
  }
  return [...found];
}

/** @param {Schema} schema @param {Schema[]} nodes */
function allowedAt(schema, nodes) {
  const found = nodes.flatMap((node) => parts(schema, node)).flatMap((part) => [...(part.enum ?? []), ...('const' in part ? [part.const] : []), ...(part.type === 'boolean' ? [true, false] : [])]);
  return [...new Set(found)];
}

/** @param {Schema} schema @param {Schema[]} nodes @param {boolean} isJson */
function values(schema, nodes, isJson) {
  const allowed = allowedAt(schema, nodes);
  const examples = nodes.flatMap((node) => parts(schema, node)).flatMap((part) => part.examples ?? []);
  const written = [...new Set([...allowed, ...(allowed.length > 0 ? [] : examples)])].filter((value) => isJson || value !== null);
  return written.filter((value) => typeof value !== 'object').map((value) => ({ label: JSON.stringify(value), type: 'constant' }));
}

/** @param {Schema} schema @param {Schema[]} nodes @param {Place['kind']} kind @param {boolean} isJson */
function keys(schema, nodes, kind, isJson) {
  const all = nodes.flatMap((node) => parts(schema, node)).flatMap(({ properties }) => Object.entries(properties ?? {}));
  const fitting = all.filter(([, node]) => kind !== 'header' || parts(schema, node).some(({ properties }) => properties));
  const unique = new Map(fitting);
  return [...unique].map(([key, node]) => ({
    label: isJson ? JSON.stringify(key) : key,
    apply: isJson ? `${JSON.stringify(key)}: ` : kind === 'header' ? key : `${key} = `,
    ...(node.description ? { info: node.description } : {}),
    type: 'property',
  }));
}
