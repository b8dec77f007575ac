import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** A stand-in for a placeholder in a text. */
const FILLED = 'May 5';

/**
 * The Flesch-Kincaid grade of a text: how many years of school it takes to read it.
 * @param {string} text
 */
export function grade(text) {
  const filled = text.replace(/\{[^}]*\}/g, FILLED);
  // "peer-to-peer" counts as three words.
  const words = filled.split(/[\s\-–/]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const sentences = filled.split(/[.!?]+[”")]*(?:\s+|$)/).filter((part) => /\p{L}/u.test(part));
  return fleschKincaid({
    sentence: Math.max(sentences.length, 1),
    word: Math.max(words.length, 1),
    syllable: words.reduce((sum, word) => sum + Math.max(syllable(word), 1), 0),
  });
}
