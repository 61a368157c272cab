// The quick input: palette, quick picks, input boxes, the steps of a wizard, and the simple file dialog.
import { type Locator, type Page } from 'playwright-core';
import { exactly } from './lines';

export class QuickInput {
  private readonly widget: Locator;
  private readonly rows: Locator;
  /** The text box. */
  readonly box: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
    this.box = this.widget.locator('input.input');
    this.rows = this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits for the step with this title; to be done before typing, as the step before may still be open. */
  async step(title: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-title', { hasText: title }).waitFor();
  }

  /** Waits for one page of a wizard: several have the same step number. */
  async placeholder(beginning: string): Promise<void> {
    await this.widget.locator(`input.input[placeholder^="${beginning}"]`).waitFor();
  }

  /** Replaces the text in the box. */
  async type(text: string): Promise<void> {
    await this.box.fill(text);
  }

  /** Waits until this, and nothing else, stands in the box. */
  async waitForValue(text: string): Promise<void> {
    while ((await this.box.inputValue()) !== text) await this.page.waitForTimeout(20);
  }

  /** Presses Enter: accepts the text, or the item in focus. */
  async accept(): Promise<void> {
    await this.box.press('Enter');
  }

  /** Presses Escape and waits until it is closed. */
  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Waits for a step, types the answer and accepts it. */
  async answer(title: string | RegExp, text: string): Promise<void> {
    await this.step(title);
    await this.type(text);
    await this.accept();
  }

  /** Waits for a step and picks one of its items. */
  async choose(title: string | RegExp, label: string): Promise<void> {
    await this.step(title);
    await this.pick(label);
  }

  /** Clicks the first item with exactly this label. */
  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Waits for a message below the box. */
  async waitForMessage(text: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-message', { hasText: text }).waitFor();
  }

  /** Whether the box hides what is typed. */
  async isPassword(): Promise<boolean> {
    return (await this.box.getAttribute('type')) === 'password';
  }

  /** The first item with exactly this label, once Enter would take it. */
  focused(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.widget.locator('.quick-input-list .monaco-list-row.focused').filter({ has: name });
  }

  private row(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.rows.filter({ has: name }).first();
  }
}
