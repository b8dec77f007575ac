// Decodes the answers of the module: lists of numbers, in which a text is an address and a length.

/** Instead of an address: the bytes of the text follow. */
const INLINE = 1;
/** The day number of January 1, 1970; day 1 is January 1 of the year 1. */
const EPOCH = 719_163;

let words = new Uint32Array();
let bytes = new Uint8Array();
let at = 0;

/** Decoded texts by address, until a policy is added. @type {Map<number, string>} */
const texts = new Map();
/** Formatted days by number. @type {Map<number, string>} */
const days = new Map();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * @param {ArrayBuffer} memory
 * @param {number} address
 */
export function startDecoding(memory, address) {
  if (words.buffer !== memory) {
    words = new Uint32Array(memory);
    bytes = new Uint8Array(memory);
  }
  at = address >>> 2;
}

export function forgetTexts() {
  texts.clear();
}

export const number = () => words[at++];
export const flag = () => words[at++] === 1;

/** @returns {any} a text, or null */
export function text() {
  const address = words[at];
  const length = words[at + 1];
  at += 2;
  if (address > INLINE) {
    const known = texts.get(address);
    if (known !== undefined) return known;
    const read = decoder.decode(bytes.subarray(address, address + length));
    texts.set(address, read);
    return read;
  }
  if (address === 0) return null;
  const start = at << 2;
  at += (length + 3) >>> 2;
  return decoder.decode(bytes.subarray(start, start + length));
}

/**
 * @template T
 * @param {() => T} read
 * @returns {T | null}
 */
export const optional = (read) => (words[at++] === 0 ? null : read());

/**
 * @template T
 * @param {() => T} read
 * @returns {T[]}
 */
export function list(read) {
  const items = [];
  for (let left = words[at++]; left > 0; left--) items.push(read());
  return items;
}

export function day() {
  const number = words[at++];
  const known = days.get(number);
  if (known !== undefined) return known;
  const read = new Date((number - EPOCH) * 86_400_000).toISOString().slice(0, 10);
  days.set(number, read);
  return read;
}

/** @param {number} number */
const two = (number) => (number < 10 ? `0${number}` : number);

export function instant() {
  const date = day();
  const millis = words[at++];
  const [hours, minutes] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60];
  const [seconds, rest] = [Math.floor(millis / 1_000) % 60, millis % 1_000];
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}Z`;
}
