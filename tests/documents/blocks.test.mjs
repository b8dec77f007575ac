// Every code block of the documents that people copy from does what it says. A block of a kind that nobody runs fails.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { pkg, root, withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { output } from '../../scripts/lib/run.mjs';
import { Intake } from '../edge/intake.mjs';

/** @typedef {{ file: string, line: number, kind: string, text: string }} Block */

const DOCUMENTS = [
  ...['README.md', 'packaging/README.md', 'cli/README.md', 'edge/README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'VERIFICATION.md', 'BENCHMARKS.md', 'SECURITY.md', 'tests/oracles/README.md', 'conformance/README.md', 'fuzz/README.md'],
  ...readdirSync(join(root, 'hosts')).map((host) => `hosts/${host}/README.md`).filter((file) => existsSync(join(root, file))),
  ...readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`),
];

/** Documents whose blocks of a kind are run, as they stand, by another test. */
const RUN_ELSEWHERE = new Map([
  ['cli/README.md console', 'tests/command/command.test.mjs'],
  ['docs/authoring.md console', 'tests/command/command.test.mjs'],
  ['docs/intake.md sh tested', 'tests/edge/documents.test.mjs'],
  ['docs/policy-language.md toml', 'tests/schema/policy-language.test.mjs'],
  ['hosts/python/README.md python', 'hosts/python/tests/test_readme.py'],
]);

/** Blocks that a test of their own language holds, line by line, and runs. */
const COPIED_INTO = new Map([
  ['hosts/go/README.md go', 'hosts/go/readme_test.go'],
  ['hosts/java/README.md java', 'hosts/java/src/test/java/p2p/review/ReadmeTest.java'],
  ['hosts/java/README.md xml', 'hosts/java/pom.xml'],
  ['hosts/rust/README.md rust', 'hosts/rust/tests/readme.rs'],
]);

/**
 * What a block leaves to its reader's own code, by how the block begins.
 * @type {[string, string][]}
 */
const AROUND = [
  ["import init, { validate_request", "import { readFileSync } from 'node:fs';\nconst fetched = globalThis.fetch;\nglobalThis.fetch = async (url, ...rest) => String(url).startsWith('file:') ? new Response(readFileSync(new URL(url)), { headers: { 'content-type': 'application/wasm' } }) : fetched(url, ...rest);\n"],
  ["import { load_policy, ready } from 'p2p-review';\n\nawait ready();\nconst response", `import { readFileSync } from 'node:fs';\nconst { fetch: fetched } = globalThis;\nglobalThis.fetch = async (url, ...rest) => url === '/policies/acme.toml' ? new Response(readFileSync(${JSON.stringify(join(pkg, 'policies/pacificsource.toml'))})) : fetched(url, ...rest);\n`],
  ["import { Webhook }", "process.env.WEBHOOK_SECRET = 'whsec_' + Buffer.alloc(24).toString('base64');\nimport { Webhook as Sender } from 'standardwebhooks';\nconst body = '{\"type\":\"request.received\",\"data\":{}}', at = new Date();\nconst headers = { 'webhook-id': 'm', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Sender(process.env.WEBHOOK_SECRET).sign('m', at, body) };\n"],
  ['const { exports } = new WebAssembly', `import { readFileSync } from 'node:fs';\nconst bytes = readFileSync(${JSON.stringify(join(pkg, 'portable/p2p_review.wasm'))});\n`],
];

const blocks = DOCUMENTS.flatMap((file) => blocksOf(file, readFileSync(join(root, file), 'utf8')));

test('every block is of a kind that is run or compiled', () => {
  assert.ok(blocks.length > 40, 'the blocks are found');
  const kinds = new Set(['js', 'jsx', 'json', 'html', 'sh', 'csp']);
  const unknown = blocks.filter((block) => !kinds.has(block.kind) && !isRunElsewhere(block) && !isOfTheIntake(block) && !isCopied(block) && !isOfCargo(block) && !isMap(block));
  assert.deepEqual(unknown.map(named), []);
});

test('a block that nobody runs, or that does not compile, is found', async () => {
  assert.deepEqual(blocksOf('x.md', 'a\n```\nb\n```\n\n  ```js run\n  c\n  ```\n').map(({ line, kind, text }) => [line, kind, text]), [[2, '', 'b\n'], [6, 'js run', 'c\n']]);
  await assert.rejects(compile({ file: 'x.md', line: 1, kind: 'js', text: "import 'p2p-review/nothing';" }, root));
  assert.throws(() => checkCommands({ file: 'x.md', line: 1, kind: 'sh', text: 'npm run nothing\n' }), /npm run nothing/);
  assert.throws(() => checkMarkup('x.md:1', '<p><b></p>'));
});

test('JavaScript is compiled with what it imports, and run', () =>
  withTemporaryFolder(async (folder) => {
    addImports(folder);
    for (const block of of('js', 'jsx')) {
      await compile(block, folder);
      if (block.kind === 'jsx') continue;
      const around = AROUND.find(([begins]) => block.text.startsWith(begins))?.[1] ?? '';
      const file = join(folder, 'block.mjs');
      writeFileSync(file, around + withAssertions(block.text));
      const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', cwd: folder });
      assert.equal(status, 0, `${named(block)}\n${stderr}`);
    }
  }));

test('a server checks that it was sent a request', () =>
  withTemporaryFolder(async (folder) => {
    addImports(folder);
    const servers = of('js').filter(({ text }) => text.includes('request.json()'));
    assert.equal(servers.length, 2);
    for (const [index, block] of servers.entries()) {
      const file = join(folder, `server-${index}.mjs`);
      writeFileSync(file, block.text);
      const { POST, default: worker } = await import(pathToFileURL(file).href);
      const status = async (/** @type {string} */ body) => (await (POST ?? worker.fetch)(new Request('http://x/', { method: 'POST', body }))).status;
      for (const malformed of ['', '{', 'null', '[]', '[{}]', '"regence"', '1', 'true']) assert.equal(await status(malformed), 400, `${named(block)}: ${malformed}`);
      for (const refused of ['{}', '{"payer":"regence","line_of_business":"commercial","appeal_filed":true}', '{"constructor":1}']) assert.equal(await status(refused), 422, `${named(block)}: ${refused}`);
    }
  }));

test('what a page copies is well formed, and asks for files that are there', async () => {
  for (const block of of('html')) {
    checkMarkup(named(block), block.text);
    for (const [, file = ''] of block.text.matchAll(/["']\/p2p-review\/([^"']+)["']/g)) assert.ok(existsSync(join(pkg, file)), `${named(block)}: ${file}`);
    for (const [, text = ''] of block.text.matchAll(/<script type="module">([^]*?)<\/script>/g)) {
      await compile({ ...block, kind: 'js', text: text.replaceAll("'/p2p-review/", "'./pkg/") }, root);
    }
  }
});

test('JSON is JSON', () => {
  for (const block of of('json')) assert.doesNotThrow(() => JSON.parse(block.text), named(block));
});

test('the content security policy is the one that nginx.conf has', () => {
  const config = readFileSync(join(root, 'docs/nginx.conf'), 'utf8');
  const usual = /map \$uri \$p2p_trusted_types \{[^}]*default "([^"]+)";/.exec(config)?.[1] ?? '';
  const served = directives((/Content-Security-Policy "([^"]+)"/.exec(config)?.[1] ?? '').replace('$p2p_trusted_types', usual));
  assert.equal(of('csp').length, 1);
  for (const block of of('csp')) assert.deepEqual(directives(block.text.replace(' https://intake.example', '')), served, named(block));
});

test('what another language runs stands in its tests, line by line', () => {
  const copied = blocks.filter(isCopied);
  assert.ok(copied.length >= 5);
  for (const block of copied) checkCopied(block);
  const [block] = copied;
  assert.ok(block);
  assert.throws(() => checkCopied({ ...block, text: `${block.text}another line\n` }), /another line/);
});

test('the crates that Cargo is told of lie where they are said to', () => {
  for (const block of blocks.filter(isOfCargo)) {
    for (const [, name = '', path = ''] of block.text.matchAll(/^([\w-]+) = \{ path = "\.\.\/p2p-review\/?([^"]*)" \}$/gm)) {
      assert.match(readFileSync(join(root, path, 'Cargo.toml'), 'utf8'), new RegExp(`^name\\s*= "${name}"$`, 'm'), named(block));
    }
    assert.equal(block.text.trim().split('\n').length, 1, named(block));
  }
});

test('the maps of the architecture name files that are there', () => {
  const named = blocks.filter(isMap).flatMap(({ text }) => [...text.matchAll(/(?:^|[\s;(])((?:[a-z][\w-]*\/)+[\w.-]*|\w[\w-]*\.(?:m?js|rs|toml))/g)].map(([, path = '']) => path.replace(/[.,]$/, '')));
  assert.ok(named.length > 25, `${named.length}`);
  // What stands in a folder that the line before names is written without it.
  const bases = ['', 'crates/policy/', 'crates/policy/src/', 'src/', 'src/decide/', 'src/wasm/page/', 'www/', 'www/gate/'];
  // Generated when the package is built.
  const generated = ['shapes.js'];
  const there = (/** @type {string} */ path) => generated.includes(path) || bases.some((base) => ['', '.rs', '.js'].some((ending) => existsSync(join(root, `${base}${path}${ending}`))));
  assert.deepEqual(named.filter((path) => !there(path)), []);
});

test('commands are of the shell, and call what there is', () => {
  for (const block of of('sh')) checkCommands(block);
});

test('the map and the ways of ARCHITECTURE.md name what there is', () => {
  const [map, ...ways] = blocks.filter(isDrawing);
  assert.ok(map && ways.length === 2);
  const folders = [...map.text.matchAll(/^((?:[\w-]+\/)+)/gm)].map(([, folder = '']) => folder);
  assert.ok(folders.length > 10);
  const files = ways.flatMap(({ text }) => [...text.matchAll(/^(?:src|www)\/[\w/.-]+\.(?:rs|js)\b/gm)].map(([file]) => file));
  assert.ok(files.length > 5);
  assert.deepEqual([...folders, ...files].filter((path) => !existsSync(join(root, path))), []);
});

test("the package's commands do what is said, in their order", () =>
  withTemporaryFolder((folder) => {
    const block = of('sh').find(({ text }) => text.startsWith('npx p2p-review new'));
    assert.ok(block);
    const bin = join(folder, '.bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${join(pkg, 'command', 'p2p-review.mjs')}' "$@"\n`, { mode: 0o755 });
    // It serves until it is ended; tests/command ends it.
    const commands = block.text.split('\n').filter((line) => !line.includes('p2p-review preview')).join('\n');
    const { status, stdout, stderr } = spawnSync('sh', ['-euc', commands], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } });
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.ok(existsSync(join(folder, 'public/p2p')));
  }));

