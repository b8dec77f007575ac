// Writes the parts of www/index.html that repeat the vocabulary and the policies: the questions with
// their choices, and the payers' telephone numbers. Each stands between <!--ask FACT--> or <!--call-->
// and <!--/-->.
//   node scripts/commands/form-html.mjs           writes them
//   node scripts/commands/form-html.mjs --check   fails where the page differs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initSync, load_policy, policies } from '../../pkg/p2p_review.js';
import { pkg, root } from '../lib/places.mjs';
import { Failure, script } from '../lib/run.mjs';

/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/**
 * What the form adds to a question of the vocabulary.
 * @typedef {object} Layout
 * @property {string} [missing] the error when it is left open
 * @property {string} [unsure] what to do when the letter leaves it open; adds the choice "Not sure"
 * @property {string} [tick] its words as one of a group of ticks, where yes is what matters
 * @property {string} [hint] beside such a tick, in place of the vocabulary's, which speaks of answering yes or no
 * @property {string} [autocomplete]
 * @property {string} [type] of the input
 * @property {boolean} [offer] shown whether or not the rules turn on it
 * @property {'short' | 'select'} [as]
 */

const ELSEWHERE = 'Until then the other questions can be answered. The payer can tell you too:';

/** @type {Record<string, Layout>} */
const LAYOUT = {
  payer: { missing: 'Choose who sent the denial letter' },
  line_of_business: {
    missing: 'Choose the kind of plan',
    unsure: `Look at the front of the member’s ID card, or at the small print at the foot of the letter: it names the plan. ${ELSEWHERE}`,
  },
  plan_state: { as: 'select' },
  service: { missing: 'Choose what was denied' },
  denial_timing: {
    missing: 'Choose when the denial was made',
    unsure: `The letter gives the dates of service. If they lie after the date of the letter, the denial came before the service; if the member is still in the stay or treatment, during it. ${ELSEWHERE}`,
  },
  denial_basis: {
    missing: 'Choose the reason that the letter gives',
    unsure: `The reason usually stands in the first paragraph, or under a heading such as “Why we denied this”. ${ELSEWHERE}`,
  },
  denial_date: { missing: 'Give the date on the denial letter' },
  letter_received: { missing: 'Say whether the provider has the letter', unsure: `Ask the provider, and whoever opens the mail, the fax and the payer’s portal. ${ELSEWHERE}` },
  letter_offers_p2p: { missing: 'Say whether the letter offers a peer-to-peer', unsure: `Read the pages about appeal rights: an offer stands there, or at the end. ${ELSEWHERE}` },
  member_liable: { missing: 'Say whether the member is responsible for the cost', unsure: `Read what the letter says about billing the member, or the notice that came with it. ${ELSEWHERE}` },
  service_rendered: { tick: 'The service or medication has already been given' },
  expedited_appeal: { tick: 'An expedited appeal has been filed', hint: 'A fast-track or urgent appeal, by anyone. One that is only planned doesn’t count. It is also an appeal.' },
  appeal_filed: { tick: 'An appeal has been filed or opened' },
  prior_p2p: { tick: 'A peer-to-peer on this denial has already taken place' },
  member_discharged: { tick: 'The member has been discharged from the facility', hint: 'Only where the denial is about a stay in a facility.' },
  new_clinical_information: { missing: 'Say whether there is new clinical information' },
  purpose: { missing: 'Choose what the call is meant for' },
  requested_by: { missing: 'Choose who asks for the peer-to-peer' },
  attendee: { missing: 'Choose who will take the call' },
  member_name: { missing: 'Enter the member’s name' },
  member_id: { missing: 'Enter the member’s ID number' },
  denial_reference: { offer: true, as: 'short' },
  medication_name: { missing: 'Enter the medication' },
  provider_name: { missing: 'Enter the provider’s name' },
  provider_npi: { as: 'short', offer: true },
  contact_name: { offer: true, autocomplete: 'name' },
  contact_phone: { missing: 'Enter the office’s phone number', type: 'tel', autocomplete: 'tel', as: 'short' },
  contact_email: { type: 'email', offer: true, autocomplete: 'email' },
  direct_line: { missing: 'Enter the provider’s direct line', type: 'tel', autocomplete: 'off', as: 'short' },
  meeting_format: { offer: true },
  call_windows: { missing: 'Enter a date, a start and an end for each time, and no time twice' },
  windows_agreed: { missing: 'Say whether the provider has agreed to these times' },
};

const WINDOWS = ['First time', 'Second time'];

const page = join(root, 'www', 'index.html');

await script(async () => {
  initSync({ module: readFileSync(join(pkg, 'p2p_review_bg.wasm')) });
  const html = readFileSync(page, 'utf8');
  const right = fill(html, await vocabulary());
  if (!process.argv.includes('--check')) writeFileSync(page, right);
  else if (right !== html) throw new Failure('www/index.html differs from the vocabulary or the policies.\n  Write it anew: node scripts/commands/form-html.mjs');
});

