// What the page asks about rows: windows, whole values, copies, and where a row comes from.
import { posix } from 'node:path';
import type { Uri } from 'vscode';
import { cellTeller } from '../../export/cellTexts';
import { bytesPieces, tableLine, tableLineEnd } from '../../export/copiedText';
import type { Row } from '../../export/encode';
import { rowTexts } from '../../export/rowTexts';
import { droppedRows, exportRows, type DroppedRow } from '../../export/windows';
import type { FromPage, GridCell, GridRow, Selection } from '../../webview/protocol';
import { pathOf } from '../filePath';
import { showPlace } from '../segmentFailure';
import { sourceFiles } from '../subject';
import type { Comparing } from './comparing';
import { copyRows } from './copying';
import { bytesRows, droppedGridRows, reasonText, tableRows } from './gridRows';
import type { LoadedExport } from './loadExport';
import type { PreviewWork } from './work';

type Asked<T extends FromPage['type']> = Extract<FromPage, { type: T }>;
type Where = Pick<Asked<'rows'>, 'view' | 'filter'>;

export class Answers {
  constructor(
    private readonly loaded: LoadedExport,
    private readonly work: PreviewWork,
    private readonly comparing: Comparing,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws what reading the rows throws, CorruptingValue */
  async rows({ view, filter, from, count }: Asked<'rows'>): Promise<readonly GridRow[]> {
    const { plan } = this.loaded.planned;
    switch (view) {
      case 'rows':
        return tableRows(plan, await this.written(from, count), from);
      case 'bytes':
        return bytesRows(plan, await this.written(from, count), from, this.total());
      case 'dropped':
        return droppedGridRows(plan, await this.dropped(from, count));
      case 'differences':
        return this.differences(filter, from, count);
    }
  }

  /** The whole of a value. */
  async cell({ view, filter, row, column }: Asked<'cell'>): Promise<GridCell | undefined> {
    const { plan } = this.loaded.planned;
    if (view === 'differences') return (await this.differences(filter, row, 1, true))[0]?.cells[column];
    const [found] = view === 'dropped' ? await this.dropped(row, 1) : await this.written(row, 1);
    if (!found) return undefined;
    if (view !== 'bytes') return cellTeller(plan.format)(found.cells[column]);
    return { kind: 'text', text: rowTexts(plan, [found], row, this.total())[0]?.text ?? '' };
  }

  /** @throws TooMuchToCopy, CorruptingValue, and what reading the rows throws */
  async copy({ as, selection }: Asked<'copy'>): Promise<void> {
    if (as === 'bytes' && selection.view !== 'differences') return this.copyBytes(selection);
    await copyRows(selection, tableLineEnd, (from, count) => this.table(selection, from, count));
  }

  /** Shows where a row comes from. */
  async source({ view, filter, row }: Asked<'source'>): Promise<void> {
    const found = await this.place({ view, filter }, row);
    const file = found && this.fileOf(found);
    if (found?.line !== undefined && file) await showPlace({ file, place: { line: found.line, column: 1 } });
  }

  private async copyBytes(selection: Selection): Promise<void> {
    const { view, columns } = selection;
    const isDropped = view === 'dropped';
    // The reason of a dropped record is no column of the export.
    const shift = isDropped ? 1 : 0;
    const { texts, between } = bytesPieces(this.loaded.planned.plan, {
      columns: columns && { first: Math.max(0, columns.first - shift), last: columns.last - shift },
      ...{ written: !isDropped, heads: view === 'bytes', total: this.total() },
    });
    await copyRows(selection, between, async (from, count) =>
      texts(await (isDropped ? this.dropped(from, count) : this.written(from, count)), from),
    );
  }

  private async table({ view, filter, columns }: Selection, from: number, count: number): Promise<string[]> {
    const texts = await this.texts(view, filter, from, count);
    const last = columns && columns.last + 1;
    return texts.map((row) => tableLine(columns ? row.slice(columns.first, last) : row));
  }

  private async texts(
    view: Where['view'],
    filter: Where['filter'],
    from: number,
    count: number,
  ): Promise<string[][]> {
    if (view === 'differences') {
      const rows = await this.differences(filter, from, count, true);
      return rows.map(({ cells }) => cells.map(({ text }) => text));
    }
    const tell = cellTeller(this.loaded.planned.plan.format);
    const textsOf = ({ cells }: Row): string[] => cells.map((cell) => tell(cell).text);
    if (view !== 'dropped') return (await this.written(from, count)).map(textsOf);
    return (await this.dropped(from, count)).map((row) => [reasonText(row.dropped), ...textsOf(row)]);
  }

  private async place({ view, filter }: Where, row: number): Promise<Pick<Row, 'line' | 'file'> | undefined> {
    if (view === 'dropped') return (await this.dropped(row, 1))[0];
    if (view === 'differences') return (await this.differences(filter, row, 1))[0];
    return (await this.written(row, 1))[0];
  }

  private fileOf({ file }: Pick<Row, 'file'>): Uri | undefined {
    const files = sourceFiles(this.loaded.subject);
    if (file === undefined) return files[0];
    return files.find((each) => pathOf(each) === file || posix.basename(each.path) === file);
  }

  private written(from: number, count: number): Promise<readonly Row[]> {
    return exportRows(this.work.window(), from, count, this.signal);
  }

  private dropped(from: number, count: number): Promise<readonly DroppedRow[]> {
    return droppedRows(this.work.window(), from, count, this.signal);
  }

  private async differences(
    filter: Where['filter'],
    from: number,
    count: number,
    whole = false,
  ): Promise<readonly GridRow[]> {
    return (await this.comparing.current?.rows(filter, from, count, whole)) ?? [];
  }

  private total(): number | undefined {
    return this.work.result?.totals.rowsWritten;
  }
}
