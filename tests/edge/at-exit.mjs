// Nothing that a test starts outlives it, also where the test is ended from outside before it could clean up.

/** @type {Set<() => void>} */
const pending = new Set();

process.on('exit', () => {
  // What was started last ends first.
  for (const end of [...pending].reverse()) end();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/**
 * @param {() => void} end must take effect before it returns
 * @returns {() => void} forgets it
 */
export function atExit(end) {
  pending.add(end);
  return () => void pending.delete(end);
}
