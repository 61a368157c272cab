// VS Code's window as a person uses it. Its parts are in files of their own.
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { Dialog } from './dialog';
import { Editor } from './editor';
import { inLine } from './lines';
import { Menu } from './menu';
import { Notifications } from './notifications';
import { Output } from './output';
import { Problems } from './problems';
import { QuickInput } from './quickInput';
import { SideBar } from './sideBar';

const root = join(__dirname, '..', '..', '..');

export class Workbench {
  readonly quickInput: QuickInput;
  readonly sideBar: SideBar;
  readonly editor: Editor;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly output: Output;
  readonly problems: Problems;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
    this.sideBar = new SideBar(page, new Menu(page));
    this.editor = new Editor(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.output = new Output(page);
    this.problems = new Problems(page);
  }

  /** Waits until the workbench is complete and knows its extensions. */
  async ready(): Promise<void> {
    for (const mark of ['code/LifecyclePhase/Eventually', 'code/didLoadExtensions'])
      await this.page.waitForFunction(`performance.getEntriesByName('${mark}').length > 0`);
  }

  /** Loads the window anew, by the command for it: some versions lose their state when the page alone is loaded. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.run('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Runs a command from the palette. @param title with its category, as the palette shows it */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.type(`>${title}`);
    await this.quickInput.pick(title);
  }

  /** The same where something may take the focus from the palette, which then closes: it is opened again. */
  async runInsistently(title: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.page.keyboard.press('F1');
        await this.quickInput.box.waitFor({ timeout: 5000 });
        await this.quickInput.box.fill(`>${title}`, { timeout: 5000 });
        await this.quickInput.focused(title).click({ timeout: 5000 });
        return;
      } catch (error) {
        if (attempt === 8) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** The same without the mouse. */
  async runByKeyboard(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.type(`>${title}`);
    await this.quickInput.focused(title).waitFor();
    await this.quickInput.accept();
  }

  /** Empties the clipboard, acts, and waits for what is copied then. */
  async copied(act: () => Promise<void>): Promise<string> {
    await this.page.evaluate(`navigator.clipboard.writeText('')`);
    await act();
    for (;;) {
      const text = await this.page.evaluate('navigator.clipboard.readText()');
      if (text !== '') return String(text);
      await this.page.waitForTimeout(20);
    }
  }

  /** Waits until the status bar says so. */
  async waitForStatus(text: string | RegExp): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: text }).first().waitFor();
  }

  /** Waits for a tooltip with this text, as another one may still be open. @returns the whole of it */
  async hover(text: string | RegExp): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: inLine(text) }).last();
    await hover.waitFor();
    return hover.innerText();
  }

  /** Saves a picture of the window. @returns its path, out/ui/NAME.png */
  async screenshot(name: string): Promise<string> {
    const path = join(root, 'out', 'ui', `${name.replace(/\W+/g, '-')}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
