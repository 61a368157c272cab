// Notification toasts: messages with buttons, and progress.
import { type Locator, type Page } from 'playwright-core';
import { exactly } from './lines';

export class Notifications {
  private readonly all: Locator;

  constructor(page: Page) {
    this.all = page.locator('.notification-toast');
  }

  /** Waits for a toast. @returns its whole message */
  async message(text: string | RegExp): Promise<string> {
    const toast = this.toast(text).first();
    await toast.waitFor();
    return toast.locator('.notification-list-item-message').innerText();
  }

  /** Waits for a toast and presses one of its buttons, for example `Cancel` of a progress. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text)
      .first()
      .locator('.monaco-button', { hasText: exactly(button) })
      .click();
  }

  /** Closes a toast, which may lie over what is to be pressed. */
  async close(text: string | RegExp): Promise<void> {
    await this.toast(text).first().hover();
    await this.toast(text).first().locator('.codicon-notifications-clear').click();
  }

  /** The toast with this in its message. */
  private toast(text: string | RegExp): Locator {
    const message = this.all.page().locator('.notification-list-item-message', { hasText: text });
    return this.all.filter({ has: message });
  }
}
