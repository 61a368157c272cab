// The Problems panel.
import { type Locator, type Page } from 'playwright-core';

export class Problems {
  private readonly rows: Locator;

  constructor(page: Page) {
    this.rows = page.locator('.markers-panel .monaco-list-row');
  }

  /** The problem with this in its message. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** Goes to the place of a problem. */
  async open(text: string | RegExp): Promise<void> {
    await this.row(text).dblclick();
  }
}
