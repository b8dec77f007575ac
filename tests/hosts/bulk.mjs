// Decides a million requests in DuckDB and in Spark, on one worker, on two, and with one killed meanwhile. The results
// must equal those of the command line. Usage: node tests/hosts/bulk.mjs [rows]
import { join } from 'node:path';
import { hosts, installPython, python } from '../../scripts/lib/hosts.mjs';
import { root } from '../../scripts/lib/places.mjs';
import { output, run, script } from '../../scripts/lib/run.mjs';

await script(() => {
  const rows = process.argv[2] ?? '1000000';
  // Spark needs Java.
  for (const host of hosts) if (['python', 'java'].includes(host.name) && host.missing() !== null) host.install();
  installPython('duckdb,spark');
  run('node', ['scripts/commands/conformance.mjs', '--check']);
  run('cargo', ['build', '--locked', '--profile', 'cli', '-p', 'p2p-review-cli']);
  const target = JSON.parse(`${output('cargo', ['metadata', '--no-deps', '--format-version', '1'])}`).target_directory;
  run(python, [join(root, 'tests/hosts/bulk/bulk.py'), join(target, 'cli', 'p2p-review'), rows]);
});
