// Generates www/rules.html, the rule book: pkg/policies/ in words, with the payers side by side and one by one.
//   node scripts/commands/rules-html.mjs           writes it
//   node scripts/commands/rules-html.mjs --check   fails if the page differs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initSync, policies as loaded } from '../../pkg/p2p_review.js';
import { pkg, root } from '../lib/places.mjs';
import { calendars, vocabulary } from '../lib/policy-files.mjs';
import { Words, dayName, list, sentence, zoneName } from '../lib/rules-words.mjs';
import { Failure, script } from '../lib/run.mjs';

/** @typedef {import('../lib/policy-files.mjs').Part} Part */
/** @typedef {import('../lib/policy-files.mjs').Policy & { version: string, words: Words, facts: import('../lib/rules-words.mjs').Fact[] }} Book */

const page = join(root, 'www', 'rules.html');

/** For each effect of a rule: its heading in a payer's part, and its word in the comparison. */
const OUTCOMES = [
  { outcome: 'reject', title: 'What rules a peer-to-peer out', word: 'No' },
  { outcome: 'invalid', title: 'What has to be changed before sending', word: 'Change' },
  { outcome: 'warning', title: 'What can be sent with a warning', word: 'Warning' },
  { outcome: 'notice', title: 'What you are told', word: 'Told' },
];

await script(() => {
  const right = whole(books(), readDecisions());
  if (!process.argv.includes('--check')) return writeFileSync(page, right);
  if (!existsSync(page) || readFileSync(page, 'utf8') !== right) {
    throw new Failure('www/rules.html differs from the policies.\n  Write it anew: node scripts/commands/rules-html.mjs');
  }
});

/** @returns {Book[]} the shipped policies */
function books() {
  initSync({ module: readFileSync(join(pkg, 'p2p_review_bg.wasm')) });
  const shared = vocabulary();
  const { days } = calendars();
  return loaded().map(({ id, version }) => {
    const policy = JSON.parse(readFileSync(join(pkg, 'policies', `${id}.json`), 'utf8'));
    const facts = [...shared, ...(policy.facts ?? [])];
    const rules = [...policy.rules, ...outsideScope(policy)];
    return { ...policy, rules, version, facts, words: new Words(facts, [...days, ...(policy.days ?? [])]) };
  });
}

/** @param {any} policy @returns {Part[]} what it tells a request outside its scope, as the rules that come of it */
function outsideScope(policy) {
  const facts = /** @type {const} */ ([['lines_of_business', 'line_of_business'], ['services', 'service']]);
  return facts.flatMap(([key, fact]) => {
    const told = policy.outside_scope?.[key];
    return told ? [{ ...told, id: `outside-${key.replaceAll('_', '-')}`, when: { [fact]: { not: policy[key] } } }] : [];
  });
}

/** @returns {{ id: string, gist: string, meta?: string }[]} */
function readDecisions() {
  return JSON.parse(readFileSync(join(pkg, 'policies', 'decisions.json'), 'utf8')).decisions;
}

/**
 * @param {Book[]} payers
 * @param {{ id: string, gist: string, meta?: string }[]} decisions
 */
function whole(payers, decisions) {
  return `<!doctype html>
<!-- Written by scripts/commands/rules-html.mjs from the policies: change those, not this. -->
<html lang="en-US">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Rule book: peer-to-peer review</title>
  <meta name="description" content="Every rule that the peer-to-peer form checks, in plain words, with the payer’s statement behind it.">
  <meta name="referrer" content="no-referrer">
  <meta name="format-detection" content="telephone=no">
  <link rel="icon" href="./favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="./style.css">
  <link rel="stylesheet" href="./rules.css">
</head>
<body>
  <a class="ds-c-skip-nav" href="#main">Skip to the rules</a>
  <header class="site">
    <div class="site-inner">
      <p class="site-name">Peer-to-peer review</p>
      <p class="site-for">Rule book</p>
    </div>
  </header>

  <main id="main" class="page" tabindex="-1">
    <h1>The rules behind the answers</h1>
    <p class="lead">Everything that the form checks at each payer, with the statement of the payer’s own document that it rests on. The words are ours; the documents decide.</p>
    <nav class="contents" aria-label="On this page">
      <ul>
        <li><a class="ds-c-link" href="#side-by-side">Side by side</a></li>
${payers.map(({ id, name }) => `        <li><a class="ds-c-link" href="#${id}">${text(name)}</a></li>`).join('\n')}
        <li><a class="ds-c-link" href="#decisions">Where the documents leave a question</a></li>
        <li><a class="ds-c-link" href="./index.html">The form</a></li>
      </ul>
    </nav>

${comparison(payers)}

${payers.map(payer).join('\n\n')}

${decided(payers, decisions)}
  </main>

  <footer class="site-foot">
    <div class="site-inner">
      <p>A peer-to-peer is a conversation about a denial. It is not an appeal and does not stop the time in which you can appeal: your letter says how and until when.</p>
    </div>
  </footer>
</body>
</html>
`;
}

