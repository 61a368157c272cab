// The output panel.
import { type Locator, type Page } from 'playwright-core';
import { inLine, visibleLines } from './lines';
import { type QuickInput } from './quickInput';

export class Output {
  private readonly panel: Locator;

  constructor(
    page: Page,
    private readonly run: (command: string) => Promise<void>,
    private readonly quickInput: QuickInput,
  ) {
    this.panel = page.locator('.part.panel');
  }

  /** Shows a channel. @param name as the panel's own list names it */
  async open(name: string): Promise<void> {
    await this.run('Output: Show Output Channels...');
    await this.quickInput.pick(name);
    await this.panel.locator('.view-lines').first().waitFor();
  }

  /** The lines in sight: the last ones, as the panel follows its channel. */
  lines(): Promise<string[]> {
    return visibleLines(this.panel.locator('.view-lines').first());
  }

  async waitForText(text: string | RegExp): Promise<void> {
    await this.panel
      .locator('.view-line', { hasText: inLine(text) })
      .first()
      .waitFor();
  }
}
