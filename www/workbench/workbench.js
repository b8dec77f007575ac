// The workbench: a policy on the left, and on the right what it makes. The command itself does the work, in this page.

import { h } from '../gate/dom.js';
import { Bench, isPolicy } from './bench.js';
import { openFiles, readAll } from './files.js';
import { find } from './find.js';
import { followPreview } from './follow.js';
import { askNew, newPolicy } from './new-policy.js';
import { fetchText } from './package.js';

/** @typedef {import('./bench.js').Given} Given */

const chosenFiles = find('[data-chosen]', HTMLInputElement);

/** @param {Bench} bench */
async function offerShipped(bench) {
  const select = find('[data-shipped]', HTMLSelectElement);
  const shipped = await bench.shipped();
  const policies = shipped.filter((file) => !file.includes('/shared/'));
  select.append(...policies.map((file) => h('option', { value: file }, file.replace('policies/', ''))));
  select.addEventListener('change', () => {
    const chosen = select.value;
    select.value = '';
    if (chosen && mayLeave(bench)) bench.attempt(beginShipped(bench, chosen, shipped));
  });
}

/** @param {Bench} bench @param {string} chosen @param {string[]} shipped */
async function beginShipped(bench, chosen, shipped) {
  const text = await fetchText(chosen);
  const included = shipped.filter((file) => file.startsWith('policies/shared/') && text.includes(`"${file.slice('policies/shared/'.length, -'.toml'.length)}"`));
  const others = await Promise.all(included.map(async (file) => ({ name: file.replace('policies/', ''), text: await fetchText(file) })));
  bench.begin([{ name: chosen.replace('policies/', ''), text }, ...others]);
}

/** @param {Bench} bench @param {string} selector @param {() => Promise<unknown>} act */
function onClick(bench, selector, act) {
  find(selector, HTMLButtonElement).addEventListener('click', () => bench.attempt(act()));
}

function start() {
  const bench = new Bench();
  const open = (/** @type {Given[]} */ given) => {
    if (given.length > 0 && (!given.some(isPolicy) || mayLeave(bench))) bench.begin(given);
  };
  onClick(bench, '[data-new]', async () => open(await askNew(bench.quick)));
  onClick(bench, '[data-open]', async () => open(await openFiles(chosenFiles)));
  onClick(bench, '[data-save]', () => bench.save());
  onClick(bench, '[data-pack]', () => bench.pack());
  onClick(bench, '[data-bundle]', () => bench.bundle());
  bench.attempt(offerShipped(bench));
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return;
    event.preventDefault();
    bench.attempt(bench.save());
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  // Before the editor, which would put a file's text where it was dropped.
  document.addEventListener('drop', (event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    event.stopPropagation();
    bench.attempt(readAll(files).then(open));
  }, { capture: true });
  addEventListener('beforeunload', (event) => {
    if (bench.hasUnsaved) event.preventDefault();
  });
  if (!followPreview(bench)) bench.attempt(beginExample(bench));
}

/** @param {Bench} bench */
function mayLeave(bench) {
  return !bench.hasUnsaved || confirm('What isn’t saved is lost. Go on?');
}

/** An example stands there from the start. @param {Bench} bench */
async function beginExample(bench) {
  bench.begin(await newPolicy(bench.quick, { id: 'acme' }));
}

start();
