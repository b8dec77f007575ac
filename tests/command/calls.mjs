// One list of calls for the native command line and for the package's, and the folder in which they are made: whatever a
// call is given, both print the same, end alike and leave the same files.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesIn } from '../../scripts/lib/files.mjs';
import { root } from '../../scripts/lib/places.mjs';
import { bytesOf, dialects } from '../cli/dialects.mjs';

/**
 * @typedef {object} Call
 * @property {string[]} args `@/` stands for the folder, as an absolute path
 * @property {string} [input] what comes by standard input; nothing otherwise
 */

const NOW = ['--now', '2026-03-03T18:00:00Z'];
const COMMANDS = ['new', 'lint', 'test', 'check', 'diff', 'explain', 'rules', 'pack'];

/** What is wrong with a policy in TOML, each made of the one that `new` writes. @type {Record<string, (policy: string) => string | Uint8Array>} */
const TOML = {
  'empty.toml': () => '',
  'blank.toml': () => '\n\n# nothing\n\n',
  'cut.toml': (policy) => policy.slice(0, policy.length / 2),
  'open-text.toml': (policy) => policy.replace('name      = "Acme"', 'name      = "Acme'),
  'twice.toml': (policy) => `name = "Again"\n${policy}`,
  'no-equals.toml': (policy) => `${policy}\nnonsense here\n`,
  'unknown-key.toml': (policy) => `nmae = "Other"\n${policy}`,
  'wrong-kinds.toml': (policy) => policy.replace(/^count *= 5$/m, 'count = "five"').replace('name      = "Acme"', 'name = 7'),
  'wrong-values.toml': (policy) => policy.replaceAll('"denial_date"', '"denial_dat"').replaceAll('"medical"', '"medicla"'),
  'many-problems.toml': (policy) => policy.replaceAll(/^says .*$/gm, 'says = ["NOBODY-01"]').replaceAll(/^id .*$/gm, 'id = ""'),
  'deep.toml': () => `id = ${'['.repeat(500)}${']'.repeat(500)}\n`,
  'long-line.toml': (policy) => `${policy}\n# ${'x'.repeat(100_000)}\n`,
  'crlf.toml': (policy) => policy.replaceAll('\n', '\r\n'),
  'crlf-wrong.toml': (policy) => `nmae = "Other"\n${policy}`.replaceAll('\n', '\r\n'),
  'cr.toml': (policy) => policy.replaceAll('\n', '\r'),
  'mark.toml': (policy) => `\ufeff${policy}`,
  'utf-16.toml': (policy) => Buffer.from(`\ufeff${policy}`, 'utf16le'),
  'latin1.toml': (policy) => Buffer.from(policy.replace('"Acme"', '"Acm\u00e9"'), 'latin1'),
  'zero-bytes.toml': (policy) => policy.replace('Acme', 'Ac\0me'),
  'letters.toml': (policy) => policy.replaceAll('Acme', 'Ácmé 日本 🏥'),
  'includes-nothing.toml': (policy) => `include = ["nobody"]\n${policy}`,
  'includes-itself.toml': (policy) => `include = ["includes-itself"]\n${policy}`,
  'never-fires.toml': (policy) => `${policy}\n[[rules]]\nid = "never"\noutcome = "reject"\nsays = ["ACME-01"]\nwhen = { appeal_filed = true, none = [{ appeal_filed = true }] }\nmessage = "Never."\nnext = ["desk"]\n`,
  'no-ending': (policy) => policy,
  'UPPER.TOML': (policy) => policy,
};

