// The staff page: a list of requests, without a script. Its URLs contain nothing personal.
import { policies } from '../../pkg/p2p_review.js';
import { FIELDS } from '../answers.js';
import { asJson } from './export.js';
import { html } from './html.js';
import { cursor } from './query.js';

/** @typedef {import('../store/store.js').Listed} Listed */
/** @typedef {import('../../pkg/p2p_review.js').FieldInfo} FieldInfo */

export const PAYERS = policies().map(({ id, name }) => ({ id, name }));
const DELIVERY = /** @type {Record<string, string>} */ ({ pending: 'On its way', delivered: 'Delivered', dead: 'Failed' });

/** Stricter than the form's, because there is no script. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * @param {object} view
 * @param {Listed[]} view.rows
 * @param {boolean} view.more whether more requests follow
 * @param {URLSearchParams} view.parameters as sent
 * @param {string} view.timeZone
 * @param {string} view.base the relative URL of the page's folder
 * @param {string | null} view.problem
 */
export function page({ rows, more, parameters, timeZone, base, problem }) {
  const given = (/** @type {string} */ name) => parameters.get(name) ?? '';
  const last = rows.at(-1);
  const title = problem ? 'Error: Peer-to-peer requests' : 'Peer-to-peer requests';
  return String(html`<!doctype html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="stylesheet" href="${base}style.css">
</head>
<body>
<a class="skip" href="#requests">Skip to the requests</a>
<header><p>Peer-to-peer review</p></header>
<main>
<h1>Peer-to-peer requests</h1>
${problem ? html`<div class="problem" role="alert"><h2>There is a problem</h2><p>${problem}</p></div>` : ''}
<form method="get" action="${base}" aria-label="Filter requests">
<div class="field"><label for="payer">Health plan</label><select id="payer" name="payer">
<option value="">All</option>
${PAYERS.map(({ id, name }) => html`<option value="${id}"${id === given('payer') ? html` selected` : ''}>${name}</option>`)}
</select></div>
<div class="field"><label for="from">Received from</label><input id="from" name="from" type="date" value="${given('from').slice(0, 10)}" aria-describedby="zone"></div>
<div class="field"><label for="until">Received until</label><input id="until" name="until" type="date" value="${given('until').slice(0, 10)}" aria-describedby="zone"></div>
<button type="submit">Show</button>
<p class="hint" id="zone">Days and times are in ${timeZone}. Both days are included.</p>
</form>
<h2 id="requests" tabindex="-1">${rows.length === 0 ? 'No requests' : `${rows.length} request${rows.length === 1 ? '' : 's'}${more ? ', and more' : ''}, oldest first`}</h2>
${rows.length ? table(rows, timeZone) : ''}
<nav aria-label="Pages and files">
${more && last ? html`<p><a href="${address(base, parameters, { after: cursor(last) })}">Next requests</a></p>` : ''}
${given('after') ? html`<p><a href="${address(base, parameters, {})}">Back to the first page</a></p>` : ''}
<p>Download this selection: <a href="${address(`${base}requests.csv`, parameters, {})}">spreadsheet (CSV)</a>, <a href="${address(`${base}requests.jsonl`, parameters, {})}">JSON Lines</a>. The files contain personal details.</p>
</nav>
</main>
</body>
</html>
`);
}

/**
 * @param {Listed[]} rows
 * @param {string} timeZone
 */
function table(rows, timeZone) {
  return html`<div class="scroll" role="region" aria-labelledby="requests" tabindex="0"><table>
<thead><tr><th scope="col">Received</th><th scope="col">Reference</th><th scope="col">Health plan</th><th scope="col">Due</th><th scope="col">Delivery</th><th scope="col">Answers</th></tr></thead>
<tbody>${rows.map((row) => tableRow(row, timeZone))}</tbody>
</table></div>`;
}

/**
 * @param {Listed} row
 * @param {string} timeZone
 */
function tableRow(row, timeZone) {
  const { reference, received_at, payer, due, delivery, answers } = asJson(row);
  const time = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(received_at));
  return html`<tr>
<td><time datetime="${received_at}">${time}</time></td>
<th scope="row">${reference}</th>
<td>${PAYERS.find(({ id }) => id === payer)?.name ?? payer ?? ''}</td>
<td>${due ?? ''}</td>
<td>${delivery === null ? 'Not set up' : (DELIVERY[delivery] ?? delivery)}</td>
<td><details><summary>Answers<span class="hidden"> of ${reference}</span></summary><dl>${FIELDS.filter(({ field }) => answers[field] !== undefined).map((info) => html`<dt>${info.question}</dt><dd>${spoken(info, answers[info.field])}</dd>`)}</dl></details></td>
</tr>`;
}

/**
 * @param {FieldInfo} field
 * @param {unknown} value
 */
function spoken({ values }, value) {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map(({ date, start, end, time_zone: zone }) => `${date}, ${start} to ${end}${zone ? ` ${zone}` : ''}`).join('; ');
  return values?.find((choice) => choice.value === value)?.label ?? String(value);
}

/**
 * @param {string} path
 * @param {URLSearchParams} parameters
 * @param {Record<string, string>} more
 */
function address(path, parameters, more) {
  const kept = ['payer', 'from', 'until'].flatMap((name) => (parameters.get(name) ? [[name, parameters.get(name) ?? '']] : []));
  const query = new URLSearchParams([...kept, ...Object.entries(more)]).toString();
  return query ? `${path}?${query}` : path;
}

export const STYLE = `
:root { color-scheme: light; font: 100%/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
body { margin: 0; }
header { background: #112e51; color: #fff; padding: .5rem 1rem; }
header p { margin: 0; font-weight: 700; }
main { padding: 1rem; max-width: 80rem; margin: 0 auto; }
a { color: #0b4a8f; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, .scroll:focus-visible, h2:focus-visible { outline: 3px solid #9a2b6f; outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .5rem; }
form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; }
.field label { display: block; font-weight: 600; }
input, select, button { font: inherit; min-height: 2.75rem; padding: .25rem .75rem; border: 1px solid #3d4551; border-radius: 4px; background: #fff; color: inherit; }
button { background: #0b4a8f; border-color: #0b4a8f; color: #fff; font-weight: 600; }
.hint { flex-basis: 100%; margin: 0; color: #3d4551; }
.scroll { position: relative; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #a9aeb1; font-weight: 400; }
thead th { font-weight: 700; }
tbody th { white-space: nowrap; }
summary { min-height: 1.5rem; cursor: pointer; color: #0b4a8f; }
dl { margin: .5rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.problem { border: 4px solid #b50909; padding: 0 1rem; margin-bottom: 1rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { form, nav, .skip { display: none; } }
`;
