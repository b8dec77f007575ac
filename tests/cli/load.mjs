// A million requests against a thousand: how fast, and that memory does not grow with them; and the package's command beside
// the native one on one core, in the same run.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { withTemporaryFolder } from '../../scripts/lib/places.mjs';
import { output, run, script } from '../../scripts/lib/run.mjs';
import { COMMAND } from '../command/console.mjs';

/** How much longer the package's command may take than the native one on one core, at the most. */
const MOST = 3;

const PAYERS = ['pacificsource', 'regence', 'asuris'];

await script(async () => {
  run('cargo', ['build', '--locked', '-p', 'p2p-review-cli', '--profile', 'cli', '--bin', 'p2p-review']);
  const { target_directory } = JSON.parse(`${output('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked'])}`);
  const program = join(target_directory, 'cli', 'p2p-review');
  await withTemporaryFolder(async (folder) => {
    const [few, many] = [write(join(folder, 'few.jsonl'), 1_000), write(join(folder, 'many.jsonl'), 1_000_000)];
    for (const form of [['--summary'], ['--brief'], []]) {
      const small = await measure(program, ['check', few, '--now-from', 'received_at', ...form]);
      const large = await measure(program, ['check', many, '--now-from', 'received_at', ...form]);
      console.log(
        `check ${form.join('') || '(whole decisions)'}: a million lines in ${large.seconds.toFixed(1)} s, ` +
          `peak ${large.megabytes.toFixed(1)} MB; a thousand: peak ${small.megabytes.toFixed(1)} MB`,
      );
      // A thousand lines do not yet fill what waits before and behind each worker.
      const waiting = 8 * (1 + availableParallelism());
      assert.ok(large.megabytes < small.megabytes + waiting, 'memory does not grow with the number of lines');
      const args = ['check', many, '--now-from', 'received_at', ...form];
      // By the time that a processor was theirs: the package's command has one thread, and other work on the machine makes
      // it wait, but not work, longer.
      const native = await measure('taskset', ['-c', '0', program, ...args]);
      const ours = await measure(process.execPath, [COMMAND, ...args]);
      console.log(
        `  on one core ${native.busy.toFixed(1)} s (${native.seconds.toFixed(1)} s passed); the package's command ` +
          `${ours.busy.toFixed(1)} s (${ours.seconds.toFixed(1)} s): ${(ours.busy / native.busy).toFixed(2)} times as long`,
      );
      assert.ok(ours.busy <= MOST * native.busy, `at most ${MOST} times the native time on one core`);
    }
  });
});

/**
 * @param {string} file
 * @param {number} lines
 */
function write(file, lines) {
  const opened = openSync(file, 'w');
  for (let i = 0; i < lines; i += 1000) {
    writeSync(opened, Array.from({ length: 1000 }, (_, j) => `${JSON.stringify(request(i + j))}\n`).join(''));
  }
  closeSync(opened);
  return file;
}

/** @param {number} i the same request for the same number, on any machine */
function request(i) {
  const day = (/** @type {number} */ after) => new Date(Date.UTC(2026, 0, 5 + (i % 300) + after)).toISOString().slice(0, 10);
  return {
    received_at: `${day((i * 7) % 12)}T18:00:00Z`,
    payer: PAYERS[i % 3],
    line_of_business: i % 5 ? 'commercial' : 'medicare',
    plan_state: 'OR',
    service: 'medical',
    denial_timing: i % 4 ? 'pre-service' : 'concurrent',
    denial_basis: i % 7 ? 'medical-necessity' : 'claim',
    denial_date: day(0),
    letter_received: true,
    expedited_appeal: false,
    appeal_filed: i % 10 === 0,
    prior_p2p: false,
    member_discharged: false,
    new_clinical_information: 'none',
    requested_by: 'requesting-provider',
    attendee: 'requesting-provider',
    member_name: `Member ${i}`,
    member_id: i % 20 ? `${100_000 + i}` : '',
    provider_name: 'Dr. Lee Park',
    contact_phone: '503-555-0142',
    call_windows: [{ date: day(14), start: '13:00', end: '15:00' }],
  };
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ seconds: number, busy: number, megabytes: number }>} busy: the seconds that it had of processors
 */
function measure(program, args) {
  const begun = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  let [kilobytes, busy] = [0, 0];
  const look = () => {
    try {
      kilobytes = Math.max(kilobytes, Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
      // User's and system's, in hundredths; what stands before them ends with the program's name in parentheses.
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number);
      busy = ((user ?? 0) + (system ?? 0)) / 100 || busy;
    } catch {
      // It is over.
    }
  };
  const looking = setInterval(look, 5);
  look();
  return new Promise((resolve, reject) =>
    child.once('close', (code) => {
      clearInterval(looking);
      if (code === 0) resolve({ seconds: (performance.now() - begun) / 1000, busy, megabytes: kilobytes / 1024 });
      else reject(new Error(`it ended with ${code}`));
    }),
  );
}