// The comparison of the payers.

/** @param {Book[]} payers */
function comparison(payers) {
  const turning = new Set(payers.flatMap(({ rules }) => rules.map(turnsOn)));
  const topics = payers[0]?.facts.filter(({ id }) => id !== 'denial_date' && turning.has(id)) ?? [];
  const rows = [
    row(payers, 'Time to ask', (book) => [...book.deadlines.map((/** @type {Part} */ term) => brief(book, 'deadlines', term, book.words.time(/** @type {any} */ (term)))), ...briefRules(book, 'denial_date')]),
    ...topics.map(({ id }) => row(payers, `${payers[0]?.words.topic(id)}`, (book) => briefRules(book, id))),
    row(payers, 'What a complete request carries', (book) => needs(book).map(({ ask, note }) => `${text(ask)}${note ? ` <span class="if">${text(note)}</span>` : ''}`)),
    row(payers, 'Answer promised', (book) => (book.response_times ?? []).map((/** @type {Part} */ promise) => brief(book, 'response_times', promise, `${promise.label}: ${book.words.time(/** @type {any} */ (promise))}`))),
    row(payers, 'Where the request goes', (book) => stepsOf(book, book.contacts).map(step)),
  ];
  return `    <section class="book" id="side-by-side" aria-labelledby="side-by-side-title">
      <h2 id="side-by-side-title">Side by side</h2>
      <p class="p2p-small">“No” rules the request out; “Change” has to be mended first; “Warning” can still be sent. Each leads to the rule.</p>
      <table class="compare" role="table" aria-labelledby="side-by-side-title">
        <thead role="rowgroup">
          <tr role="row"><th role="columnheader" scope="col">Topic</th>${payers.map(({ name }) => `<th role="columnheader" scope="col">${text(name)}</th>`).join('')}</tr>
        </thead>
        <tbody role="rowgroup">
${rows.join('\n')}
        </tbody>
      </table>
    </section>`;
}

/**
 * @param {Book[]} payers
 * @param {string} topic
 * @param {(book: Book) => string[]} cell lines of HTML
 */
function row(payers, topic, cell) {
  const cells = payers.map((book) => {
    const lines = cell(book);
    const inside = lines.length > 0 ? `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>` : '<p class="none">No rule</p>';
    return `            <td role="cell"><span class="whose" aria-hidden="true">${text(book.name)}</span>${inside}</td>`;
  });
  return `          <tr role="row">
            <th role="rowheader" scope="row">${text(topic)}</th>
${cells.join('\n')}
          </tr>`;
}

/** @param {Book} book @param {string} fact */
function briefRules(book, fact) {
  const rules = book.rules.filter((/** @type {Part} */ rule) => rule.outcome !== 'notice' && turnsOn(rule) === fact);
  return rules.map((/** @type {Part} */ rule) => brief(book, 'rules', rule, book.words.condition(rule.when ?? {}), rule.outcome));
}

/**
 * @param {Book} book
 * @param {string} kind
 * @param {Part} part
 * @param {string} words
 * @param {string} [outcome]
 */
function brief(book, kind, part, words, outcome) {
  const found = OUTCOMES.find((known) => known.outcome === outcome);
  const badge = found ? `<span class="badge ${found.outcome}">${found.word}</span> ` : '';
  const when = kind === 'rules' || !part.when ? '' : ` <span class="if">if ${text(book.words.condition(part.when))}</span>`;
  return `${badge}<a class="ds-c-link" href="#${anchor(book, kind, part)}">${text(sentence(words))}</a>${when}`;
}

/** @param {Part} rule @returns {string | undefined} the fact that the rule is about, found as the engine does */
function turnsOn({ field, when = {} }) {
  if (field) return field;
  const named = Object.keys(when).filter((key) => !['today', 'deadline', 'due_day', 'all', 'any', 'none'].includes(key));
  if (named.length === 0 && ('deadline' in when || 'due_day' in when)) return 'denial_date';
  return named.length === 1 ? named[0] : undefined;
}

