// What a text can be: nothing at all, a telephone number, an NPI, an address.

/** @param {string} text without what can't be seen at its ends */
export function trimmed(text) {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)];
  return first > 32 && first < 127 && last > 32 && last < 127 ? text : text.replace(UNSEEN, '');
}

const UNSEEN = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]+|[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]+$/gu;

/** @param {string} text */
export function isPhone(text) {
  const at = text.search(/[xXeE#,;]/);
  const main = at < 0 ? text : text.slice(0, at);
  const extension = at < 0 ? '' : text.slice(at).replace(/^[a-zA-Z .#:,;=]+/, '');
  if (/[^\d \-.()+/]/.test(main) || /[^\d \-.()+/]/.test(extension)) return false;
  return /^1?[2-9]\d\d[2-9]\d{6}$/.test(main.replace(/\D/g, '')) && extension.replace(/\D/g, '').length <= 8;
}

/** @param {string} text */
export function isNpi(text) {
  if (/[^\d \-.()+/]/.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  if (!/^[12]\d{9}$/.test(digits)) return false;
  let sum = 24;
  for (let place = 0; place < 10; place++) {
    const digit = +(/** @type {string} */ (digits[9 - place]));
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** @param {string} text */
export function isEmail(text) {
  const at = text.lastIndexOf('@');
  if (at < 1 || /[\p{White_Space}\p{Cc}]/u.test(text)) return false;
  const parts = text.slice(at + 1).split('.');
  return parts.length >= 2 && parts.every((part) => part !== '');
}
