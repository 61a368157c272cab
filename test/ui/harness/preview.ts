// The preview's page as a person uses it: its grid, its toolbar and its strip.
import { type FrameLocator, type Locator, type Page } from 'playwright-core';

export class Preview {
  readonly page: FrameLocator;
  readonly grid: Locator;

  constructor(window: Page) {
    this.page = window.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    this.grid = this.page.getByRole('grid');
  }

  /** The row of the export with this number, from 1, once it is in sight with its values. */
  row(number: number): Locator {
    return this.grid.locator(`tr[aria-rowindex="${number + 1}"]:not(:has(.waiting))`);
  }

  /** The texts of a row's cells in sight, as they are shown: row number, line, values. */
  async texts(number: number): Promise<string[]> {
    return this.row(number).locator('th, td').allInnerTexts();
  }

  /** One of the strip's facts, for example `rows`. */
  fact(name: string): Locator {
    return this.page.locator(`.fact.${name}`);
  }

  /** Presses a button by its name. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }
}
