// Cleans up whatever a test started, even if the test is ended from outside.

/** @type {Set<() => void>} */
const pending = new Set();

process.on('exit', () => {
  // Ends in reverse order of starting.
  for (const end of [...pending].reverse()) end();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/**
 * @param {() => void} end must be synchronous
 * @returns {() => void} cancels it
 */
export function atExit(end) {
  pending.add(end);
  return () => void pending.delete(end);
}
