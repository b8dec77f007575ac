// A run that leaves nothing behind: neither processes nor temporary files, whether it passes, fails or is interrupted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the run's folder to all that it starts. Whoever has it is already contained. */
const MARK = 'P2P_RUN';

/** How long those that are asked to end may take over it, in milliseconds. */
const GRACE = 10_000;

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs the script that was started once more, as a child in a group and with a temporary folder of its own; when that ends,
 * however it ends, so does all that it started.
 * @param {() => void | Promise<void>} main what the script does there
 */
export async function contained(main) {
  if (process.env[MARK]) return main();
  /** @type {NodeJS.Signals | null} */
  let interrupted = null;
  // Before there is anything to leave behind.
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Who asks twice will not wait.
      signalGroup(child.pid, interrupted ? 'SIGKILL' : signal);
      interrupted = signal;
    });
  }
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'p2p-run-'));
  // PostgreSQL works here too, and not as root.
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
    // Not followed by anything that could be interrupted again.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  const by = interrupted ?? signal;
  process.exitCode = by ? 128 + constants.signals[/** @type {NodeJS.Signals} */ (by)] : code;
}

/** Java goes by no variable, and keeps figures of each machine of its own besides. @param {string} folder */
function javaOptions(folder) {
  return [process.env['JAVA_TOOL_OPTIONS'], `-Djava.io.tmpdir=${folder}`, '-XX:-UsePerfData'].filter(Boolean).join(' ');
}

/**
 * Ends whatever belongs to a run: first it is asked, then made.
 * @param {string} folder the run's
 * @returns {Promise<string[]>} the names of what had to be ended
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
 * The processes that a run started: they have its folder in their environment, in their command line, or work in it. (Some
 * write their title over their environment.) Only Linux tells; elsewhere there are none.
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
 * Null where it is gone meanwhile, or another account's.
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

/** Processes of others give no sign when they end. */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