/**
 * @param {string} html
 * @param {Map<string, FieldInfo>} facts
 */
function fill(html, facts) {
  const asked = new Set();
  const filled = html.replaceAll(/^( *)<!--(ask (\w+)|call)-->[^]*?<!--\/-->/gm, (_, indent, what, fact) => {
    asked.add(fact);
    const field = facts.get(fact);
    if (fact && !field) throw new Failure(`www/index.html asks for ${fact}, which no policy knows`);
    const lines = field ? question(field) : call();
    return [`<!--${what}-->`, ...lines, '<!--/-->'].map((line) => indent + line).join('\n');
  });
  const forgotten = [...facts.keys()].filter((fact) => !asked.has(fact));
  if (forgotten.length) throw new Failure(`www/index.html does not ask for ${forgotten.join(', ')}`);
  return filled;
}

/** The vocabulary's own wording of every fact that the policies ask for, read from a policy that asks for all and words none. */
async function vocabulary() {
  const payers = policies();
  const facts = [...new Set(payers.flatMap((policy) => policy.fields.map((field) => field.field)))];
  await load_policy(/** @type {any} */ ({
    id: 'vocabulary', name: 'Vocabulary', time_zone: 'America/Los_Angeles', lines_of_business: [], services: [], contacts: [],
    sources: [], statements: [], routes: [], offers: facts.map((fact) => ({ fact })),
  }));
  const neutral = policies().find((policy) => policy.id === 'vocabulary')?.fields ?? [];
  return new Map(neutral.map((field) => [field.field, field.field === 'payer' ? { ...field, values: payers.map(({ id, name }) => ({ value: id, label: name })) } : field]));
}

/**
 * @param {FieldInfo} field
 * @returns {string[]} lines of HTML
 */
