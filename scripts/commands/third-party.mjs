// The notices of what others wrote.
//   node scripts/commands/third-party.mjs                 writes THIRD-PARTY.md
//   node scripts/commands/third-party.mjs --check         fails where it is not what would be written
//   node scripts/commands/third-party.mjs --check FILE    the same for another file
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/places.mjs';
import { Failure, script } from '../lib/run.mjs';
import { notices, thirdParty, unaccepted } from '../lib/third-party.mjs';

await script(() => {
  const { values, positionals } = parseArgs({ options: { check: { type: 'boolean', default: false } }, allowPositionals: true });
  const file = positionals[0] ?? join(root, 'THIRD-PARTY.md');
  const packages = thirdParty();
  const refused = unaccepted(packages);
  if (refused.length > 0) throw new Failure(`Licenses that nobody has accepted:\n  ${refused.join('\n  ')}`);
  const text = notices(packages);
  if (!values.check) {
    writeFileSync(file, text);
    return;
  }
  const before = new Set(readFileSync(file, 'utf8').split('\n'));
  const now = new Set(text.split('\n'));
  if (readFileSync(file, 'utf8') === text) {
    console.log(`${packages.length} packages, every notice there.`);
    return;
  }
  const rows = (/** @type {Set<string>} */ lines, /** @type {Set<string>} */ others) => [...lines].filter((line) => line.startsWith('| ') && !others.has(line));
  const differences = [...rows(now, before).map((row) => `missing: ${row}`), ...rows(before, now).map((row) => `no longer: ${row}`)];
  throw new Failure(`THIRD-PARTY.md is not up to date; node scripts/commands/third-party.mjs writes it.\n  ${differences.join('\n  ')}`);
});
