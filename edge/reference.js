// No letter that is read for a digit, none that spells words.
const SIGNS = '23456789BCDFGHJKMNPQRSTVWXZ';

/** Three times four signs: 57 bits, too many to guess. */
export function newReference() {
  const signs = Array.from({ length: 12 }, randomSign).join('');
  return `P2P-${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** @returns {string} */
function randomSign() {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
  // Above the last whole multiple the first signs would come more often.
  return byte < 9 * SIGNS.length ? SIGNS.charAt(byte % SIGNS.length) : randomSign();
}