// The part of one payer.

/** @param {Book} book */
function payer(book) {
  const { id, name, routes, words } = book;
  const labels = (/** @type {string} */ fact, /** @type {string[]} */ values) =>
    values.map((value) => book.facts.find((known) => known.id === fact)?.values?.find((known) => known.value === value)?.label ?? value).join('; ');
  const terms = book.deadlines.map((/** @type {Part} */ term) => entry(book, 'deadlines', term, sentence(words.time(/** @type {any} */ (term))), [
    term.when ? `If ${words.condition(term.when)}.` : '',
    ...businessDays(book, term),
  ]));
  const groups = OUTCOMES.map(({ outcome, title }) => {
    const rules = book.rules.filter((/** @type {Part} */ rule) => rule.outcome === outcome);
    return part(title, rules.map((/** @type {Part} */ rule) => entry(book, 'rules', rule, rule.when ? `If ${words.condition(rule.when)}` : 'Always', [words.message(rule.message), ...manner(book, rule)], rule.next)));
  });
  const promises = (book.response_times ?? []).map((/** @type {Part} */ promise) => entry(book, 'response_times', promise, `${promise.label}: ${words.time(/** @type {any} */ (promise))}`, [promise.when ? `If ${words.condition(promise.when)}.` : '']));
  return `    <section class="book payer" id="${id}" aria-labelledby="${id}-title">
      <h2 id="${id}-title">${text(name)}</h2>
      <dl class="about">
        <div><dt>Plans</dt><dd>${text(labels('line_of_business', book.lines_of_business))}</dd></div>
        <div><dt>Services</dt><dd>${text(labels('service', book.services))}</dd></div>
        <div><dt>Clock</dt><dd>${text(zoneName(book.time_zone))}</dd></div>
        <div><dt>Version of these rules</dt><dd><code>${text(book.version)}</code></dd></div>
      </dl>
${part('What the rules rest on', book.sources.map((/** @type {any} */ source) => sourceEntry(book, source)))}
${part('By when to ask', terms)}
${groups.join('\n')}
${part('What a complete request carries', needs(book).map((need) => needEntry(book, need)))}
${part('What is welcome, and not needed', (book.optional ?? []).map((/** @type {Part} */ item) => needEntry(book, optionalEntry(book, item))))}
${part('What the payer promises', promises)}
${part('Where a request goes', routes.filter((/** @type {any} */ route) => book.contacts.includes(route.id)).map((/** @type {any} */ route) => routeEntry(book, route)))}
${part('Where to go instead', routes.filter((/** @type {any} */ route) => !book.contacts.includes(route.id)).map((/** @type {any} */ route) => routeEntry(book, route)))}
${statements(book)}
    </section>`;
}

/** @param {Book} book @param {Part} term @returns {string[]} how business days are counted */
function businessDays(book, { unit }) {
  if (unit !== 'business-days') return [];
  const set = calendars().calendars.find(({ id }) => id === (book.calendar ?? 'us-federal'));
  const doubtful = book.doubtful ?? set?.doubtful ?? [];
  const closed = book.may_be_closed ?? [];
  return [
    'Weekends and federal holidays are not counted.',
    doubtful.length > 0 ? `The safe last day counts the holidays on which many firms work: ${book.words.days(doubtful, 'and')}.` : '',
    closed.length > 0 ? `The form stays open longer where ${book.name} may have been closed on ${book.words.days(closed, 'or')}.` : '',
  ];
}

/** @param {Book} book @param {Part} rule @returns {string[]} how its finding is shown */
function manner(book, { shown, first_when: firstWhen, elsewhere, alone }) {
  return [
    elsewhere ? 'It only means: not with this form.' : '',
    alone ? 'Where it holds, no other rule speaks.' : '',
    shown === 'first' ? 'It is shown before sending.' : '',
    firstWhen ? `It is shown before sending if ${book.words.condition(firstWhen)}.` : '',
  ];
}

/** @param {string} title @param {string[]} items */
function part(title, items) {
  if (items.length === 0) return '';
  return `      <h3>${text(title)}</h3>
      <ul class="entries">
${items.join('\n')}
      </ul>`;
}

/**
 * @param {Book} book
 * @param {string} kind
 * @param {Part} item
 * @param {string} title
 * @param {string[]} lines
 * @param {string[]} [next] ids of routes
 */
