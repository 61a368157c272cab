// What a place of the grid says of itself when its element cannot: the same element may show another row now.
import * as l10n from '@vscode/l10n';
import type { Announcer } from './announcer';
import { spokenCell } from './cellContent';
import type { Grid } from './grid';
import { count } from './numbers';
import type { Page, Place } from './page';

export class Spoken {
  constructor(
    private readonly page: Page,
    private readonly grid: Grid,
    private readonly announcer: Announcer,
  ) {}

  tell({ row, column }: Place): void {
    const shown = this.grid.row(row);
    const part = this.grid.columns[column];
    if (!shown || !part || row >= this.page.rowCount) return;
    const cell = part.cell(shown);
    const value = cell ? spokenCell(cell) : '';
    this.announcer.say(l10n.t('{0}, {1}, row {2}', value, part.header, count(shown.number)));
  }
}
