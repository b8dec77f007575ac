// The form's tests while every core is busy, again and again: whatever depends on the machine's pace fails here.
//   node tests/form/under-load.mjs             ten times
//   node tests/form/under-load.mjs 3 gate      three times, the checks whose names begin so
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { contained } from '../../scripts/lib/contained.mjs';
import { Failure, run, script } from '../../scripts/lib/run.mjs';

await contained(() => script(() => {
  const [times = '10', ...checks] = process.argv.slice(2);
  if (!/^[1-9]\d*$/.test(times)) throw new Failure(`how many times? \`${times}\` is no number`);
  const busy = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  try {
    for (let time = 1; time <= Number(times); time++) {
      console.log(`\n════ ${time} of ${times}, with ${busy.length} busy processes beside ════`);
      run('node', ['scripts/commands/test.mjs', ...(checks.length > 0 ? checks : ['form'])]);
    }
  } finally {
    for (const process of busy) process.kill('SIGKILL');
  }
  console.log(`\n${times} runs under load, no failure.`);
}));
