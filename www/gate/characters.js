// Which characters say nothing in an answer, and which are the same to whoever reads them. One table for all that is
// read from a form. The engine has the same table (`trimmed` in crates/policy/src/text.rs), and the intake uses this one.

/** Zero-width, joiners, marks of direction, soft hyphens, the byte order mark: nothing that can be seen. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** One space, however it was typed. JavaScript's own class lacks U+0085; U+2800 is a blank of Braille. */
const SPACE = /[\s\u0085\u2800]/gu;
const BLANK_IN_LINE = /[\t\v\f\u0085\u2800\p{Zs}]/gu;
const SLASH = /[\u2044\u2215\u29F8]/gu;
const DASH = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/gu;
const CONTROL = /[^\P{Cc}\n]/gu;
const LETTER = /\p{L}/u;
const UNSEEN_AROUND = /^[\s\u0085\u2800\p{Cc}\p{Default_Ignorable_Code_Point}]+|[\s\u0085\u2800\p{Cc}\p{Default_Ignorable_Code_Point}]+$/gu;

/** A text without what nobody sees around it, as the engine reads it. @param {string} text */
export function trimmed(text) {
  return text.replaceAll(UNSEEN_AROUND, '');
}

/**
 * A text as a person reads it: invisible characters gone, any space a space, any dash a hyphen, nothing around it.
 * Joiners between letters stay, since Persian and Indic names are spelled with them.
 * @param {string} text
 * @returns {string} empty where there was nothing to see
 */
export function readable(text) {
  return text
    .replaceAll(INVISIBLE, (mark, at, whole) => (/[\u200C\u200D]/.test(mark) && LETTER.test(whole[at - 1] ?? '') && LETTER.test(whole[at + 1] ?? '') ? mark : ''))
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(BLANK_IN_LINE, ' ')
    .replaceAll(DASH, '-')
    .replaceAll(CONTROL, '')
    .trim();
}

/**
 * The same for what has a form of its own, such as a date or a number: on one line, in plain digits and signs.
 * @param {string} text
 */
export function plain(text) {
  return text.normalize('NFKC').replaceAll(/\p{Nd}/gu, inAscii).replaceAll(SLASH, '/').replaceAll(INVISIBLE, '').replaceAll(SPACE, ' ').replaceAll(DASH, '-').replaceAll(CONTROL, '').replaceAll(/ +/g, ' ').trim();
}

/**
 * A digit of any script as one of ours. Each script's ten stand in a row that begins at the first or at the seventh of sixteen places.
 * @param {string} digit
 */
function inAscii(digit) {
  const code = digit.codePointAt(0) ?? 0;
  const place = code % 16;
  return String(/\p{Nd}/u.test(String.fromCodePoint(code - place)) ? place : place - 6);
}

/** Without the characters that turn the order of those after them around: anybody's text stays what it reads as. @param {string} text */
export function inOrder(text) {
  return text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '');
}
