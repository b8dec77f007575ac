// The clock that the rules are asked with: this machine's, unless the page's own server shows that it is off.

import { fetchPlainly, withTimeLimit } from './engine.js';

/** A difference that hand-set clocks have anyway, in milliseconds. */
const TOLERANCE = 180_000;
const PATIENCE = 20_000;
/** How long a measurement is good for. */
const LASTS = 600_000;
/** After which a difference is looked at once more: what a cache on the way has kept does not go on. */
const CONFIRMED_AFTER = 30_000;
/** Between two looks at a clock that may be a cached one; a Date header tells whole seconds. */
const APART = 2_000;

/**
 * @typedef {'unknown' | 'agrees' | 'corrected' | 'unconfirmed'} Trust
 * unknown: not asked yet; agrees: the machine's is right; corrected: it is off, and `drift` makes up for it; unconfirmed:
 * nothing that can be believed was heard
 */
/** @typedef {{ date: number, at: number }} Reading what a server's clock showed, and the moment by this page's own time */

class Clock {
  /** Milliseconds to add to this machine's clock. */
  drift = 0;
  trust = /** @type {Trust} */ ('unknown');
  /** This machine's clock less the time that the page has been open: it jumps when somebody sets the clock. */
  #base = machineBase();
  #measured = -Infinity;
  /** @type {Reading | null} the last that was off */
  #last = null;
  #confirmed = false;
  /** @type {Promise<void> | null} */
  #measuring = null;

  now() {
    return new Date(Date.now() + this.drift);
  }

  /** Whether the machine's clock was set since it was last looked at. */
  noticeJump() {
    const jump = machineBase() - this.#base;
    if (Math.abs(jump) <= TOLERANCE) return false;
    this.#base += jump;
    // Set right, most likely; a server's word on it follows.
    this.drift = Math.abs(jump - this.drift) <= TOLERANCE ? 0 : this.drift;
    this.#measured = -Infinity;
    this.#last = null;
    return true;
  }

  get isStale() {
    return performance.now() - this.#measured > (this.#last && !this.#confirmed ? CONFIRMED_AFTER : LASTS);
  }

  /** Asks the page's own server for the time. */
  measure() {
    this.#measuring ??= this.#measure().finally(() => (this.#measuring = null));
    return this.#measuring;
  }

  async #measure() {
    this.#measured = performance.now();
    const first = await askServer();
    // A service worker may answer from a cache: only a clock that goes on is one.
    const doubtful = first !== null && isOff(first) && globalThis.navigator?.serviceWorker?.controller;
    if (doubtful) {
      await new Promise((resolve) => setTimeout(resolve, APART));
      const second = await askServer();
      this.#take(second && goesOn(first, second) ? second : null);
    } else this.#take(first);
  }

  /**
   * The server's clock, read off an answer that has come in any case.
   * @param {Response} response
   * @param {number} asked when it was asked for, by performance.now()
   */
  read(response, asked) {
    const reading = readingOf(response, asked);
    if (reading && !globalThis.navigator?.serviceWorker?.controller && this.#isBelievable(reading)) this.#take(reading);
  }

  /** A clock that agrees with this one needs no proof. @param {Reading} reading */
  #isBelievable(reading) {
    return !isOff(reading) || !this.#last || goesOn(this.#last, reading);
  }

  /** @param {Reading | null} reading */
  #take(reading) {
    const believed = reading && this.#isBelievable(reading) ? reading : null;
    const off = believed !== null && isOff(believed);
    this.#confirmed = off && this.#last !== null;
    this.#last = off ? believed : null;
    this.drift = off ? offBy(believed) : 0;
    this.trust = believed ? (off ? 'corrected' : 'agrees') : 'unconfirmed';
  }
}

function machineBase() {
  return Date.now() - performance.now();
}

/** @returns {Promise<Reading | null>} null: nothing that can be believed */
async function askServer() {
  const asked = performance.now();
  try {
    const address = location.href.replace(/[?#].*/, '');
    return readingOf(await withTimeLimit(PATIENCE, (signal) => fetchPlainly(address, { method: 'HEAD', cache: 'no-store', signal })), asked);
  } catch {
    return null;
  }
}

/**
 * @param {Response} response
 * @param {number} asked
 * @returns {Reading | null}
 */
function readingOf(response, asked) {
  const at = performance.now();
  const date = Date.parse(response.headers.get('date') ?? '');
  // An age means that it lay in a cache; after a long way nobody knows when the clock was looked at.
  if (Number.isNaN(date) || Number(response.headers.get('age') ?? 0) > 0 || at - asked > TOLERANCE / 3) return null;
  return { date, at: (asked + at) / 2 };
}

/** @param {Reading} reading milliseconds that this machine is behind */
function offBy({ date, at }) {
  return date - (machineBase() + at);
}

/** @param {Reading} reading */
function isOff(reading) {
  return Math.abs(offBy(reading)) > TOLERANCE;
}

/** Whether two looks at a clock are as far apart as the time between them. @param {Reading} before @param {Reading} after */
function goesOn(before, after) {
  const [shown, passed] = [after.date - before.date, after.at - before.at];
  return passed < APART / 2 || Math.abs(shown - passed) <= Math.max(1_500, passed / 10);
}

/** One for the page: all gates go by the same. */
export const clock = new Clock();
