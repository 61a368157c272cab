// The editor in front: its tab and its text.
import { type Locator, type Page } from 'playwright-core';
import { inLine, visibleLines } from './lines';

export class Editor {
  private readonly active: Locator;

  constructor(page: Page) {
    this.active = page.locator('.editor-group-container.active');
  }

  /** The tab of an open editor. */
  tab(label: string): Locator {
    return this.active.locator('.tab', { hasText: label });
  }

  /** The lines of text in sight. */
  lines(): Promise<string[]> {
    return visibleLines(this.active.locator('.editor-instance .view-lines').first());
  }

  /** Waits until the text in sight has this in one line. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.active
      .locator('.editor-instance .view-line', { hasText: inLine(text) })
      .first()
      .waitFor();
  }

  /** The id of the language that the text is in. */
  language(): Promise<string | null> {
    return this.active.locator('[data-mode-id]').first().getAttribute('data-mode-id');
  }

  /** Lets the mouse rest on a word of the text. The tooltip is then `Workbench.hover`. */
  async pointAt(text: string): Promise<void> {
    await this.active.locator('.view-line span span', { hasText: text }).last().hover();
  }

  /** Puts the cursor into the text. */
  async focus(): Promise<void> {
    await this.active.locator('.view-line').first().click();
  }

  /** Selects a word of the text, so that what is typed takes its place. */
  async selectWord(word: string): Promise<void> {
    await this.active
      .locator('.view-line span span', { hasText: inLine(word) })
      .last()
      .dblclick();
  }

  /** Presses an action in the editor's title. */
  async titleAction(action: string): Promise<void> {
    await this.active.locator(`.editor-actions .action-label[aria-label^="${action}"]`).click();
  }
}
