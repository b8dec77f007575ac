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
 * Keys by xdotool's names; `type:` types; `hear:` waits until that is said; `until:` tabs until it is. The server's clock is November 25, 2026.
 * @type {Record<string, { file: string, keys: string[], browsers: string[] }>}
 */
const WAYS = {
  'a deadline, a no, and what to do instead': {
    file: 'no',
    browsers: ['firefox', 'chromium'],
    keys: ['Tab', 'Tab', 'Down', 'hear:Not decided yet', 'Tab', 'type:11/20/2026', 'hear:business days left', 'Tab', 'space', 'Tab', 'Down', 'Down', 'hear:What you can do instead', 'Return'],
  },
  'the details with errors, the check, and the confirmation': {
    file: 'request',
    // In Chromium the step to the check was not heard yet.
    browsers: ['firefox'],
    keys: [
      ...REGENCE, ...Array.from({ length: 5 }, () => ['Tab', 'space']).flat(), ...tabs(3), 'space', 'hear:Yes, this can be requested', 'Return', 'hear:Details',
      // All that is missing, from the summary to its field.
      'Tab', 'Return', 'hear:There is a problem', 'Tab', 'Return', 'type:Rosa Alvarez', 'Tab', 'type:ZRG 100200300', ...tabs(2), 'type:Imani Okafor',
      // Wrong on leaving, then mended.
      'Tab', 'type:12', 'Tab', 'hear:NPI', 'shift+Tab', 'BackSpace', 'Tab', 'Tab', 'type:503-555-0142', 'Return', 'hear:Check and send',
      'Tab', 'until:Send request', 'Return', 'hear:Request sent',
    ],
  },
};
const QUIET = 1_300;
const MOST_STOPS = 30;
const PATIENCE = 20_000;

class Session {
  work = mkdtempSync(join(tmpdir(), 'p2p-orca-'));
  display = '';
  /** What had been said before the last key. */
  #keyAt = 0;
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
    await this.#quiet();
    // Focus mode, to stay: keys go to the page.
    this.#xdotool('key', '--delay', '60', 'Insert+a', 'Insert+a');
    await this.#quiet();
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
    const [, kind = '', text = ''] = /^(type|hear):(.*)$/.exec(key) ?? [];
    if (kind === 'type') this.#xdotool('type', '--delay', '60', text);
    else if (kind === 'hear') await this.#until(() => this.spoken().slice(this.#keyAt).some((words) => words.includes(text)), PATIENCE);
    else this.#xdotool('key', key);
    // It may have been heard already in the pause after the key.
    if (kind !== 'hear') this.#keyAt = before;
    await this.#quiet();
    const said = this.spoken().slice(before);
    // Each typed character is told too: that is Orca's own affair.
    return said.filter((words) => words.length > (kind === 'type' ? 12 : 0));
  }

  /** @param {...string} given */
  #xdotool(...given) {
    assert.equal(spawnSync('xdotool', given, { env: { ...process.env, DISPLAY: this.display } }).status, 0);
  }

  async #quiet() {
    for (let [count, since] = [this.spoken().length, Date.now()]; Date.now() - since < QUIET; await new Promise((resolve) => setTimeout(resolve, 100))) {
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

for (const browser of ['firefox', 'chromium']) {
  describe(browser, () => {
    for (const [name, { file: way, keys, browsers }] of Object.entries(WAYS)) {
      if (!browsers.includes(browser)) continue;
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
              lines.push(...(key.startsWith('hear:') ? [] : [`[${wanted ? 'Tab' : key}]`]), ...heard.map((words) => `  ${words}`));
            }
          }
          const file = join(here, 'orca', `${browser}-${way}.txt`);
          const text = `${lines.join('\n')}\n`;
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
