// The preview's page as a person uses it: its grid, its toolbar and its strip.
import { type FrameLocator, type Locator, type Page } from 'playwright-core';

export class Preview {
  readonly page: FrameLocator;
  readonly grid: Locator;

  constructor(private readonly window: Page) {
    this.page = window.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    this.grid = this.page.getByRole('grid');
  }

  /** The row of the export with this number, from 1, once it is in sight with its values. */
  row(number: number): Locator {
    return this.grid.locator(`tr[aria-rowindex="${number + 1}"]:not(:has(.waiting))`);
  }

  /** The texts of a row's cells in sight, as they are shown: row number, line, values. */
  async texts(number: number): Promise<string[]> {
    await this.row(number).waitFor();
    return this.row(number).locator('th, td').allInnerTexts();
  }

  /** The same without the marks of what cannot be seen: the values as they are, without line breaks. */
  async values(number: number): Promise<string[]> {
    await this.row(number).waitFor();
    return this.row(number).locator('th, td').allTextContents();
  }

  /** Waits until so many rows can be shown. */
  async waitForRows(count: number): Promise<void> {
    const text = `${count.toLocaleString('en')} rows`;
    await this.fact('rows').filter({ hasText: text }).waitFor({ timeout: 120_000 });
  }

  /** Waits until the page shows a file. */
  async waitForFile(name: string): Promise<void> {
    await this.page.locator('.toolbar', { hasText: name }).waitFor();
  }

  header(name: string): Locator {
    return this.grid.locator('thead th', { hasText: name }).first();
  }

  /** Waits until one of the strip's facts says so. @param name for example `rows` */
  async waitForFact(name: string, text: string | RegExp): Promise<void> {
    await this.fact(name).filter({ hasText: text }).waitFor();
  }

  /** One of the strip's facts. */
  fact(name: string): Locator {
    return this.page.locator(`.fact.${name}`);
  }

  problem(text: RegExp): Locator {
    return this.page.locator('.fact.problem', { hasText: text });
  }

  /** Presses a button by its name. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  /** Chooses a destination or a format. */
  async choose(label: string): Promise<void> {
    await this.page.locator('select.target').selectOption({ label });
  }

  /** Chooses a view: Table, Bytes, Dropped. */
  async show(view: string | RegExp): Promise<void> {
    await this.page.locator('label.choice', { hasText: view }).click();
  }

  /** Goes to a row by its number, from 1, as a person does: by the keyboard. */
  async goTo(row: number): Promise<void> {
    await this.window.keyboard.press('Control+G');
    const box = this.page.locator('dialog.go-to-row[open] input');
    await box.fill(String(row));
    await box.press('Enter');
    await this.row(row).waitFor();
  }
}