test('the check of what was deployed passes, and fails after a change', () =>
  withTemporaryFolder((folder) => {
    const block = of('sh').find(({ text }) => text.startsWith('cd dist && node'));
    assert.ok(block);
    mkdirSync(join(folder, 'dist'));
    cpSync(join(pkg, 'gate.css'), join(folder, 'dist', 'gate.css'));
    const hash = spawnSync('sh', ['-c', `openssl dgst -sha384 -binary dist/gate.css | base64 -w0`], { cwd: folder, encoding: 'utf8' }).stdout;
    writeFileSync(join(folder, 'dist/integrity.json'), JSON.stringify({ 'gate.css': `sha384-${hash}` }));
    const check = () => spawnSync('sh', ['-c', block.text], { cwd: folder, encoding: 'utf8' });
    assert.equal(check().status, 0, check().stderr);
    writeFileSync(join(folder, 'dist/gate.css'), 'changed');
    assert.equal(check().status, 1);
  }));

test('a request to the intake gets the answer that is shown', async () => {
  const intake = new Intake();
  try {
    await intake.start();
    const shown = blocks.filter(isOfTheIntake);
    assert.equal(shown.length, 1);
    for (const block of shown) {
      const [command = '', ...expected] = block.text.trim().split('\n');
      const { stdout } = spawnSync('sh', ['-c', command.slice(2).replaceAll('127.0.0.1:8787', `127.0.0.1:${intake.port}`)], { encoding: 'utf8' });
      assert.ok(stdout.startsWith(expected.join('\n').replace('...', '')), `${named(block)}\n${stdout}`);
    }
  } finally {
    await intake.remove();
  }
});