function question(field) {
  const layout = LAYOUT[field.field] ?? {};
  if (layout.tick) return tick(field, layout.tick, layout.hint);
  if (field.kind === 'windows') return windows(field, layout);
  if (field.kind === 'boolean') return radios(field, layout, [{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]);
  if (field.kind === 'choice' && layout.as !== 'select') return radios(field, layout, field.values ?? []);
  return single(field, layout);
}

/** @param {FieldInfo} field @param {Layout} layout */
function wrapper(field, layout) {
  const missing = layout.missing ? ` data-p2p-missing="${text(layout.missing)}"` : '';
  return `data-p2p-question="${field.field}"${missing}${layout.offer ? ' data-p2p-offer' : ''}`;
}

/** @param {FieldInfo} field */
function heading(field) {
  return `<span data-p2p-label>${text(field.question)}</span><span class="p2p-optional" data-p2p-optional hidden> (optional)</span>`;
}

/** @param {FieldInfo} field */
function hint(field) {
  return `<p class="ds-c-hint p2p-hint" id="${field.field}-hint" data-p2p-hint${field.hint ? '' : ' hidden'}>${text(field.hint ?? '')}</p>`;
}

/** @param {FieldInfo} field @param {Layout} layout @param {{ value: string, label: string }[]} values */
function radios(field, layout, values) {
  const { field: fact } = field;
  const choices = layout.unsure ? [...values, { value: '', label: 'Not sure' }] : values;
  return [
    `<fieldset class="ds-c-fieldset p2p-question" ${wrapper(field, layout)} aria-describedby="${fact}-hint">`,
    `  <legend class="ds-c-label">${heading(field)}</legend>`,
    `  ${hint(field)}`,
    '  <div class="p2p-choices">',
    ...choices.map(({ value, label }, i) => {
      const id = i ? `${fact}-${i}` : fact;
      const told = value === '' ? ` aria-describedby="${fact}-unsure"` : '';
      return `    <div class="ds-c-choice-wrapper"><input class="ds-c-choice" type="radio" id="${id}" name="${fact}" value="${value}"${told}><label class="ds-c-label" for="${id}">${text(label)}</label></div>`;
    }),
    '  </div>',
    ...(layout.unsure ? [`  <p class="p2p-unsure" id="${fact}-unsure">${text(layout.unsure)} <span data-p2p-phones>call the number on the denial letter, or one at the end of this page.</span></p>`] : []),
    '</fieldset>',
  ];
}

/** @param {FieldInfo} field @param {string} words @param {string} [own] */
function tick(field, words, own) {
  const { field: fact } = field;
  return [
    `<div class="ds-c-choice-wrapper" data-p2p-question="${fact}">`,
    `  <input class="ds-c-choice" type="checkbox" id="${fact}" name="${fact}" value="true" aria-describedby="${fact}-hint"><label class="ds-c-label" for="${fact}">${text(words)}</label>`,
    own ? `  <p class="ds-c-hint p2p-hint" id="${fact}-hint">${text(own)}</p>` : `  ${hint(field)}`,
    '</div>',
  ];
}

/** @param {FieldInfo} field @param {Layout} layout */
function single(field, layout) {
  const { field: fact, kind } = field;
  const width = layout.as === 'short' || kind === 'date' ? ' ds-c-field--medium' : '';
  const described = `aria-describedby="${fact}-hint${kind === 'date' ? ` ${fact}-example` : ''}"`;
  const control = layout.as === 'select'
    ? [
        `  <select class="ds-c-field" id="${fact}" name="${fact}" autocomplete="off" ${described}>`,
        '    <option value="">Choose, or leave open</option>',
        ...(field.values ?? []).map(({ value, label }) => `    <option value="${value}">${text(label)}</option>`),
        '  </select>',
      ]
    : [
        `  <div class="p2p-entry"><input class="ds-c-field${width}" id="${fact}" name="${fact}" type="${layout.type ?? 'text'}" autocomplete="${layout.autocomplete ?? 'off'}" ${described}${input(kind)}></div>`,
      ];
  return [
    `<div class="p2p-question" ${wrapper(field, layout)}>`,
    `  <label class="ds-c-label" for="${fact}">${heading(field)}</label>`,
    `  ${hint(field)}`,
    ...(kind === 'date' ? [`  <p class="ds-c-hint p2p-hint" id="${fact}-example">For example 11/18/2026 or Nov 18 2026.</p>`] : []),
    ...control,
    '</div>',
  ];
}

/** @param {string} kind */
function input(kind) {
  if (kind === 'date') return ' data-p2p-kind="date"';
  if (kind === 'npi') return ' inputmode="numeric" data-p2p-kind="npi"';
  return kind === 'text' ? ' spellcheck="false"' : '';
}

/** @param {FieldInfo} field @param {Layout} layout */
function windows(field, layout) {
  const { field: fact } = field;
  return [
    `<fieldset class="ds-c-fieldset p2p-question" ${wrapper(field, layout)} aria-describedby="${fact}-hint">`,
    `  <legend class="ds-c-label">${heading(field)}</legend>`,
    `  ${hint(field)}`,
    ...WINDOWS.flatMap((title, i) => [
      `  <fieldset class="p2p-window">`,
      `    <legend class="p2p-window-title">${title}</legend>`,
      `    <div class="p2p-window-part"><label class="ds-c-label" for="${fact}-${i}-date">Date</label><div class="p2p-entry"><input class="ds-c-field ds-c-field--medium" id="${fact}-${i}-date" name="${fact}.date" type="text" autocomplete="off" data-p2p-kind="date"></div></div>`,
      ...['start', 'end'].map((part) =>
        `    <div class="p2p-window-part"><label class="ds-c-label" for="${fact}-${i}-${part}">${part === 'start' ? 'From' : 'To'}</label><div class="p2p-entry"><input class="ds-c-field" id="${fact}-${i}-${part}" name="${fact}.${part}" type="time" autocomplete="off"></div></div>`),
      `  </fieldset>`,
    ]),
    '</fieldset>',
  ];
}

/** Every payer's numbers for requests, so that they are there without JavaScript. */
function call() {
  return readdirSync(join(pkg, 'policies')).filter((file) => file.endsWith('.json')).sort()
    .map((file) => JSON.parse(readFileSync(join(pkg, 'policies', file), 'utf8')))
    .filter((policy) => policy.contacts)
    .flatMap((policy) => [
      `<div class="p2p-payer" data-p2p-payer="${policy.id}">`,
      `  <h3>${text(policy.name)}</h3>`,
      '  <ul class="p2p-steps">',
      ...phones(policy).map(({ label, value }) => `    <li><span class="p2p-step-label">${text(label)}</span> <a class="ds-c-link" href="tel:${dial(value)}">${text(value)}</a></li>`),
      '  </ul>',
      '</div>',
    ]);
}

/**
 * @param {any} policy
 * @returns {{ label: string, value: string }[]} the numbers where a request goes; where it goes by a form, all that the payer names
 */
function phones(policy) {
  /** @param {any[]} routes */
  const numbers = (routes) => [
    ...new Map(routes.flatMap((route) => route.steps).filter((step) => step.kind === 'phone' && step.value).map((step) => [step.value, step])).values(),
  ];
  const direct = numbers(policy.routes.filter((/** @type {any} */ route) => policy.contacts.includes(route.id)));
  return direct.length ? direct : numbers(policy.routes);
}

/** @param {string} value */
function dial(value) {
  return `+1${value.replaceAll(/\D/g, '').replace(/^1/, '')}`;
}

/** @param {string} value */
function text(value) {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
