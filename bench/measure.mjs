// The measured loop, the same in Node and in a page.

/**
 * @typedef {(request: Record<string, any>, now: string) => unknown} Decide
 * @typedef {{ file: string, decide: Decide }} Started
 * @typedef {import('./requests.mjs').Asked} Asked
 */

/**
 * Times every contender over all requests, round by round, each round in another order, so that whatever else the machine
 * does falls on all alike.
 * @param {Started[]} started
 * @param {Asked[]} asked
 * @param {number} rounds that count
 * @param {number} warm rounds before
 * @param {() => number} [clock] in milliseconds
 * @returns {Promise<Record<string, number[]>>} microseconds a decision, of each round
 */
export async function measure(started, asked, rounds, warm, clock = () => performance.now()) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(started.map(({ file }) => [file, []]));
  for (let round = -warm; round < rounds; round++) {
    for (let place = 0; place < started.length; place++) {
      const { file, decide } = /** @type {Started} */ (started[(place + round + warm) % started.length]);
      const passed = await pass(decide, asked, clock);
      if (round >= 0) times[file]?.push((passed * 1000) / asked.length);
    }
  }
  return times;
}

/**
 * @param {Decide} decide
 * @param {Asked[]} asked
 * @param {() => number} clock
 * @returns {Promise<number>} milliseconds
 */
async function pass(decide, asked, clock) {
  const [first] = asked;
  const waits = first && decide(first.request, first.now) instanceof Promise;
  const begun = clock();
  // A decision that is not kept is not thrown away unmade: each one's outcome is looked at.
  let seen = 0;
  if (waits) for (const { request, now } of asked) seen += look(await decide(request, now));
  else for (const { request, now } of asked) seen += look(decide(request, now));
  const passed = clock() - begun;
  if (seen !== asked.length) throw new Error('a contender gave no outcome');
  return passed;
}

/** @param {any} answer */
function look(answer) {
  return answer.outcome.length > 0 ? 1 : 0;
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
}
