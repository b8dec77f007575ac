// npm run bench:hosts: the hosts beside the native engine, on the requests of the sample: cold start, calls a second on one
// thread and on two, memory of an instance. --write puts the table into docs/portable.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hosts, installPython, python } from '../scripts/lib/hosts.mjs';
import { root } from '../scripts/lib/places.mjs';
import { output, run, script } from '../scripts/lib/run.mjs';

/**
 * @typedef {{ cold_ms: number, one: number, two: number, instance_kb: number | null }} Figures
 * @typedef {{ host: string, name: string, prepare: () => void, measure: () => Figures }} Contender
 */

const SAMPLE = join(root, 'conformance', 'sample.tsv.gz');

/** @type {Contender[]} */
const contenders = [
  {
    host: 'rust',
    name: 'native: the crate',
    prepare: () => run('cargo', ['build', '--locked', '--profile', 'cli', '-p', 'p2p-host-bench']),
    measure: () => rust('native'),
  },
  { host: 'rust', name: 'Rust, wasmi', prepare: () => {}, measure: () => rust('wasmi') },
  { host: 'python', name: 'Python, wasmtime', prepare: () => installPython('duckdb'), measure: () => ofPython('single') },
  { host: 'python', name: 'Python, wasmtime, in batches', prepare: () => {}, measure: () => ofPython('batch') },
  {
    host: 'go',
    name: 'Go, wazero',
    prepare: () => {},
    measure: () => last(inFolder('hosts/go', 'go', ['test', '-count=1', '-tags', 'figures', '-run', 'TestFigures', '-v', '.'])),
  },
  {
    host: 'java',
    name: 'Java, Chicory, compiled at build time',
    prepare: () => run('mvn', [...MAVEN, '-DskipTests', 'package', 'dependency:build-classpath', '-Dmdep.outputFile=target/classpath']),
    measure: () => java('compiled'),
  },
  { host: 'java', name: 'Java, Chicory, interpreted', prepare: () => {}, measure: () => java('interpreted') },
];

const MAVEN = ['--batch-mode', '--quiet', '--file', join(root, 'hosts/java/pom.xml')];

await script(() => {
  const rows = contenders.flatMap(({ host, name, prepare, measure }) => {
    const missing = hosts.find((known) => known.name === host)?.missing();
    if (missing) return [`| ${name} | left out: ${missing} is missing | | | |`];
    prepare();
    const { cold_ms, one, two, instance_kb } = measure();
    const memory = instance_kb === null ? '–' : `${count(instance_kb)} KB`;
    const row = `| ${name} | ${count(cold_ms)} ms | ${count(one)} | ${count(two)} | ${memory} |`;
    console.log(row);
    return [row];
  });
  const table = ['| host | cold start | calls a second, one thread | two threads | an instance |', '| --- | ---: | ---: | ---: | ---: |', ...rows].join('\n');
  console.log(`\n${table}`);
  if (process.argv.includes('--write')) write(table);
});

/** @param {string} how */
function rust(how) {
  const metadata = JSON.parse(`${output('cargo', ['metadata', '--no-deps', '--format-version', '1'])}`);
  return last(inFolder('.', join(metadata.target_directory, 'cli', 'p2p-host-bench'), [how, SAMPLE]));
}

/** @param {string} how */
function ofPython(how) {
  return last(inFolder('.', python, ['bench/hosts/figures.py', how, SAMPLE]));
}

/** @param {string} how */
function java(how) {
  const folder = join(root, 'hosts/java');
  const classes = ['target/classes', 'target/test-classes', readFileSync(join(folder, 'target/classpath'), 'utf8').trim()];
  return last(inFolder('hosts/java', 'java', ['-cp', classes.join(':'), 'p2p.review.Figures', how, SAMPLE]));
}

/**
 * @param {string} folder
 * @param {string} command
 * @param {string[]} args
 */
function inFolder(folder, command, args) {
  return execFileSync(command, args, { cwd: join(root, folder), encoding: 'utf8', env: { ...process.env, P2P_FIGURES: SAMPLE } });
}

/**
 * The figures stand in the one line that is a JSON object.
 * @param {string} text
 * @returns {Figures}
 */
function last(text) {
  return JSON.parse(text.split('\n').filter((line) => line.startsWith('{')).at(-1) ?? 'null');
}

/** @param {number} number */
function count(number) {
  return Math.round(number).toLocaleString('en-US');
}

/** @param {string} table */
function write(table) {
  const file = join(root, 'docs', 'portable.md');
  const text = readFileSync(file, 'utf8');
  const marked = /(<!-- figures -->\n)[^]*?(\n<!-- end of figures -->)/;
  writeFileSync(file, text.replace(marked, (_, start, end) => `${start}${table}${end}`));
}
