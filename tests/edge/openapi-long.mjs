// docs/intake-openapi.json against the running intake on either store, by schemathesis: whatever it thinks of sending is
// answered as the description says.
import { script, Failure } from '../../scripts/lib/run.mjs';
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
        '--config-file', 'tests/edge/schemathesis.toml', 'run', 'docs/intake-openapi.json',
        '--url', `http://127.0.0.1:${intake.port}`, '--header', `Authorization: Bearer ${TOKEN}`,
        '--phases', 'examples,coverage,fuzzing', '--max-examples', `${EXAMPLES}`, '--continue-on-failure', '--request-timeout', '30',
      ]);
      if (status !== 0) throw new Failure(`${kind}: schemathesis found\n${out}\n${err}`);
      console.log(`${kind}: ${/\d+ generated.*/.exec(out)?.[0]}`);
    } finally {
      await intake.remove();
    }
  }
});