/** The same in JSON. @type {Record<string, (policy: any) => string | Uint8Array>} */
const JSONS = {
  'empty.json': () => '',
  'list.json': () => '[]',
  'null.json': () => 'null',
  'text.json': () => '"acme"',
  'cut.json': (policy) => text(policy).slice(0, 500),
  'comma.json': (policy) => text(policy).replace(/\n\}\n?$/, ',\n}'),
  'comment.json': (policy) => `// Acme\n${text(policy)}`,
  'twice.json': (policy) => text(policy).replace('{', '{ "name": "Again",'),
  'deep.json': () => `{"id":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  'mark.json': (policy) => `\ufeff${text(policy)}`,
  'crlf.json': (policy) => text(policy).replaceAll('\n', '\r\n'),
  'one-line.json': (policy) => JSON.stringify({ ...policy, nmae: 'Other' }),
  'wrong-kinds.json': (policy) => text({ ...policy, name: 7, services: 'medical', rules: {}, deadlines: [7] }),
  'wrong-values.json': (policy) => text(policy).replaceAll('"denial_date"', '"denial_dat"'),
  'numbers.json': (policy) => text({ ...policy, sources: [{ id: 7, title: -0.5 }] }).replace('"id": 7', '"id": 1e400'),
  'latin1.json': (policy) => Buffer.from(text(policy).replace('"Acme"', '"Acm\u00e9"'), 'latin1'),
};

/** @type {Record<string, string>} */
const REQUESTS = {
  'requests.jsonl': [
    '{"payer":"acme","line_of_business":"commercial","service":"medical","denial_date":"2026-03-02","appeal_filed":true}',
    '',
    '{"payer":"acme","denial_date":"2026-02-20","received_at":"2026-02-24T18:00:00Z"}',
    '{"payer":"regence","line_of_business":"commercial","service":"medical","denial_date":"2026-02-20","plan":"gold"}',
    '{"payer":"nobody"}',
    '{',
    '[]',
    '{"payer":"acme","payer":"regence"}',
    '{"payer":"acme","denial_date":"2026-13-40","appeal_filed":"perhaps","member_name":7,"call_windows":[{"date":"2026-03-07"}]}',
    '{"payer":"pacificsource","line_of_business":"commercial","service":"medical","denial_basis":"medical-necessity","denial_date":"2026-02-24","member_name":"Ána 日本 🏥"}',
    '',
  ].join('\n'),
  'empty.jsonl': '',
  'blank.jsonl': '\n\n\n',
  'objects.json': '{"payer":"acme"}\n',
  'requests': '{"payer":"acme"}\r\n{"payer":"acme","appeal_filed":true}\r\n',
  'past.csv': 'payer,line_of_business,service,denial_date,appeal_filed,received_at\nacme,Commercial,medical,3/2/2026,no,2026-03-03T18:00:00Z\nAcme,commercial,medical,2-Mar-26,TRUE,2026-03-03T18:00:00Z\nacme,commercial\nregence,commercial,medical,2026-02-20,false,yesterday\n',
  'semicolons.csv': 'payer;denial_date;appeal_filed\r\nacme;2026-03-02;yes\r\n',
  'no-facts.csv': 'a,b\n1,2\n',
  'header.csv': 'payer,denial_date\n',
  'empty.csv': '',
  'book.xlsx': 'PK\x03\x04rest',
};

/** @param {any} policy */
const text = (policy) => `${JSON.stringify(policy, null, 2)}\n`;

/**
 * Lays out the folder.
 * @param {string} folder
 * @param {{ policy: string, rows: string, json: any }} begun what `new acme` writes, and the policy as JSON
 */
export function layOut(folder, { policy, rows, json }) {
  /** @type {(file: string, content: string | Uint8Array) => void} */
  const put = (file, content) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  for (const [file, make] of Object.entries(TOML)) put(file, make(policy));
  for (const [file, make] of Object.entries(JSONS)) put(file, make(structuredClone(json)));
  for (const [file, content] of Object.entries(REQUESTS)) put(file, content);
  for (const file of ['acme.toml', 'a folder/acme plan.toml', 'größe/日本.toml']) put(file, policy);
  for (const file of ['acme.rows.toml', 'a folder/acme plan.rows.toml', 'größe/日本.rows.toml', 'UPPER.rows.toml']) put(file, rows);
  put('acme.json', text(json));
  put('one-day.toml', policy.replace(/^count *= 5$/m, 'count = 1'));
  put('rows/crlf.toml', rows.replaceAll('\n', '\r\n'));
  put('rows/wrong-key.toml', rows.replace(/^outcome/m, 'outcom'));
  put('rows/wrong-outcome.toml', rows.replace(/^outcome *= "eligible"/m, 'outcome = "ineligible"'));
  put('rows/cut.toml', rows.slice(0, 700));
  put('rows/empty.toml', '');
  put('rows/of-another.toml', 'now = "2026-03-03T17:00:00Z"\n[[row]]\nname = "another"\nwith = { payer = "zenith" }\noutcome = "incomplete"\n');
  put('rows/few.toml', 'now = "2026-03-03T17:00:00Z"\n[[row]]\nname = "the payer alone"\nwith = { payer = "acme" }\noutcome = "incomplete"\n');
  put('offices.toml', `${policy.replaceAll('"acme"', '"offices"')}\n[[routes]]\nid = "offices"\n${Array.from({ length: 40 }, (_, at) => `[[routes.steps]]\nid = "office-${at}"\nkind = "phone"\nlabel = "Office ${at}"\nvalue = "800-555-0${100 + at}"\nwhen = { plan_state = "OR" }\n`).join('')}`.replace(/^contacts *= \[/m, 'contacts = ["offices", '));
  put('offices.rows.toml', rows.replaceAll('"acme"', '"offices"'));
  for (const file of filesIn(join(root, 'policies')).filter((name) => name.endsWith('.toml'))) put(`policies/${file}`, readFileSync(join(root, 'policies', file)));
  for (const file of filesIn(join(root, 'tests/payers')).filter((name) => !name.includes('prairie'))) put(`payers/${file}`, readFileSync(join(root, 'tests/payers', file)));
  for (const dialect of dialects.slice(0, 40)) put(`dialects/${dialects.indexOf(dialect)}/${dialect.file}`, bytesOf(dialect));
  mkdirSync(join(folder, 'out'));
  try {
    symlinkSync('nobody.toml', join(folder, 'leads-nowhere.toml'));
  } catch {
    // Windows lets not everybody make one; without it there is no such file either.
  }
}

/** @type {Call[]} */
export const calls = [
  // What is asked of it wrongly.
  ...COMMANDS.flatMap((name) => [[name, '--help'], [name, '-h'], ['help', name], [name], [name, '--nonsense'], [name, 'a', 'b', 'c', 'd', 'e']].map((args) => ({ args }))),
  ...[['--version'], ['-V'], ['lnt'], ['nonsense'], ['--nonsense'], ['help', 'nonsense'], ['']].map((args) => ({ args })),
  ...[['check', 'requests.jsonl', '--now', 'noon'], ['check', 'requests.jsonl', '--now', '1999-01-01T00:00:00Z'], ['check', 'requests.jsonl', '--format', 'xml'], ['check', 'past.csv', '--delimiter', 'ab'],
    ['check', 'past.csv', '--delimiter', '"'], ['check', 'requests.jsonl', '--brief', '--summary'], ['check', 'requests.jsonl', ...NOW, '--now-from', 'received_at'], ['explain', 'requests.jsonl', '--line', 'two'],
    ['lint', 'acme.toml', '--format', 'yaml'], ['new', 'zenith', '--days', '0'], ['new', 'zenith', '--days', '400'], ['new', 'zenith', '--unit', 'weeks'], ['new', 'zenith', '--zone', 'Mars'], ['pack', 'acme.toml', '--as', 'zip']].map((args) => ({ args })),
  // A new policy.
  ...['Acme', 'a--b', '-a', 'a_b', 'zürich', 'a b', '', '../a', 'con', 'lpt1', 'a.b'].map((id) => ({ args: ['new', id] })),
  { args: ['new', 'acme'] },
  { args: ['new', 'fresh'] },
  { args: ['new', 'quoted', '--name', 'A "B" \\ C\t日本', '--phone', '1-800-"X"\\', '--zone', 'America/Chicago', '--days', '1', '--unit', 'calendar-days', '--folder', 'out'] },
  { args: ['new', 'longest', '--days', '366', '--folder', 'a folder'] },
  { args: ['new', 'lost', '--folder', 'nowhere'] },
  { args: ['new', 'lost', '--folder', 'acme.toml'] },
  // Every policy, right and wrong, in every format.
  ...[...Object.keys(TOML), ...Object.keys(JSONS), 'acme.toml', 'acme.json', 'one-day.toml', 'nobody.toml', 'nobody.json', 'out', 'out/', 'acme.toml/x', 'leads-nowhere.toml', 'a folder/acme plan.toml', 'größe/日本.toml', './acme.toml', 'out/../acme.toml', 'out//../acme.toml',
    '@/acme.toml', '@/a folder/acme plan.toml', '@/nobody.toml'].map((file) => ({ args: ['lint', file] })),
  ...['json', 'github', 'sarif'].flatMap((format) => [['acme.toml'], ['many-problems.toml', 'wrong-values.json', 'crlf-wrong.toml', 'nobody.toml', 'cut.toml', 'acme.toml'], ['letters.toml', 'größe/日本.toml'], ['never-fires.toml']].map((files) => ({ args: ['lint', ...files, '--format', format] }))),
  ...['pacificsource', 'regence', 'asuris'].map((id) => ({ args: ['lint', `policies/${id}.toml`] })),
  ...['cedar-ridge.toml', 'gulf-mutual.json', 'harborline.json', 'lakeshore.toml', 'mesa-community.json', 'summit-valley.toml'].flatMap((file) => [
    { args: ['lint', `payers/${file}`] },
    { args: ['rules', `payers/${file}`] },
    { args: ['test', `payers/${file}`, '--rows', `payers/cases/${file.replace(/\.\w+$/, '.toml')}`, '--quick'] },
    { args: ['pack', `payers/${file}`, '--out', `out/${file}.p2p`] },
  ]),
  // Rows.
  ...['acme.toml', 'a folder/acme plan.toml', 'größe/日本.toml', 'UPPER.TOML', 'crlf.toml', 'acme.json', 'cut.toml', 'nobody.toml', 'out', '@/acme.toml'].map((file) => ({ args: ['test', file] })),
  ...['crlf', 'wrong-key', 'wrong-outcome', 'cut', 'empty', 'of-another', 'few', 'nobody'].flatMap((rows) => [[], ['--format', 'json']].map((more) => ({ args: ['test', 'acme.toml', '--rows', `rows/${rows}.toml`, ...more] }))),
  { args: ['test', 'acme.toml', '--rows', 'acme.rows.toml', 'rows/of-another.toml', '--quick'] },
  { args: ['test', 'acme.toml', '--format', 'json'] },
  { args: ['test', 'offices.toml'] },
  { args: ['test', 'offices.toml', '--all'] },
  // Requests.
  ...Object.keys(REQUESTS).flatMap((file) => [['--brief'], ['--summary'], ['--format', 'csv']].map((form) => ({ args: ['check', file, '--policy', 'acme.toml', ...NOW, ...form] }))),
  ...[[], ['--format', 'table'], ['--summary=csv'], ['--strict', '--brief']].map((form) => ({ args: ['check', 'requests.jsonl', '--policy', 'acme.json', ...NOW, ...form] })),
  ...['received_at', 'nowhere'].flatMap((field) => ['requests.jsonl', 'past.csv'].map((file) => ({ args: ['check', file, '--policy', 'acme.toml', '--now-from', field, '--brief'] }))),
  ...['nobody.toml', 'cut.toml', 'wrong-values.json', 'out'].map((policy) => ({ args: ['check', 'requests.jsonl', '--policy', policy, ...NOW] })),
  { args: ['check', 'requests.jsonl', '--policy', 'acme.toml', '--policy', 'one-day.toml', ...NOW, '--brief'] },
  ...['nobody.jsonl', 'out', 'acme.toml', '@/past.csv', 'leads-nowhere.toml'].map((file) => ({ args: ['check', file, ...NOW, '--brief'] })),
  ...['', '{"payer":"regence"}', '{"payer":"regence"}\n{\n', 'payer,appeal_filed\nregence,yes\n', '\ufeff{"payer":"asuris"}\r\n'].map((input) => ({ args: ['check', '-', ...NOW, '--brief'], input })),
  ...dialects.slice(0, 40).map((dialect, at) => ({ args: ['check', `dialects/${at}/${dialect.file}`, ...NOW, '--brief', ...(dialect.args ?? [])] })),
  // A change.
  ...[[], ['--summary'], ['--format', 'json']].flatMap((form) => [['acme.toml', 'one-day.toml', 'requests.jsonl'], ['acme.toml', 'acme.json', 'requests.jsonl'], ['shipped', 'acme.toml', 'past.csv'], ['one-day.toml', 'shipped', 'requests.jsonl']].map((files) => ({ args: ['diff', ...files, ...NOW, ...form] }))),
  ...[['shipped', 'nobody.toml', 'requests.jsonl'], ['cut.toml', 'shipped', 'requests.jsonl'], ['shipped', 'shipped', 'nobody.jsonl'], ['shipped', 'shipped', 'empty.jsonl']].map((files) => ({ args: ['diff', ...files, ...NOW] })),
  // One decision.
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99].map((line) => ({ args: ['explain', 'requests.jsonl', '--policy', 'acme.toml', ...NOW, '--line', `${line}`] })),
  ...['requests.jsonl', 'past.csv', 'empty.jsonl', 'nobody.jsonl', 'book.xlsx'].map((file) => ({ args: ['explain', file, '--policy', 'acme.toml', ...NOW] })),
  { args: ['explain', '-', ...NOW], input: '{"payer":"pacificsource","denial_date":"2026-02-25"}' },
  // A rule book.
  ...['regence', 'asuris', 'pacificsource', 'nobody', 'acme.toml', 'acme.json', 'letters.toml', 'cut.toml', 'nobody.toml', 'out', 'Regence', '@/acme.toml'].flatMap((policy) => [[], ['--format', 'json']].map((form) => ({ args: ['rules', policy, ...form] }))),
  // A pack.
  ...[['acme.toml', '--out', 'out/acme.p2p'], ['acme.toml', '--out', 'out/acme.json', '--as', 'json'], ['crlf.toml', '--out', 'out/crlf.json', '--as', 'json'], ['mark.toml', '--out', 'out/mark.p2p'], ['größe/日本.toml', '--out', 'out/größe.p2p', '--quiet'],
    ['a folder/acme plan.toml'], ['policies/regence.toml', '--out', 'out/regence.p2p'], ['policies/pacificsource.toml', '--out', '@/out/p.json', '--as', 'json'], ['acme.toml', '--out', 'nowhere/acme.p2p'], ['acme.toml', '--out', 'out'], ['cut.toml', '--out', 'out/cut.p2p'], ['nobody.toml']].map((args) => ({ args: ['pack', ...args] })),
];

/**
 * A call's arguments for a folder.
 * @param {Call} call
 * @param {string} folder
 */
export function argsOf({ args }, folder) {
  return args.map((arg) => (arg.startsWith('@/') ? join(folder, arg.slice(2)) : arg));
}

/**
 * What stands in a folder, by file, as it is compared.
 * @param {string} folder
 */
export function contentOf(folder) {
  return Object.fromEntries(filesIn(folder).filter((file) => file !== 'leads-nowhere.toml').map((file) => [file, readFileSync(join(folder, file)).toString('base64')]));
}

/**
 * The same folder a second time.
 * @param {string} from
 * @param {string} to
 */
export function copyOf(from, to) {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}