function entry(book, kind, item, title, lines, next = []) {
  const said = lines.filter(Boolean).map((line) => `<p>${text(line)}</p>`).join('');
  const ways = next.map((id) => `<a class="ds-c-link" href="#${book.id}-routes-${id}">${text(routeName(book, id))}</a>`);
  const instead = ways.length > 0 ? `<p class="next">Then: ${ways.join(', ')}</p>` : '';
  return `        <li class="entry ${item.outcome ?? ''}" id="${anchor(book, kind, item)}"><h4>${text(title)}</h4>${said}${instead}${rests(book, item)}</li>`;
}

/** @param {Book} book @param {any} source */
function sourceEntry(book, source) {
  const dates = [
    source.effective ? `In effect since ${dayName(source.effective)}` : 'Undated',
    source.next_review ? `next review ${dayName(source.next_review)}` : '',
  ].filter(Boolean).join('; ');
  const scope = source.when ? `<p>Leads where ${text(book.words.condition(source.when))}.</p>` : '';
  const laws = source.regulations ? `<p>It names ${text(list(source.regulations, 'and'))}.</p>` : '';
  return `        <li class="entry"><h4>${text(source.title)} <span class="if">(${text(source.id)})</span></h4><p>${text(dates)}.</p>${scope}${laws}</li>`;
}

/**
 * @param {Book} book
 * @returns {{ fact: string, ask: string, note: string, parts: Part[] }[]} the facts of a complete request, each once,
 * in asking order
 */
function needs(book) {
  const required = book.facts.filter((fact) => /** @type {any} */ (fact).required).map((fact) => fact.id);
  const named = book.facts.filter(({ id }) => required.includes(id) || book.needs.some((/** @type {Part} */ need) => need.fact === id));
  return named.map(({ id, question }) => {
    const parts = book.needs.filter((/** @type {Part} */ need) => need.fact === id);
    const always = required.includes(id) || parts.some((/** @type {Part} */ need) => !need.when);
    const when = parts.flatMap((/** @type {Part} */ need) => (need.when ? [book.words.condition(need.when)] : []));
    const many = parts.map((/** @type {Part} */ need) => need.at_least).find(Boolean);
    const asked = book.questions?.find((/** @type {Part} */ own) => own.fact === id)?.question ?? question;
    const note = [many ? `at least ${many}` : '', always ? '' : `if ${list(when, 'or')}`].filter(Boolean).join(', ');
    return { fact: id, ask: asked, note, parts };
  });
}

/** @param {Book} book @param {Part} item */
function optionalEntry(book, item) {
  const asked = book.facts.find(({ id }) => id === item.fact)?.question ?? item.fact;
  return { ask: asked, note: item.when ? `if ${book.words.condition(item.when)}` : '', parts: [item] };
}

/** @param {Book} book @param {{ ask: string, note: string, parts: Part[] }} need */
function needEntry(book, { ask, note, parts }) {
  const says = [...new Set(parts.flatMap((need) => need.says ?? []))];
  const decided = [...new Set(parts.flatMap((need) => need.decided ?? []))];
  return `        <li>${text(ask)}${note ? ` <span class="if">${text(note)}</span>` : ''}${rests(book, { says, decided })}</li>`;
}

/** @param {Book} book @param {any} route */
function routeEntry(book, route) {
  const lines = route.steps.map((/** @type {any} */ one) => {
    const label = route.steps.length === 1 ? '' : `<strong>${text(one.label)}</strong>`;
    const when = one.when ? `<span class="if">(if ${text(book.words.condition(one.when))})</span>` : '';
    return `<li>${[label, reached(one), when].filter(Boolean).join(' ')}${rests(book, one)}</li>`;
  });
  return `        <li class="entry" id="${book.id}-routes-${route.id}"><h4>${text(routeName(book, route.id))}</h4><ul class="steps">${lines.join('')}</ul></li>`;
}

/** @param {Book} book @param {string} id */
function routeName(book, id) {
  const route = book.routes.find((/** @type {any} */ known) => known.id === id);
  const first = route?.steps[0];
  return route?.steps.length === 1 ? first.label : sentence(id.replaceAll('-', ' '));
}

/** @param {Book} book @param {string[]} routes @returns {any[]} */
function stepsOf(book, routes) {
  return routes.flatMap((id) => book.routes.find((/** @type {any} */ route) => route.id === id)?.steps ?? []);
}

