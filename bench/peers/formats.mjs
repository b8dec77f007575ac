// What JSON Schema has no words for: the formats that the schemas name.
import { parseDay, parseTime, zoneNamed } from '../hand/calendar.mjs';
import { isEmail, isNpi, isPhone, trimmed } from '../hand/words.mjs';

/** @param {(text: string) => boolean} sound */
const orNothing = (sound) => (/** @type {string} */ text) => trimmed(text) === '' || sound(trimmed(text));

export const date = (/** @type {string} */ text) => text === '' || parseDay(text) >= 0;
export const datetime = orNothing((text) => text[10] === 'T' && parseDay(text.slice(0, 10)) >= 0 && parseTime(text.slice(11)) >= 0);
export const day = (/** @type {string} */ text) => parseDay(text) >= 0;
export const time = (/** @type {string} */ text) => parseTime(text) >= 0;
export const zone = (/** @type {string} */ text) => zoneNamed(text) !== null;
export const phone = orNothing(isPhone);
export const npi = orNothing(isNpi);
export const email = orNothing(isEmail);
export const short = (/** @type {string} */ text) =>
  text.length <= 666 || (text.length <= 2000 && new TextEncoder().encode(text).length <= 2000);
