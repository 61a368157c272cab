// The output panel.
import { type Page } from 'playwright-core';
import { inLine } from './lines';

export class Output {
  constructor(private readonly page: Page) {}

  /** Waits until the lines in sight, the last ones, have this in one of them. */
  async waitForText(text: string | RegExp): Promise<void> {
    const lines = this.page.locator('.part.panel .view-line', { hasText: inLine(text) });
    await lines.first().waitFor();
  }
}
