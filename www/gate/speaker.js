// What a screen reader hears of an answer that comes by itself: each change once, and not before a person has paused.

import { inOrder } from './characters.js';

/** Milliseconds without a key or a click: arrowing past a choice, or typing on, is no pause. */
const PAUSE = 1_200;

export class Speaker {
  #timer = 0;
  #next = '';
  #last = '';
  /** @type {{ control: Element, words: string }[]} */
  #errors = [];
  /** @type {{ control: Element, words: string }[]} those that stand at their fields and were told */
  #told = [];

  /** @param {(words: string) => unknown} speak */
  constructor(speak) {
    this.speak = speak;
  }

  /**
   * @param {string} answer
   * @param {{ control: Element, words: string }[]} errors that stand at fields
   */
  say(answer, errors) {
    [this.#next, this.#errors] = [inOrder(answer), errors];
    if (this.#timer === 0) this.wait();
  }

  /** Somebody is at it: the pause begins anew. */
  wait() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tell(), PAUSE);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #tell() {
    this.#timer = 0;
    const isTold = (/** @type {{ control: Element, words: string }} */ error) => this.#told.some(({ control, words }) => control === error.control && words === error.words);
    const words = [...this.#errors.filter((error) => !isTold(error)).map((error) => error.words.replace(/[^.?!]$/, '$&.')), this.#next === this.#last ? '' : this.#next].filter(Boolean).join(' ');
    [this.#told, this.#last] = [this.#errors, this.#next];
    if (words !== '') this.speak(words);
  }
}
