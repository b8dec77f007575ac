// A run that leaves a file, a child and a child of another session that has neither a known name nor its environment; then it ends as
// it is told to, or waits.
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contained } from '../../scripts/lib/contained.mjs';

await contained(() => {
  const folder = mkdtempSync(join(tmpdir(), 'left-'));
  writeFileSync(join(folder, 'file'), 'left');
  const waits = ['-e', 'setInterval(() => {}, 1000)'];
  for (const options of [{}, { env: {}, cwd: folder }]) {
    spawn(process.execPath, waits, { detached: true, stdio: 'ignore', ...options }).unref();
  }
  // One that does not listen.
  spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).unref();
  const [end] = process.argv.slice(2);
  if (end === 'wait') setInterval(() => {}, 1000);
  else process.exitCode = Number(end);
});
