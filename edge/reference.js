// No vowels, which could form words, and no letters that look like digits.
const CHARACTERS = '23456789BCDFGHJKMNPQRSTVWXZ';

/** A new reference number of three groups of four characters: 57 random bits, too many to guess. */
export function newReference() {
  const characters = Array.from({ length: 12 }, randomCharacter).join('');
  return `P2P-${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`;
}

/** @returns {string} */
function randomCharacter() {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
  // Redraw bytes from here up: keeping them would make the first characters more likely.
  return byte < 9 * CHARACTERS.length ? CHARACTERS.charAt(byte % CHARACTERS.length) : randomCharacter();
}