/** @param {Block} block */
function isOfTheIntake({ kind, text }) {
  return kind === 'console' && text.startsWith('$ curl -s http://127.0.0.1:8787/');
}

/** A map or a way, in a document that is read and not copied from. @param {Block} block */
function isDrawing({ file, kind }) {
  return file === 'ARCHITECTURE.md' && kind === '';
}

/** @param {Block} block */
function isRunElsewhere({ file, kind }) {
  const by = RUN_ELSEWHERE.get(`${file} ${kind}`);
  return by !== undefined && readFileSync(join(root, by), 'utf8').includes(file);
}

/** @param {Block} block */
function isCopied({ file, kind }) {
  return COPIED_INTO.has(`${file} ${kind}`);
}

/** @param {Block} block */
function checkCopied(block) {
  const into = COPIED_INTO.get(`${block.file} ${block.kind}`) ?? '';
  const lines = (/** @type {string} */ text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^<\/?dependency>$/.test(line));
  const there = lines(readFileSync(join(root, into), 'utf8'));
  let at = -1;
  for (const line of lines(block.text)) {
    at = there.indexOf(line, at + 1);
    assert.notEqual(at, -1, `${named(block)}: ${into} has no line, in this order: ${line}`);
  }
}

/** A line for somebody's Cargo.toml. @param {Block} block */
function isOfCargo({ file, kind }) {
  return file === 'hosts/rust/README.md' && kind === 'toml';
}

