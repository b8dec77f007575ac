// Generates the parts of www/index.html that repeat the vocabulary and the policies: the questions with their choices,
// the list of things to be unsure about, and the payers' telephone numbers. The parts are between <!--ask FACT-->,
// <!--doubts--> or <!--call--> and <!--/-->.
//   node scripts/commands/form-html.mjs           writes them
//   node scripts/commands/form-html.mjs --check   fails if the page differs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initSync, load_policy, policies } from '../../pkg/p2p_review.js';
import { pkg, root } from '../lib/places.mjs';
import { Failure, script } from '../lib/run.mjs';

/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */
/**
 * What the form adds to a question of the vocabulary.
 * @typedef {object} Layout
 * @property {string} [missing] the error message if it is unanswered
 * @property {string} [unsure] how to find out; shown with the choice "Not sure"
 * @property {string} [doubt] its label in the list of things to be unsure about
 * @property {boolean} [plain] never marked as optional, because the answer decides whom to call
 * @property {string} [tick] its label as a checkbox in a group, if only yes matters
 * @property {string} [hint] the hint of that checkbox, in place of the vocabulary's, which is about answering yes or no
 * @property {string} [autocomplete]
 * @property {string} [type] the input's type
 * @property {boolean} [offer] shown even if no rule depends on it
 * @property {'short' | 'select'} [as]
 */

/** @type {Record<string, Layout>} */
const LAYOUT = {
  payer: { missing: 'Choose who sent the denial letter' },
  line_of_business: {
    missing: 'Choose the kind of plan',
    unsure: 'Look at the front of the member’s ID card, or at the small print at the end of the letter.',
  },
  plan_state: { as: 'select' },
  service: { missing: 'Choose what was denied', plain: true },
  denial_timing: {
    missing: 'Choose the point of care',
    unsure: 'Ask whoever sent the request if the service had been given by then, or was under way. Look for “pre-service”, “concurrent” or “post-service” in the letter.',
  },
  denial_basis: {
    missing: 'Choose the reason that the letter gives',
    unsure: 'The reason is often in the first paragraph, or under a heading such as “Why we denied this”.',
  },
  denial_date: { missing: 'Give the date on the denial letter' },
  letter_received: { missing: 'Say whether the provider has the letter', unsure: 'Ask the provider, and whoever handles the mail, the fax, and the payer’s portal.' },
  letter_offers_p2p: { missing: 'Say whether the letter offers a peer-to-peer', unsure: 'Read the pages about appeal rights, and the end of the letter.' },
  member_liable: { missing: 'Say whether the member is responsible for the cost', unsure: 'Read what the letter says about billing the member, or the notice that came with it.' },
  appeal_filed: { tick: 'An appeal has been filed or opened', doubt: 'Whether an appeal has been filed or opened' },
  expedited_appeal: { tick: 'An expedited appeal has been filed', doubt: 'Whether an expedited appeal has been filed', hint: 'A fast-track or urgent appeal, filed by anyone. One that you are only thinking about doesn’t count. It is also an appeal.' },
  prior_p2p: { tick: 'A peer-to-peer on this denial has already taken place', doubt: 'Whether there was a peer-to-peer on this denial' },
  service_rendered: { tick: 'The service or dose that was denied has already been given', doubt: 'Whether the service or dose has been given', hint: 'Only what was denied counts, not earlier doses.' },
  member_discharged: { tick: 'The member has been discharged from the facility', doubt: 'Whether the member has been discharged', hint: 'Only if the denial is about a stay in a facility.' },
  new_clinical_information: { missing: 'Say whether there is new clinical information', unsure: 'Ask whoever sent the request which records went with it.' },
  purpose: { missing: 'Choose what you want to talk about', unsure: 'Ask the provider what the call is for.' },
  requested_by: { missing: 'Choose who is requesting the peer-to-peer', unsure: 'See whose name is on the denied request, and ask who wants the call.' },
  attendee: { missing: 'Choose who will take the call', unsure: 'Ask the provider who will be on the phone.' },
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
  call_windows: { missing: 'Enter another time: two of these are the same' },
  windows_agreed: { missing: 'Say whether the provider has agreed to these times' },
};

/** What happens to a request with such an answer. The page takes the first sentence away where nothing can be sent, and adds whom to ask, and until when. */
const ASK = '<span data-may-send>You can still send the request, marked “Not sure”.</span> To ask the payer, <span data-p2p-phones>call the number on the denial letter, or one on this page.</span> <span data-p2p-find-out></span>';
const WINDOWS = ['First time', 'Second time'];
/** @type {[part: string, label: string, missing: string][]} */
const TIMES = [['start', 'From', 'starts'], ['end', 'To', 'ends']];

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
  const filled = html.replaceAll(/^( *)<!--(ask (\w+)|doubts|call)-->[^]*?<!--\/-->/gm, (_, indent, what, fact) => {
    asked.add(fact);
    const field = facts.get(fact);
    if (fact && !field) throw new Failure(`www/index.html asks for ${fact}, which no policy knows`);
    const lines = field ? question(field) : what === 'call' ? call() : doubts();
    return [`<!--${what}-->`, ...lines, '<!--/-->'].map((line) => indent + line).join('\n');
  });
  const forgotten = [...facts.keys()].filter((fact) => !asked.has(fact));
  if (forgotten.length) throw new Failure(`www/index.html does not ask for ${forgotten.join(', ')}`);
  return filled;
}

