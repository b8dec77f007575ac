// A new policy, as `new` writes it.

import { h } from '../gate/dom.js';
import { fetchText } from './package.js';

/** @typedef {import('./command.js').Lane} Lane */
/** @typedef {import('./bench.js').Given} Given */

/** Asked for in the dialog; the command's options have the same names. */
const OPTIONS = ['name', 'zone', 'days', 'unit', 'phone'];

/**
 * @param {Lane} lane
 * @returns {Promise<Given[]>} none where it was left
 */
export async function askNew(lane) {
  const dialog = document.querySelector('[data-new-policy]');
  const form = dialog?.querySelector('form');
  if (!(dialog instanceof HTMLDialogElement) || !form) return [];
  const zones = form.querySelector('[name=zone]');
  if (zones?.children.length === 0) {
    /** @type {import('./hints.js').Schema} */
    const schema = JSON.parse(await fetchText('policies/policy.schema.json'));
    zones.append(...(schema.properties?.['time_zone']?.enum ?? []).map((zone) => h('option', {}, String(zone))));
  }
  dialog.returnValue = '';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  if (dialog.returnValue !== 'make') return [];
  return newPolicy(lane, Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)])));
}

/**
 * @param {Lane} lane
 * @param {Record<string, string>} answers
 * @returns {Promise<Given[]>} the policy, and its rows
 */
export async function newPolicy(lane, { id = '', ...answers }) {
  const options = OPTIONS.flatMap((name) => (answers[name] ? [`--${name}`, answers[name]] : []));
  const { files, code, err } = await lane.run(['new', id, ...options], {}, new AbortController().signal);
  if (code !== 0) throw new Error(err.replace(/^p2p-review: /, ''));
  return [`${id}.toml`, `${id}.rows.toml`].map((name) => ({ name, text: new TextDecoder().decode(files[name]) }));
}

/**
 * Where a policy has no rows yet: one that asks what is needed.
 * @param {string} id
 * @param {Date} now
 */
export function firstRows(id, now) {
  return `# Rows for ${id}: each a request, and what its decision has to be.

# The instant at which the rows ask, unless they say otherwise.
now = "${now.toISOString().slice(0, 16)}:00Z"

[[row]]
name    = "the payer alone: what is asked"
with    = { payer = "${id}" }
outcome = "incomplete"
`;
}
