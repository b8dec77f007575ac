// The workbench as an analyst meets it: built as it ships, under the strict content policy, in a real browser.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../command/console.mjs';
import { NOW, Stage, WIDE } from '../form/form.mjs';

/** @typedef {import('playwright-core').Page} Page */

export const TABS = ['Form', 'Answer', 'Rule book', 'Rows', 'Difference'];

/** A folder in which the command has begun a policy: what the page shows is compared with what it says there. */
export class Folder {
  path = mkdtempSync(join(tmpdir(), 'p2p-workbench-'));

  constructor() {
    this.command('new', 'acme');
  }

  /** @param {string[]} args @returns {string} what it prints, however it ends */
  command(...args) {
    return spawnSync(process.execPath, [COMMAND, ...args], { cwd: this.path, encoding: 'utf8' }).stdout;
  }

  /** @param {string[]} args */
  succeed(...args) {
    execFileSync(process.execPath, [COMMAND, ...args], { cwd: this.path, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** @param {string} file @param {BufferEncoding} [encoding] */
  read(file, encoding = 'utf8') {
    return readFileSync(join(this.path, file), encoding);
  }

  /** @param {string} file @param {string} text */
  write(file, text) {
    writeFileSync(join(this.path, file), text);
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export class Benches extends Stage {
  /** @param {Parameters<Stage['open']>[0] & { scheme?: 'light' | 'dark' }} [how] */
  async bench({ scheme = 'light', ...how } = {}) {
    const visitor = await this.open({ size: WIDE, page: '/workbench.html', until: null, ...how });
    // The editor tells a pause from a slip of the finger by the clock, so it has to run.
    await visitor.page.clock.setSystemTime(NOW);
    await visitor.page.emulateMedia({ colorScheme: scheme });
    return new Analyst(visitor.page, visitor);
  }
}

/** Somebody at the workbench. */
export class Analyst {
  /** @param {Page} page @param {import('../form/form.mjs').Visitor} visitor */
  constructor(page, visitor) {
    this.page = page;
    this.visitor = visitor;
    // A command takes its time on a busy machine.
    page.setDefaultTimeout(30_000);
    this.editor = page.locator('[data-editor] .cm-content');
    this.state = page.locator('[data-state]');
    this.problems = page.locator('[data-problems] li');
    this.view = page.locator('.view:not([hidden])');
    this.notice = page.locator('[data-notice]');
  }

  /** Until the policy has been looked over. */
  async ready() {
    await this.page.locator('[data-state]', { hasText: /problems|error|warning/ }).waitFor();
    return this;
  }

  /** @param {string} name */
  tab(name) {
    return this.page.getByRole('tab', { name, exact: true });
  }

  /** Until the view shows this. @param {string} name @param {string | RegExp} words */
  async look(name, words) {
    await this.tab(name).click();
    await this.view.getByText(words).first().waitFor();
  }

  /** Opens files by the page's own button. @param {string[]} files */
  async choose(...files) {
    // The browser's own dialog for files can't be answered by a test; this one can.
    await this.page.evaluate(() => Reflect.deleteProperty(window, 'showOpenFilePicker') && Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open …' }).click();
    await (await chooser).setFiles(files);
  }

  /** Writes at the very beginning of what is in the editor. @param {string} text */
  async writeFirst(text) {
    await this.editor.focus();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.insertText(text);
  }

  /** @param {string} button @returns {Promise<Buffer>} what is downloaded */
  async download(button) {
    const coming = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: button }).click();
    return readFileSync(await (await coming).path());
  }

  close() {
    return this.page.context().close();
  }
}

