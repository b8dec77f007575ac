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
  /** @type {(() => void)[]} */
  #waiting = [];

  /**
   * @param {(words: string) => unknown} speak
   * @param {() => unknown} rest called at each pause, before anything is said
   */
  constructor(speak, rest) {
    this.speak = speak;
    this.rest = rest;
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

  /** A key that changes nothing is no pause either. */
  postpone() {
    if (this.#timer !== 0) this.wait();
  }

  /** Once nobody is at it. @returns {Promise<void>} */
  quiet() {
    return this.#timer === 0 ? Promise.resolve() : new Promise((done) => void this.#waiting.push(done));
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    for (const done of this.#waiting.splice(0)) done();
  }

  #tell() {
    this.#timer = 0;
    this.rest();
    for (const done of this.#waiting.splice(0)) done();
    const isTold = (/** @type {{ control: Element, words: string }} */ error) => this.#told.some(({ control, words }) => control === error.control && words === error.words);
    const words = [...this.#errors.filter((error) => !isTold(error)).map((error) => error.words.replace(/[^.?!]$/, '$&.')), this.#next === this.#last ? '' : this.#next].filter(Boolean).join(' ');
    [this.#told, this.#last] = [this.#errors, this.#next];
    if (words !== '') this.speak(words);
  }
}