/**
 * The questions and hints of every fact, taken from a policy that asks for all of them without changing their wording.
 */
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
  const label = `<span data-p2p-label>${text(field.question)}</span>`;
  return LAYOUT[field.field]?.plain ? label : `${label}<span class="p2p-optional" data-p2p-optional hidden> (optional)</span>`;
}

/** @param {FieldInfo} field */
function hint(field) {
  return `<p class="ds-c-hint p2p-hint" id="${field.field}-hint" data-p2p-hint${field.hint ? '' : ' hidden'}>${text(field.hint ?? '')}</p>`;
}

/** @param {FieldInfo} field @param {Layout} layout @param {{ value: string, label: string }[]} values */
function radios(field, layout, values) {
  const { field: fact } = field;
  if (Boolean(layout.unsure) !== field.unsure) throw new Failure(`${fact}: say in LAYOUT how to find out, where and only where “Not sure” is an answer`);
  const choices = layout.unsure ? [...values, { value: 'unsure', label: 'Not sure' }] : values;
  return [
    `<fieldset class="ds-c-fieldset p2p-question" ${wrapper(field, layout)} aria-describedby="${fact}-hint">`,
    `  <legend class="ds-c-label">${heading(field)}</legend>`,
    `  ${hint(field)}`,
    '  <div class="p2p-choices">',
    ...choices.map(({ value, label }, i) => {
      const id = i ? `${fact}-${i}` : fact;
      // The first radio button also gets the group's hint: screen readers read its description, but not all read the
      // group's.
      const told = value === 'unsure' ? ` aria-describedby="${fact}-unsure"` : i ? '' : ` aria-describedby="${fact}-hint"`;
      return `    <div class="ds-c-choice-wrapper"><input class="ds-c-choice" type="radio" id="${id}" name="${fact}" value="${value}"${told}><label class="ds-c-label" for="${id}">${text(label)}</label></div>`;
    }),
    '  </div>',
    ...(layout.unsure ? [`  <p class="p2p-unsure" id="${fact}-unsure">${text(layout.unsure)} ${ASK}</p>`] : []),
    '</fieldset>',
  ];
}

/** The checkboxes for things to be unsure about. */
function doubts() {
  return Object.entries(LAYOUT).filter(([, { doubt }]) => doubt).map(([fact, { doubt = '' }]) =>
    `<div class="ds-c-choice-wrapper" data-unsure-of="${fact}"><input class="ds-c-choice" type="checkbox" id="${fact}-unsure" name="${fact}" value="unsure"><label class="ds-c-label" for="${fact}-unsure">${text(doubt)}</label></div>`);
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
    `  <p class="ds-c-hint p2p-hint" id="${fact}-example">Times such as 9, 9:30 am or 1 pm.</p>`,
    ...WINDOWS.flatMap((title, i) => [
      `  <fieldset class="p2p-window">`,
      `    <legend class="p2p-window-title">${title}</legend>`,
      `    <div class="p2p-window-part" data-p2p-missing="Enter the date of the ${title.toLowerCase()}"><label class="ds-c-label" for="${fact}-${i}-date">Date</label><div class="p2p-entry"><input class="ds-c-field ds-c-field--medium" id="${fact}-${i}-date" name="${fact}.date" type="text" autocomplete="off" data-p2p-kind="date"></div></div>`,
      ...TIMES.map(([part, label, missing]) =>
        `    <div class="p2p-window-part" data-p2p-missing="Enter when the ${title.toLowerCase()} ${missing}"><label class="ds-c-label" for="${fact}-${i}-${part}">${label} <span data-zone></span></label><div class="p2p-entry"><input class="ds-c-field p2p-time" id="${fact}-${i}-${part}" name="${fact}.${part}" type="text" autocomplete="off" aria-describedby="${fact}-example"></div></div>`),
      `  </fieldset>`,
    ]),
    '</fieldset>',
  ];
}

/** Every payer's numbers for requests, for pages without JavaScript. */
function call() {
  return readdirSync(join(pkg, 'policies')).filter((file) => file.endsWith('.json')).sort()
    .map((file) => JSON.parse(readFileSync(join(pkg, 'policies', file), 'utf8')))
    .filter((policy) => policy.contacts)
    .flatMap((policy) => [
      `<div class="p2p-payer" data-p2p-payer="${policy.id}">`,
      `  <h3>${text(policy.name)}</h3>`,
      '  <ul class="p2p-steps">',
      ...phones(policy).map(phone),
      '  </ul>',
      '</div>',
    ]);
}

/** @param {any} step */
function phone({ label, value, note, when }) {
  const services = when?.service ? ` data-services="${[when.service].flat().join(' ')}"` : '';
  const link = `<a class="ds-c-link" href="tel:${dial(value)}" aria-label="${text(`Call ${label}, ${value}`)}">${text(value)}</a>`;
  return `    <li${services}><span class="p2p-step-label">${text(label)}</span> ${link}${note ? ` <span class="p2p-small">${text(note)}</span>` : ''}</li>`;
}

/**
 * @param {any} policy
 * @returns {any[]} the steps with the numbers for requests; if requests go by form, all numbers of the
 * payer
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
