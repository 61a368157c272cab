// A modal dialog.
import { type Locator, type Page } from 'playwright-core';
import { exactly } from './lines';

export class Dialog {
  private readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for a dialog. @returns its message and its detail */
  async text(): Promise<{ message: string; detail: string }> {
    await this.box.waitFor();
    const parts = (name: string): Promise<string[]> =>
      this.box.locator(`.dialog-message-${name}`).allInnerTexts();
    const [message, detail] = [await parts('text'), await parts('detail')];
    return { message: message.join('\n'), detail: detail.join('\n') };
  }

  /** Presses a button and waits until the dialog has gone. */
  async press(button: string): Promise<void> {
    await this.box.locator('.monaco-button', { hasText: exactly(button) }).click();
    await this.box.waitFor({ state: 'hidden' });
  }
}