/** What goes where, drawn with letters. @param {Block} block */
function isMap({ file, kind }) {
  return file === 'ARCHITECTURE.md' && kind === '';
}

/** @param {string[]} kinds */
function of(...kinds) {
  return blocks.filter(({ kind }) => kinds.includes(kind));
}

/** @param {Block} block */
function named({ file, line, kind }) {
  return `${file}:${line} ${kind || '(no kind)'}`;
}

/** @param {string} file @param {string} text @returns {Block[]} */
function blocksOf(file, text) {
  /** @type {Block[]} */
  const found = [];
  /** @type {{ indent: string, fence: string } | null} */
  let open = null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', fence = '', kind = ''] = /^( *)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    const last = found.at(-1);
    if (open === null && fence !== '') {
      open = { indent, fence };
      found.push({ file, line: index + 1, kind: kind.trim(), text: '' });
    } else if (open !== null && fence.startsWith(open.fence) && kind.trim() === '') open = null;
    else if (open !== null && last) last.text += `${line.startsWith(open.indent) ? line.slice(open.indent.length) : line}\n`;
  }
  assert.equal(open, null, `${file}: a block is not closed`);
  return found;
}

/** Adds what the blocks import. @param {string} folder */
function addImports(folder) {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(pkg, join(folder, 'node_modules', 'p2p-review'));
  for (const name of ['react', 'standardwebhooks', '@types']) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  symlinkSync(pkg, join(folder, 'pkg'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'store.js'), "/** @param {unknown} asked @param {string | null} key */\nexport const store = async (asked, key) => `${key} ${asked}`;\n");
}

