// What the page asks about rows: windows, whole values, copies, and where a row comes from.
import { Uri } from 'vscode';
import { cellTeller } from '../../export/cellTexts';
import type { Row } from '../../export/encode';
import { rowTexts } from '../../export/rowTexts';
import { droppedRows, exportRows } from '../../export/windows';
import type { FromPage, GridCell, GridRow } from '../../webview/protocol';
import { showPlace } from '../segmentFailure';
import { sourceFiles } from '../subject';
import { copySelection } from './copying';
import { bytesRows, droppedGridRows, tableRows } from './gridRows';
import type { LoadedExport } from './loadExport';
import type { PreviewWork } from './work';

type Asked<T extends FromPage['type']> = Extract<FromPage, { type: T }>;
type Where = Pick<Asked<'rows'>, 'view' | 'filter'>;

export class Answers {
  constructor(
    private readonly loaded: LoadedExport,
    private readonly work: PreviewWork,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws what reading the rows throws, CorruptingValue */
  async rows({ view, from, count }: Asked<'rows'>): Promise<readonly GridRow[]> {
    const { plan } = this.loaded.planned;
    switch (view) {
      case 'rows':
        return tableRows(plan, await this.exportRows(from, count), from);
      case 'bytes':
        return bytesRows(plan, await this.exportRows(from, count), from, this.total());
      case 'dropped':
        return droppedGridRows(plan, await droppedRows(this.work.window(), from, count, this.signal));
      case 'differences':
        return [];
    }
  }

  /** The whole of a value. */
  async cell({ view, filter, row, column }: Asked<'cell'>): Promise<GridCell | undefined> {
    const { plan } = this.loaded.planned;
    const found = await this.row({ view, filter }, row);
    if (!found) return undefined;
    if (view === 'bytes')
      return { kind: 'text', text: rowTexts(plan, [found], row, this.total())[0]?.text ?? '' };
    return cellTeller(plan.format)(found.cells[column]);
  }

  /** @throws TooMuchToCopy, CorruptingValue, and what reading the rows throws */
  async copy(request: Asked<'copy'>): Promise<void> {
    const { view } = request.selection;
    await copySelection(request, {
      plan: this.loaded.planned.plan,
      total: this.total(),
      rows: (from, count) =>
        view === 'dropped'
          ? droppedRows(this.work.window(), from, count, this.signal)
          : this.exportRows(from, count),
    });
  }

  /** Shows where a row comes from. */
  async source({ view, filter, row }: Asked<'source'>): Promise<void> {
    const found = await this.row({ view, filter }, row);
    const file = found?.file === undefined ? sourceFiles(this.loaded.subject)[0] : Uri.file(found.file);
    if (found?.line !== undefined && file) await showPlace({ file, place: { line: found.line, column: 1 } });
  }

  private async row({ view }: Where, row: number): Promise<Row | undefined> {
    const [found] =
      view === 'dropped'
        ? await droppedRows(this.work.window(), row, 1, this.signal)
        : await this.exportRows(row, 1);
    return found;
  }

  private exportRows(from: number, count: number): Promise<readonly Row[]> {
    return exportRows(this.work.window(), from, count, this.signal);
  }

  private total(): number | undefined {
    return this.work.result?.totals.rowsWritten;
  }
}
