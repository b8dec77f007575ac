// node tests/hosts/run.mjs: tests that the hosts answer like the native engine, on the sample, as far as their
// toolchains are installed. --all installs missing ones and runs all vectors; a name runs only that host.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hosts } from '../../scripts/lib/hosts.mjs';
import { pkg, root } from '../../scripts/lib/places.mjs';
import { Failure, run, script } from '../../scripts/lib/run.mjs';

await script(() => {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  checkCopy();
  const vectors = values.all ? allVectors() : join(root, 'conformance', 'sample.tsv.gz');
  const chosen = hosts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const rows = chosen.map((host) => `${host.name.padEnd(8)} ${perform(host, values.all, vectors)}`);
  console.log(`\n${rows.join('\n')}`);
});

/**
 * @param {import('../../scripts/lib/hosts.mjs').Host} host
 * @param {boolean} install
 * @param {string} vectors
 */
function perform(host, install, vectors) {
  console.log(`\n— ${host.name} —`);
  if (install && host.missing() !== null) host.install();
  const missing = host.missing();
  if (missing !== null && install) throw new Failure(`${host.name}: ${missing} is still missing`);
  if (missing !== null) return `left out: ${missing} is missing; \`npm run verify\` installs it`;
  const started = Date.now();
  host.test({ P2P_VECTORS: vectors });
  return `tested in ${((Date.now() - started) / 1000).toFixed(0)} s`;
}

/** Go embeds a copy of the package's module. */
function checkCopy() {
  const [ours, copy] = [join(pkg, 'portable', 'p2p_review.wasm'), join(root, 'hosts', 'go', 'p2p_review.wasm')];
  if (existsSync(ours) && existsSync(copy) && readFileSync(ours).equals(readFileSync(copy))) return;
  throw new Failure('hosts/go/p2p_review.wasm is not pkg/portable/p2p_review.wasm: `npm run build:pkg` copies it');
}

/** The vectors are not committed, only their hash. */
function allVectors() {
  run('node', ['scripts/commands/conformance.mjs', '--check']);
  return join(root, 'conformance', 'vectors.tsv.gz');
}