/** @param {Block} block @param {string} folder whose packages it can import */
async function compile({ kind, text, ...place }, folder) {
  try {
    await build({
      stdin: { contents: text, loader: kind === 'jsx' ? 'tsx' : 'js', resolveDir: folder },
      bundle: true, write: false, format: 'esm', platform: 'node', jsx: 'automatic', logLevel: 'silent', external: ['*.wasm'],
    });
  } catch (error) {
    throw new Error(`${named({ ...place, kind, text })}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** @param {string} text @returns {string} a line `expression; // "value"` holds the expression to one of the values */
function withAssertions(text) {
  return text.replaceAll(/^(?!import|const|let)(\S.*?);\s*\/\/ ("[^"]*"(?:(?:,| or|, or) "[^"]*")*)\s*$/gm, (_, expression, values) => `if (![${[...values.matchAll(/"[^"]*"/g)].join(', ')}].includes(${expression})) throw new Error(${JSON.stringify(expression)} + ': ' + ${expression});`);
}

/** @param {string} place @param {string} text */
function checkMarkup(place, text) {
  /** @type {string[]} */
  const open = [];
  const markup = text.replaceAll(/(<script[^>]*>)[^]*?(<\/script>)/g, '$1$2');
  for (const [, end, name = '', rest = ''] of markup.matchAll(/<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9-]*(?:="[^"]*")?)*)\s*>/g)) {
    if (end) assert.equal(open.pop(), name, `${place}: </${name}>`);
    else if (!['link', 'input', 'meta', 'br', 'img'].includes(name)) open.push(name);
    assert.ok(!/\son[a-z]+=/.test(rest), `${place}: ${name} holds script, which a strict policy refuses`);
  }
  assert.deepEqual(open, [], `${place}: not closed`);
  assert.equal(markup.split('<').length, [...markup.matchAll(/<\/?[a-z][a-z0-9-]*(?:\s+[a-z][a-z0-9-]*(?:="[^"]*")?)*\s*>/g)].length + 1, `${place}: something is no tag`);
}

/** @param {Block} block */
function checkCommands(block) {
  const { status, stderr } = spawnSync('sh', ['-n', '-c', block.text], { encoding: 'utf8' });
  assert.equal(status, 0, `${named(block)}\n${stderr}`);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [command, name = ''] of block.text.matchAll(/\bnpm run ([\w:-]+)/g)) assert.ok(name in scripts, `${named(block)}: ${command}`);
  for (const [command, name = ''] of block.text.matchAll(/^npm (start|test)\b/gm)) assert.ok(name in scripts, `${named(block)}: ${command}`);
  for (const [, path = ''] of block.text.matchAll(/\bnode ([\w./-]+\.m?js)\b/g)) assert.ok(existsSync(join(root, path)), `${named(block)}: ${path}`);
  for (const [, path = ''] of block.text.matchAll(/\bcargo install .*--path (\S+)/g)) assert.ok(existsSync(join(root, path, 'Cargo.toml')), `${named(block)}: ${path}`);
}

/** @param {string} policy */
function directives(policy) {
  return policy.split(';').map((part) => part.trim().replaceAll(/\s+/g, ' ')).filter((part) => part !== '').sort();
}

test('every document is looked at', () => {
  const all = (output('git', ['ls-files', ':(glob)*.md', ':(glob)*/README.md', 'tests/oracles/*.md', 'packaging/*.md', 'docs/*.md']) ?? '').split('\n').filter((file) => !file.endsWith('THIRD-PARTY.md') && !file.startsWith('pkg/') && file !== 'CHANGELOG.md' && existsSync(join(root, file)));
  assert.ok(all.length > 20);
  assert.deepEqual(all.filter((file) => !DOCUMENTS.includes(file)), []);
});
