// What the page's owner should know, in the console. Never an answer that somebody gave.

const ABOUT = 'p2p-gate:';

/** @param {string} message something to mend in the page */
export function warn(message) {
  console.warn(ABOUT, message);
}

/** @param {string} message how the gate has understood the page */
export function inform(message) {
  console.info(ABOUT, message);
}

/** @param {string} message what went wrong @param {unknown} [cause] */
export function fail(message, cause) {
  console.error(ABOUT, message, ...(cause === undefined ? [] : [cause]));
}
