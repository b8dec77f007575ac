// Generates the third-party notices and the bill of materials. --check fails if they don't match the lock files, or if
// a license is not among the allowed ones.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/places.mjs';
import { Failure, script } from '../lib/run.mjs';
import { notAllowed, notices, sbom, thirdParties } from '../lib/third-parties.mjs';

await script(() => {
  const parties = thirdParties();
  const refused = notAllowed(parties);
  if (refused.length > 0) throw new Failure(`licenses that scripts/lib/third-parties.mjs does not allow:\n  ${refused.join('\n  ')}`);
  const version = /^version = "(.+)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))?.[1] ?? '';
  const files = { 'THIRD-PARTY.md': notices(parties), 'sbom.cdx.json': sbom(parties, version) };
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, 'packaging', name);
    if (!process.argv.includes('--check')) writeFileSync(path, content);
    else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
      throw new Failure(`packaging/${name} is not what the lock files give: run \`npm run notices\``);
    }
  }
  console.log(`${parties.length} third parties, all with a license that is allowed; notices and SBOM are in packaging/.`);
});
