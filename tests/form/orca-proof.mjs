// What Orca, the screen reader of GNOME, says on the main ways through the form, in Firefox and in Chromium: kept as text,
// key by key, and compared. `P2P_WRITE=1` keeps what it says now.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { Stage } from './form.mjs';

const here = import.meta.dirname;
const stage = new Stage();
before(() => stage.serve());
after(() => stage.stop());

/** @param {number} count */
const tabs = (count) => Array.from({ length: count }, () => 'Tab');
const REGENCE = ['Tab', 'Tab', 'Down', 'hear:Not decided yet', 'Down', 'Tab', 'type:11/20/2026', 'hear:calendar days left'];

/**
 * Keys by xdotool's names; `type:` types; `hear:` waits until that is said; `until:` tabs until it is; `step:` waits for the step of that
 * title. The server's clock is November 25, 2026.
 * @type {Record<string, { file: string, keys: string[] }>}
 */
const WAYS = {
  'a deadline, a no, and what to do instead': {
    file: 'no',
    keys: ['Tab', 'Tab', 'Down', 'hear:Not decided yet', 'Tab', 'type:11/20/2026', 'hear:business days left', 'Tab', 'space', 'Tab', 'Down', 'Down', 'hear:What you can do instead', 'Return'],
  },
  'not sure: about the reason, about one of several ticks, and on to the details': {
    file: 'not-sure',
    keys: [
      ...REGENCE, 'Tab', 'space', 'Tab', 'Up', 'until:What point of care', 'space', 'Tab', 'space', 'Tab', 'space', ...tabs(3), 'space', 'hear:Yes, this can be requested',
      'Tab', 'space', 'Tab', 'space', 'Return', 'step:Details',
    ],
  },
  'a yes, the details with errors and back, the check, and the confirmation': {
    file: 'request',
    keys: [
      ...REGENCE, ...Array.from({ length: 5 }, () => ['Tab', 'space']).flat(), ...tabs(3), 'space', 'hear:Yes, this can be requested', 'Return', 'step:Details',
      // All that is missing, from the summary to its field.
      'Tab', 'Return', 'hear:There is a problem', 'Tab', 'Return', 'hear:Error: Enter the member', 'type:Rosa Alvarez', 'hear:3 details to go', 'Tab', 'type:ZRG 100200300', 'hear:2 details to go',
      ...tabs(2), 'type:Imani Okafor', 'hear:1 detail to go',
      // Wrong on leaving, then mended.
      'Tab', 'type:12', 'Tab', 'hear:NPI', 'shift+Tab', 'BackSpace', 'Tab', 'Tab', 'type:503-555-0142', 'hear:Yes, this can be requested', 'Return', 'step:Check and send',
      'Tab', 'until:Send request', 'Return', 'step:Request sent',
    ],
  },
};
const QUIET = 1_300;
/** Between two sentences of a page on a busy machine. */
const READ_ON = 4_000;
/** Of what Orca says of a typed character: “backspace” and the like. */
const LONGEST_ECHO = 12;
const MOST_STOPS = 30;
const MOST_TRIES = 6;
const PATIENCE = 20_000;

class Session {
  work = mkdtempSync(join(tmpdir(), 'p2p-orca-'));
  display = '';
  /** What had been said before the last key. */
  #keyAt = 0;
  /** How much of what was said has been told of. */
  #toldOf = 0;
  /** What is read with fields apart from their errors. @type {Set<string>} */
  #hints = new Set();
  /** @type {import('node:child_process').ChildProcess[]} */
  #running = [];

  /** @param {string} browser @param {string} address */
  async start(browser, address) {
    const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#running.push(screen);
    for await (const line of createInterface({ input: screen.stdout })) {
      this.display = `:${line.trim()}`;
      break;
    }
    // A group of its own, so that nothing of it is left.
    this.#running.unshift(spawn('dbus-run-session', ['--', join(here, 'orca/session.sh'), browser, address], { detached: true, stdio: 'ignore', env: { ...process.env, DISPLAY: this.display, WORK: this.work } }));
    await this.#until(() => this.spoken().some((words) => words.includes('Request a peer-to-peer review')), 60_000);
    // Some read the whole page first.
    await this.#quiet(READ_ON);
    // Focus mode, to stay: keys go to the page. On a busy machine two presses may count as single ones.
    for (let tries = 0; tries < MOST_TRIES && !this.spoken().some((words) => words.includes('Focus mode is sticky')); tries++) {
      this.#xdotool('key', '--delay', '60', 'Insert+a', 'Insert+a');
      await this.#quiet();
    }
    return this;
  }

