// One answer, from what stands in a control to the value of the contract. What can't be read stays as it is typed: the
// rules say what is wrong with it.

import { plain, readable } from './characters.js';
import { isFinishedDate, parseDate, parseDateTime, parseOfficeTime } from './dates.js';

/** What people paste along with a value. */
const LABELS = {
  phone: /^(?:(?:tele)?phone|tel|fax|cell|mobile|office|work|direct(?: line)?|call(?: ?back)?)(?: (?:no|number|#))?[.:#\s]*(?=[+(\d])/i,
  npi: /^(?:npi|national provider identifier)(?: (?:no|number))?[.:#\s-]*(?=\d)/i,
  email: /^(?:e-?mail(?: address)?\s*:\s*|mailto:)/i,
  text: /^(?:(?:(?:member|subscriber|patient|provider|doctor|contact)(?:['’]s)? )?(?:(?:id|name|no\.?|number|#) ?)+[:#]|(?:member|subscriber|patient|provider|doctor|contact)\s*:)\s*(?=\S)/i,
};

/** Kinds of facts that are written in words of the person's own. */
const TEXT = new Set(['text', 'choice', undefined]);

/**
 * @param {string} given what the browser would submit
 * @param {string | undefined} kind the fact's kind, where it is known
 * @returns {unknown} undefined: no answer
 */
export function readValue(given, kind) {
  const text = TEXT.has(kind) ? readable(given) : plain(given);
  if (text === '') return undefined;
  switch (kind) {
    case 'boolean':
      return asBoolean(text) ?? text;
    case 'date':
      return parseDate(text) ?? text;
    case 'datetime':
      return parseDateTime(text) ?? text;
    case 'time':
      return parseOfficeTime(text) ?? text;
    case 'number':
      return /^-?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(/[, ]/g, '') : text;
    case 'npi':
      return text.replace(LABELS.npi, '').replaceAll(/[\s.#-]/g, '');
    case 'phone':
      return phone(text);
    case 'email':
      return text.replace(LABELS.email, '').replace(/^.*<([^<>]+)>$/, '$1').replace(/\?.*$|[;,.]$/, '').trim();
    case 'text':
      return text.replace(LABELS.text, '');
    default:
      // The rules are not there to say what kind it is: only what can't be anything else.
      return kind === undefined && /^(?:true|false|yes|no)$/i.test(text) ? asBoolean(text) : text;
  }
}

/**
 * Whether what is still being typed is an answer already: half a date, or the first digits of a number, is not.
 * @param {string} given
 * @param {string | undefined} kind
 */
export function isFinished(given, kind) {
  return kind === 'date' ? isFinishedDate(given) : kind !== 'number' && kind !== 'datetime';
}

/** @param {string} text @returns {boolean | null} */
export function asBoolean(text) {
  if (/^(?:true|yes|y|1|on)$/i.test(text)) return true;
  return /^(?:false|no|n|0|off)$/i.test(text) ? false : null;
}

/** @param {string} text also an address of the scheme `tel:` (RFC 3966) */
function phone(text) {
  const number = text.replace(LABELS.phone, '').replace(/^tel:\s*/i, '');
  return number.replace(/;ext=/i, ' ext. ').replaceAll(/;[\w-]+=[^;]*|\s*\([a-z ]+\)$/gi, '').trim();
}
