// The editor in front: text, code lenses, or the web page of a custom editor.
import { type FrameLocator, type Locator, type Page } from 'playwright-core';
import { inLine, visibleLines } from './lines';

export class Editor {
  private readonly active: Locator;

  constructor(private readonly page: Page) {
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

  /** Lets the mouse rest on a word of the text. The tooltip is then `Workbench.hover`. */
  async pointAt(text: string): Promise<void> {
    await this.active.locator('.view-line span span', { hasText: text }).last().hover();
  }

  /** A command above a line of the text. */
  codeLens(title: string | RegExp): Locator {
    return this.active.locator('.codelens-decoration a', { hasText: title });
  }

  /** The page of a custom editor or web view. The first of a session takes some seconds to load. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}
