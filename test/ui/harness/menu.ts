// A context menu.
import { type Locator, type Page } from 'playwright-core';
import { exactly } from './lines';

export class Menu {
  private readonly items: Locator;

  constructor(private readonly page: Page) {
    this.items = page.locator('.monaco-menu .action-item .action-label:visible');
  }

  /** Opens the menu on something and chooses an item. @param labels of the submenus on the way to it, and its own */
  async choose(on: Locator, ...labels: readonly string[]): Promise<void> {
    await on.click({ button: 'right' });
    for (const label of labels) {
      // Not by a click, which a menu ignores in its first 100 ms: it could be the end of the click that opened it.
      await this.items.filter({ hasText: exactly(label) }).hover();
      // Opens a submenu, or chooses.
      await this.page.keyboard.press('Enter');
    }
    await this.items.first().waitFor({ state: 'hidden' });
  }

  /** The same without the mouse, on whatever has the focus. */
  async chooseByKeys(label: string): Promise<void> {
    await this.page.keyboard.press('Shift+F10');
    await this.items.first().waitFor();
    const focused = this.page.locator('.monaco-menu .action-item.focused .action-label').first();
    // It begins anew after the last item.
    do await this.page.keyboard.press('ArrowDown');
    while (!exactly(label).test((await focused.textContent()) ?? ''));
    await this.page.keyboard.press('Enter');
    await this.items.first().waitFor({ state: 'hidden' });
  }
}