/** @param {any} one */
function step(one) {
  return [`<strong>${text(one.label)}</strong>`, reached(one)].filter(Boolean).join(' ');
}

/** @param {any} one @returns {string} how to take the step */
function reached({ kind, label, value, href, note }) {
  const digits = `${value}`.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  const to = href ?? (kind === 'phone' ? `tel:+1${digits}` : null);
  const way = kind === 'fax' && !/fax/i.test(label) ? 'Fax' : '';
  const shown = !value ? '' : to ? `<a class="ds-c-link" href="${text(to)}">${text(value)}</a>` : text(value);
  return [way, shown, note ? `<span class="note">${text(note)}</span>` : ''].filter(Boolean).join(' ');
}

/** @param {Book} book */
function statements(book) {
  const rows = book.statements.map((/** @type {any} */ statement) => {
    const homes = enforcing(book, statement.id);
    const does = homes.length > 0 ? homes.join(', ') : text(statement.meta ?? statement.allows ?? '');
    return `            <tr id="${book.id}-${statement.id}"><th scope="row">${text(statement.id)}</th><td>${text(statement.section ?? '')}</td><td>${text(statement.gist)}</td><td>${does}</td></tr>`;
  });
  return `      <h3 id="${book.id}-statements">What the documents state</h3>
      <div class="scroll" role="region" tabindex="0" aria-label="What the documents state, ${text(book.name)}">
        <table class="statements">
          <thead><tr><th scope="col">Statement</th><th scope="col">Section</th><th scope="col">In short</th><th scope="col">What comes of it</th></tr></thead>
          <tbody>
${rows.join('\n')}
          </tbody>
        </table>
      </div>`;
}

/**
 * @param {Book} book
 * @param {string} id of a statement or decision
 * @returns {string[]} links to the parts that cite it
 */
function enforcing(book, id) {
  const names = (/** @type {Part} */ item) => [...(item.says ?? []), ...(item.decided ?? [])].includes(id);
  const linked = ['rules', 'deadlines', 'response_times'].flatMap((kind) =>
    (book[kind] ?? []).filter(names).map((/** @type {Part} */ item) => `<a class="ds-c-link" href="#${anchor(book, kind, item)}">${text(sentence(`${item.id}`.replaceAll('-', ' ')))}</a>`));
  const routes = book.routes.filter((/** @type {any} */ route) => route.steps.some(names))
    .map((/** @type {any} */ route) => `<a class="ds-c-link" href="#${book.id}-routes-${route.id}">${text(routeName(book, route.id))}</a>`);
  const asked = ['needs', 'offers', 'questions'].flatMap((kind) => (book[kind] ?? []).filter(names).map((/** @type {Part} */ item) => `asked: ${text(book.words.topic(item.fact).toLowerCase())}`));
  return [...new Set([...linked, ...routes, ...asked])];
}

/** @param {Book} book @param {Part} item */
function rests(book, { says = [], decided = [] }) {
  if (says.length + decided.length === 0) return '';
  const links = [...says.map((id) => [id, `${book.id}-${id}`]), ...decided.map((id) => [id, id])];
  return ` <span class="rests">${links.map(([id, target]) => `<a class="ds-c-link" href="#${target}">${text(`${id}`)}</a>`).join(' ')}</span>`;
}

/** @param {Book} book @param {string} kind @param {Part} item */
function anchor(book, kind, item) {
  return `${book.id}-${kind}-${item.id}`;
}

// The decisions on gaps and contradictions.

/** @param {Book[]} payers @param {{ id: string, gist: string, meta?: string }[]} decisions */
function decided(payers, decisions) {
  const items = decisions.map(({ id, gist, meta }) => {
    const where = payers.flatMap((book) => {
      const links = enforcing(book, id);
      return links.length > 0 ? [`<p class="next">${text(book.name)}: ${links.join(', ')}</p>`] : [];
    });
    return `        <li class="entry" id="${id}"><h3>${id}</h3><p>${text(gist)}</p>${meta ? `<p>${text(meta)}</p>` : ''}${where.join('')}</li>`;
  });
  return `    <section class="book" id="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">Where the documents leave a question</h2>
      <p class="lead">The documents contradict one another here and there, or are silent. This is how the form reads them: it says no only where a document clearly does.</p>
      <ul class="entries">
${items.join('\n')}
      </ul>
    </section>`;
}

/** @param {string} words */
function text(words) {
  return words.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark);
}
