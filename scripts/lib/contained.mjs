// Runs a script so that it leaves no processes and no temporary files behind, even if it fails or is interrupted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The variable with the run's folder. A process that has it is already contained. */
const MARK = 'P2P_RUN';

/** How long processes may take to end after being asked to, in milliseconds. */
const GRACE = 10_000;

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs this script again as a child process, in a group and with a temporary folder of its own. When that ends for any
 * reason, everything that it started is ended too.
 * @param {() => void | Promise<void>} main what the script does in the child process
 */
export async function contained(main) {
  if (process.env[MARK]) return main();
  /** @type {NodeJS.Signals | null} */
  let interrupted = null;
  // Register before there is anything to clean up.
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // A second signal kills at once.
      signalGroup(child.pid, interrupted ? 'SIGKILL' : signal);
      interrupted = signal;
    });
  }
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'p2p-run-'));
  // PostgreSQL, which does not run as root, needs access too.
  chmodSync(folder, 0o711);
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    detached: true,
    stdio: 'inherit',
    env: { ...process.env, [MARK]: folder, TMPDIR: folder, JAVA_TOOL_OPTIONS: javaOptions(folder) },
  });
  const gone = once(child, 'exit');
  const [code, signal] = await gone;
  try {
    const left = await endRest(folder);
    if (left.length > 0 && !interrupted) console.error(`\nStill running at the end, and ended: ${[...new Set(left)].join(', ')}`);
  } finally {
    // Last, so that no interruption can come in between.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  const by = interrupted ?? signal;
  process.exitCode = by ? 128 + constants.signals[/** @type {NodeJS.Signals} */ (by)] : code;
}

/** Java ignores TMPDIR, and also writes performance data to a folder of its own. @param {string} folder */
function javaOptions(folder) {
  return [process.env['JAVA_TOOL_OPTIONS'], `-Djava.io.tmpdir=${folder}`, '-XX:-UsePerfData'].filter(Boolean).join(' ');
}

/**
 * Ends every process of a run: asks first, then kills.
 * @param {string} folder the run's folder
 * @returns {Promise<string[]>} the names of the processes that had to be ended
 */
async function endRest(folder) {
  const names = membersOf(folder).map(({ name }) => name);
  for (const [signal, patience] of /** @type {const} */ ([['SIGTERM', GRACE], ['SIGKILL', GRACE]])) {
    for (const { pid } of membersOf(folder)) tell(pid, signal);
    for (const end = Date.now() + patience; membersOf(folder).length > 0 && Date.now() < end; ) await pause();
  }
  return names;
}

/**
 * The processes of a run: those with its folder in their environment, in their command line or as working directory
 * (some processes overwrite their environment with a title). Works on Linux only; elsewhere the result is empty.
 * @param {string} folder
 * @returns {{ pid: number, name: string }[]}
 */
export function membersOf(folder) {
  const found = [];
  for (const entry of processes()) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const told = [() => readFileSync(`/proc/${pid}/environ`, 'latin1'), () => readFileSync(`/proc/${pid}/cmdline`, 'latin1'), () => `${readlinkSync(`/proc/${pid}/cwd`)}/`];
    if (!told.some((tell) => attempt(tell)?.includes(folder))) continue;
    found.push({ pid, name: attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim()) ?? `${pid}` });
  }
  return found;
}

function processes() {
  return attempt(() => readdirSync('/proc')) ?? [];
}

/**
 * Returns null if the process is gone or belongs to another user.
 * @template T
 * @param {() => T} read
 */
function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function tell(pid, signal) {
  attempt(() => process.kill(pid, signal));
}

/** @param {number | undefined} leader @param {NodeJS.Signals} signal */
function signalGroup(leader, signal) {
  if (leader) tell(-leader, signal);
}

/** Polls, because processes that aren't children give no signal when they end. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
