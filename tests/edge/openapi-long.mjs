// Runs schemathesis on docs/intake-openapi.json against the intake, on each store: every answer must match the
// description.
import { join } from 'node:path';
import { root } from '../../scripts/lib/places.mjs';
import { Failure, script } from '../../scripts/lib/run.mjs';
import { installSchemathesis } from '../../scripts/setup/schemathesis.mjs';
import { run } from './command.mjs';
import { Intake, STORES, eligible } from './intake.mjs';

const TOKEN = 'a-token-of-thirty-two-characters';
const EXAMPLES = 100;

await script(async () => {
  const schemathesis = installSchemathesis();
  for (const kind of STORES) {
    const intake = new Intake(kind);
    intake.env = { STAFF_TOKEN: TOKEN };
    try {
      await intake.start();
      for (let i = 0; i < 3; i++) await intake.send(eligible());
      const { status, out, err } = await run(schemathesis, [
        '--config-file', join(root, 'tests/edge/schemathesis.toml'), 'run', join(root, 'docs/intake-openapi.json'),
        '--url', `http://127.0.0.1:${intake.port}`, '--header', `Authorization: Bearer ${TOKEN}`,
        '--phases', 'examples,coverage,fuzzing', '--max-examples', `${EXAMPLES}`, '--continue-on-failure', '--request-timeout', '30',
      ], {}, intake.folder); // It writes its cache to the working directory.
      if (status !== 0) throw new Failure(`${kind}: schemathesis found\n${out}\n${err}`);
      console.log(`${kind}: ${/\d+ generated.*/.exec(out)?.[0]}`);
    } finally {
      await intake.remove();
    }
  }
});