  async stop() {
    for (const [i, one] of this.#running.entries()) {
      const gone = once(one, 'exit');
      if (i === 0 && one.pid) process.kill(-one.pid, 'SIGTERM');
      else one.kill();
      await gone;
    }
    rmSync(this.work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  /** All that was said so far. */
  spoken() {
    const log = spawnSync('cat', [join(this.work, 'debug.out')], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout ?? '';
    return [...log.matchAll(/SPEECH OUTPUT: '(.*?)'\s*(?:\{.*\})?\s*(?:None)?$/gm)].map(([, words = '']) => words.trim());
  }

  /** @param {string} key @returns {Promise<string[]>} what is said after it */
  async press(key) {
    const before = this.spoken().length;
    this.#toldOf ||= before;
    const [, kind = '', text = ''] = /^(type|hear|step):(.*)$/.exec(key) ?? [];
    if (kind === 'type') this.#type(text, before);
    else if (kind === 'step') await this.#until(() => this.#title().startsWith(text), PATIENCE);
    else if (kind === '') this.#xdotool('key', key);
    if (kind === 'hear' || kind === 'step') await this.#until(() => this.spoken().slice(this.#keyAt).some((words) => words.includes(text)), PATIENCE);
    // It may have been heard already in the pause after the key.
    if (kind === '' || kind === 'type') this.#keyAt = before;
    await this.#quiet();
    const said = this.spoken();
    // Each typed character is told too: that is Orca's own affair.
    const words = said.slice(this.#toldOf).filter((one) => one.length > (kind === 'type' ? LONGEST_ECHO : 0));
    this.#toldOf = said.length;
    return this.#withoutEchoes(sorted(words), kind !== '' || key === 'BackSpace');
  }

  /**
   * Orca reads a description again when the browser tells that it has changed. Whether it hears of that, or of the description
   * alone, goes by the machine's load: what it has just read, and a hint whose error has gone, are left out.
   * @param {string[]} said
   * @param {boolean} isAtField whether somebody is still at the same field
   */
  #withoutEchoes(said, isAtField) {
    const bare = (/** @type {string | undefined} */ words) => words?.replace(/\.$/, '');
    for (const words of said) if (words.includes(' Error: ')) this.#hints.add(words.replace(/ Error: .*/, ''));
    return said.filter((words, i) => bare(words) !== bare(said[i - 1]) && !(isAtField && this.#hints.has(words)));
  }

  /** Nothing but the characters themselves is said before the last of them. @param {string} text @param {number} before */
  #type(text, before) {
    this.#xdotool('type', '--delay', '60', text);
    assert.deepEqual(this.spoken().slice(before).filter((words) => words.length > LONGEST_ECHO), [], `said while “${text}” was typed`);
  }

  /** @param {...string} given */
  #xdotool(...given) {
    assert.equal(spawnSync('xdotool', given, { env: { ...process.env, DISPLAY: this.display } }).status, 0);
  }

  /** Of the window, which begins with that of the page. */
  #title() {
    return spawnSync('xdotool', ['getactivewindow', 'getwindowname'], { encoding: 'utf8', env: { ...process.env, DISPLAY: this.display } }).stdout;
  }

  /** @param {number} [enough] milliseconds */
  async #quiet(enough = QUIET) {
    for (let [count, since] = [this.spoken().length, Date.now()]; Date.now() - since < enough; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const now = this.spoken().length;
      if (now !== count) [count, since] = [now, Date.now()];
    }
  }

  /** @param {() => boolean} condition @param {number} patience */
  async #until(condition, patience) {
    for (const late = Date.now() + patience; !condition(); await new Promise((resolve) => setTimeout(resolve, 200))) {
      assert.ok(Date.now() < late, `not said: ${this.spoken().slice(-8).join(' | ')}`);
    }
  }
}

/**
 * Chromium tells Orca of an alert part by part, and Orca says the parts in no order, some of them twice.
 * @param {string[]} said
 */
function sorted(said) {
  const isOfAlert = said.includes('There is a problem panel.');
  return isOfAlert ? [...new Set(said.map((words) => words.replace(/^• /, '')))].sort() : said;
}

/**
 * At a new step it depends on the machine's load whether Orca also says which place was left and which region was entered, and
 * whether the status is read before the heading or after it.
 * @param {string} transcript
 */
function atNewSteps(transcript) {
  return transcript
    .replace(/^(?: {2}(?:leaving [\w ]+\.|main content)\n)+(?= {2}(?:region |.* heading level))/gm, '')
    .replace(/^ {2}region (.+)\n(?= {2}\1 heading level)/gm, '')
    .replace(/^( {2}.* heading level .*\n)( {2}Sending the request\.\n)/gm, '$2$1');
}

for (const browser of ['firefox', 'chromium']) {
  describe(browser, () => {
    for (const [name, { file: way, keys }] of Object.entries(WAYS)) {
      test(name, async () => {
        assert.ok(stage.site);
        const begun = Date.now();
        // A clock that goes: one that stands still is taken for a cache's.
        Object.defineProperty(stage.site, 'date', { configurable: true, get: () => new Date(Date.parse('2026-11-25T18:00:00Z') + Date.now() - begun).toUTCString() });
        const session = new Session();
        try {
          await session.start(browser, `${stage.site.origin}/`);
          const lines = [];
          for (const key of keys) {
            const [, wanted] = /^until:(.*)$/.exec(key) ?? [];
            for (let stops = 0, said = ''; stops < MOST_STOPS && !said.includes(wanted ?? '\0'); stops++) {
              const heard = await session.press(wanted ? 'Tab' : key);
              said = wanted ? heard.join(' ') : '\0';
              // What is waited for belongs to the key before: whether it comes in the pause after that or later is chance.
              lines.push(...(/^(?:hear|step):/.test(key) ? [] : [`[${wanted ? 'Tab' : key}]`]), ...heard.map((words) => `  ${words}`));
            }
          }
          const file = join(here, 'orca', `${browser}-${way}.txt`);
          const text = atNewSteps(`${lines.join('\n')}\n`);
          if (process.env['P2P_WRITE']) writeFileSync(file, text);
          assert.doesNotMatch(text, /\.\./);
          assert.equal(text, readFileSync(file, 'utf8'));
        } finally {
          await session.stop();
        }
      });
    }
  });
}
