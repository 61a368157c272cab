// The side bar: an extension's tree views, and the explorer, which is one of VS Code's own.
import { type Locator, type Page } from 'playwright-core';
import { exactly } from './lines';
import { type Menu } from './menu';

/** What is used of an element of the page. */
interface Row {
  readonly textContent: string;
  getBoundingClientRect(): object;
}

export class SideBar {
  private readonly part: Locator;
  /** The rows of its trees. A row that is scrolled out of sight is not there. */
  readonly rows: Locator;

  constructor(
    private readonly page: Page,
    private readonly menu: Menu,
  ) {
    this.part = page.locator('.part.sidebar');
    this.rows = this.part.locator('.pane-body .monaco-list-row');
  }

  /** Shows a view container. @param name its name in the activity bar */
  async open(name: string): Promise<void> {
    const title = this.part.locator('.composite.title h2', { hasText: name });
    // A second click on the icon would hide the side bar.
    if (await title.isVisible()) return;
    await this.page.locator(`.activitybar .action-label[aria-label^="${name}"]`).click();
    await title.waitFor();
    await this.settled();
  }

  /** Waits until the rows stand still: a tree that fills shows other rows in the elements that it has. */
  async settled(): Promise<void> {
    let before: string | undefined;
    for (let now = await this.places(); now !== before; now = await this.places()) {
      before = now;
      await this.page.waitForTimeout(100);
    }
  }

  /** The first row with this label. */
  row(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.rows.filter({ has: name }).first();
  }

  /** The labels of all rows that are shown. */
  async labels(): Promise<string[]> {
    return this.rows.locator('.monaco-icon-label-container .label-name').allInnerTexts();
  }

  /** Opens a row that has children. The press may meet another one, as what a tree finds late moves its rows. */
  async expand(label: string): Promise<void> {
    const row = this.row(label);
    while ((await row.getAttribute('aria-expanded')) !== 'true') {
      await row.locator('.monaco-tl-twistie').click();
      await this.settled();
    }
  }

  /** Presses an action that shows in a row when the mouse is over it. */
  async inlineAction(label: string, action: string): Promise<void> {
    await this.row(label).hover();
    await this.row(label).locator(`.action-label[aria-label^="${action}"]`).click();
  }

  /** Presses an action in the title of a view. */
  async titleAction(action: string): Promise<void> {
    const bars = this.part.locator('.composite.title, .pane-header');
    // Some show only while the mouse is over the view.
    await this.part.hover();
    await bars.locator(`.action-label[aria-label^="${action}"]`).first().click();
  }

  /** Chooses an item of a row's context menu. @param items the submenus on the way to it, and the item */
  async contextMenu(label: string, ...items: readonly string[]): Promise<void> {
    await this.refreshUntilThere(label);
    await this.menu.choose(this.row(label), ...items);
  }

  /** The row with this label, once it has the focus of the keyboard. */
  focused(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.part.locator('.monaco-list:focus-within .monaco-list-row.focused').filter({ has: name });
  }

  /** Chooses an item of the context menu of the row that has the focus, by keys alone. */
  async chooseByKeys(item: string): Promise<void> {
    await this.menu.chooseByKeys(item);
  }

  /** Chooses an item of the menu of a row, which is selected by the mouse, by the keyboard. */
  async contextMenuByKeyboard(label: string, item: string): Promise<void> {
    await this.row(label).click();
    await this.focused(label).waitFor();
    await this.menu.chooseByKeys(item);
  }

  /** Drags a row on another one, of the same view or not. */
  async drag(label: string, on: string): Promise<void> {
    await this.settled();
    await this.row(label).dragTo(this.row(on));
  }

  /** Lets the mouse rest on a row. The tooltip is then `Workbench.hover`. */
  async pointAt(label: string): Promise<void> {
    await this.row(label).hover();
  }

  /** A link or button of the welcome view that an empty tree shows. */
  welcome(label: string): Locator {
    return this.part.locator('.welcome-view-content a', { hasText: exactly(label) });
  }

  /** A file that is made between the explorer's first look and the start of its watcher would never show by itself. */
  private async refreshUntilThere(label: string): Promise<void> {
    const explorer = this.part.locator('.composite.title h2', { hasText: 'Explorer' });
    for (let attempt = 0; attempt < 5 && (await explorer.isVisible()); attempt++) {
      const row = this.row(label).waitFor({ timeout: 5000 });
      if (
        await row.then(
          () => true,
          () => false,
        )
      )
        return;
      await this.titleAction('Refresh Explorer');
    }
  }

  /** What its rows say, and where they are. */
  private async places(): Promise<string> {
    const places = await this.rows.evaluateAll((rows) =>
      (rows as unknown as Row[]).map((row) => [row.textContent, row.getBoundingClientRect()]),
    );
    return JSON.stringify(places);
  }
}
