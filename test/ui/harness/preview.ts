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

  /** The first row in sight, once it has its values. */
  get anyRow(): Locator {
    return this.grid.locator('tbody tr:not(:has(.waiting))').first();
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

  /** A value's cell. @param column from 1, row number and line not counted */
  cell(row: number, column: number): Locator {
    return this.row(row)
      .locator('td')
      .nth(column - 1);
  }

  /** The cell at which the keyboard is. */
  get cursor(): Locator {
    return this.grid.locator('.cursor');
  }

  /** Number of the row that has the cursor, from 1. */
  async cursorRow(): Promise<number> {
    const row = this.grid.locator('tr', { has: this.page.locator('.cursor') });
    return Number(await row.getAttribute('aria-rowindex')) - 1;
  }

  /** Presses Tab until the focus is on this. @param key Shift+Tab goes back */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await this.window.keyboard.press(key);
      if ((await target.and(this.page.locator(':focus')).count()) > 0) return;
    }
    throw new Error('Not to be reached by Tab.');
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

  /** The text of the cell that is shown whole. */
  get wholeText(): Locator {
    return this.page.locator('dialog.cell-view .whole:visible');
  }

  /** Shows the panel of columns, or hides it. */
  async toggleColumns(): Promise<void> {
    await this.page.locator('button[aria-controls="columns"]').click();
  }

  /** A figure of the column at the cursor, for example `Null`. */
  figure(name: string): Locator {
    return this.page.locator(`.figures-list dt:text-is("${name}") + dd`);
  }

  /** The commonest values of the column at the cursor, with their figures. */
  async topValues(): Promise<string[]> {
    const items = await this.page.locator('.top li').all();
    const parts = items.map((item) => item.locator('.value, .top-count').allTextContents());
    return (await Promise.all(parts)).map((texts) => texts.join(' '));
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
