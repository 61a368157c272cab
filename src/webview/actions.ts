// What can be done with the place at the cursor: the same for keys, menu and mouse.
import type { Page } from './page';

export class Actions {
  constructor(private readonly page: Page) {}

  copy(as: 'bytes' | 'tsv'): void {
    if (this.page.rowCount > 0) this.page.send({ type: 'copy', as, selection: this.page.selection });
  }

  copyRows(): void {
    if (this.page.rowCount === 0) return;
    this.page.send({ type: 'copy', as: 'bytes', selection: { ...this.page.selection, columns: undefined } });
  }

  goToSource(row = this.page.data.cursor.row): void {
    const { view, filter } = this.page.data;
    if (row >= 0 && row < this.page.rowCount) this.page.send({ type: 'source', view, filter, row });
  }
}
