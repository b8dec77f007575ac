// npm run conformance: generates the hosts' types, and the conformance vectors with their sample and hash. --check
// generates the vectors only, and fails if the committed files are out of date.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { filesIn } from '../lib/files.mjs';
import { root, withTemporaryFolder } from '../lib/places.mjs';
import { Failure, run, script } from '../lib/run.mjs';
import { installRust } from '../setup/rust.mjs';

const CONFORMANCE = join(root, 'conformance');
const HASH = 'vectors.sha256';

/** The folders of the generated types. */
const TYPES = ['python/src/p2p_review', 'go', 'rust/src', 'java/src/main/java/p2p/review'];

await script(async () => {
  installRust();
  if (!process.argv.includes('--check')) {
    makeTypes(join(root, 'hosts'));
    makeVectors(CONFORMANCE);
    return;
  }
  await withTemporaryFolder((folder) => {
    const [types, vectors] = [join(folder, 'hosts'), join(folder, 'conformance')];
    for (const part of TYPES) mkdirSync(join(types, part), { recursive: true });
    makeTypes(types);
    mkdirSync(vectors);
    makeVectors(vectors);
    const stale = [...differing(types, join(root, 'hosts')), ...differing(vectors, CONFORMANCE)];
    if (stale.length > 0) {
      throw new Failure(`not what the sources give: ${stale.join(', ')}. Run \`npm run conformance\``);
    }
    cpSync(join(vectors, 'vectors.tsv.gz'), join(CONFORMANCE, 'vectors.tsv.gz'));
  });
  console.log("The hosts' types and the vectors are what their sources give.");
});

/** @param {string} hosts */
function makeTypes(hosts) {
  cargoRun('p2p-host-types', hosts);
  run('rustfmt', ['--edition', '2024', join(hosts, 'rust', 'src', 'types.rs')]);
}

/**
 * The hash is of the uncompressed text, because the compression doesn't matter.
 * @param {string} folder
 */
function makeVectors(folder) {
  cargoRun('p2p-conformance', folder);
  const text = gunzipSync(readFileSync(join(folder, 'vectors.tsv.gz')));
  writeFileSync(join(folder, HASH), `${createHash('sha256').update(text).digest('hex')}  vectors.tsv\n`);
}

/**
 * With the tests' profile, so that it shares their artifacts. The dev profile would take longer to run than this to
 * build.
 * @param {string} crate
 * @param {string} folder
 */
function cargoRun(crate, folder) {
  run('cargo', ['run', '--quiet', '--locked', '--profile', 'test', '-p', crate, '--', folder]);
}

/**
 * @param {string} fresh
 * @param {string} committed
 */
function differing(fresh, committed) {
  return filesIn(fresh)
    .filter((file) => file !== 'vectors.tsv.gz')
    .filter((file) => {
      const old = join(committed, file);
      return !existsSync(old) || !readFileSync(old).equals(readFileSync(join(fresh, file)));
    })
    .map((file) => relative(root, join(committed, file)));
}
