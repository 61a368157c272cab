// Which columns the grid has in each view, and which headers its rows have.
import * as l10n from '@vscode/l10n';
import { cellContent } from './cellContent';
import { bytesContent } from './bytesContent';
import { mark } from './marks';
import { count } from './numbers';
import type { Page } from './page';
import type { ColumnState, GridCell, GridRow } from './protocol';

/** A column of values. */
export interface GridColumn {
  /** Stays the same whatever is edited: its width is kept by it. */
  readonly id: string;
  readonly header: string;
  /** Of the mapping. */
  readonly column?: ColumnState;
  /** The number the extension knows it by; undefined for what is no value. */
  readonly index: number | undefined;
  /** The value, as far as there is one. */
  cell(row: GridRow): GridCell | undefined;
  content(row: GridRow): Node[];
}

export const bytesColumnId = ' bytes';

/** A column of row headers. */
export interface RowHeader {
  readonly id: 'row' | 'line' | 'file' | 'change';
  readonly header: string;
  content(row: GridRow): Node[];
}

/** The columns of the page's view. */
export function gridColumns(page: Page): GridColumn[] {
  if (page.data.view === 'bytes') return [bytesColumn(page)];
  const values = page.shownColumns.map((column, index) => valueColumn(column, index));
  return page.data.view === 'dropped' ? [reasonColumn(), ...values] : values;
}

function valueColumn(column: ColumnState, index: number): GridColumn {
  return {
    id: column.id,
    header: column.header,
    column,
    index,
    cell: (row) => row.cells[index],
    content: (row) => {
      const cell = row.cells[index];
      return cell ? cellContent(cell) : [];
    },
  };
}

function bytesColumn(page: Page): GridColumn {
  return {
    id: bytesColumnId,
    header: l10n.t('Exact text'),
    index: 0,
    cell: (row) => row.bytes,
    content: (row) => (page.data.state ? bytesContent(row, page.data.state) : []),
  };
}

function reasonColumn(): GridColumn {
  const cell = (row: GridRow): GridCell => ({ kind: 'text', text: row.reason ?? '' });
  return {
    id: ' reason',
    header: l10n.t('Reason'),
    index: undefined,
    cell,
    content: (row) => [document.createTextNode(row.reason ?? '')],
  };
}

/** The row headers of the page's view. `files`: whether rows come from several files. */
export function rowHeaders(page: Page, files: boolean): RowHeader[] {
  const headers: RowHeader[] = [
    {
      id: 'row',
      header: page.data.view === 'dropped' ? l10n.t('Record') : l10n.t('Row'),
      content: (row) => [document.createTextNode(count(row.number))],
    },
  ];
  if (page.data.view === 'differences')
    headers.push({ id: 'change', header: l10n.t('Change'), content: (row) => changeContent(row) });
  if (files)
    headers.push({
      id: 'file',
      header: l10n.t('File'),
      content: (row) => [document.createTextNode(row.file ?? '')],
    });
  headers.push({
    id: 'line',
    header: l10n.t('Line'),
    content: (row) => [document.createTextNode(row.line === undefined ? '' : count(row.line))],
  });
  return headers;
}

function changeContent({ change }: GridRow): Node[] {
  if (change === 'added') return [mark('+', l10n.t('added'), 'added')];
  if (change === 'removed') return [mark('−', l10n.t('removed'), 'removed')];
  return change === 'changed' ? [mark('~', l10n.t('changed'), 'changed')] : [];
}
