// What the page knows and shows at the moment; whoever draws a part of it is told of changes.
import type { ColumnProfile } from '../model/columnProfile';
import type { ColumnState, DifferenceFilter, FromPage, PreviewState, Selection, View } from './protocol';

/** A place in the grid. Row -1 is the header; column -1 is the source line. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface PageData {
  readonly state: PreviewState | undefined;
  readonly view: View;
  readonly filter: DifferenceFilter;
  readonly cursor: Place;
  /** Where the selection began; it ends at the cursor. */
  readonly anchor: Place;
  /** Whether the selection is of whole rows. */
  readonly wholeRows: boolean;
  readonly panel: boolean;
  /** Whether long rows of the bytes view wrap. */
  readonly wrap: boolean;
  readonly profiles: readonly ColumnProfile[];
}

const top: Place = { row: 0, column: 0 };

export class Page {
  data: PageData = {
    state: undefined,
    view: 'rows',
    filter: 'all',
    cursor: top,
    anchor: top,
    wholeRows: false,
    panel: false,
    wrap: false,
    profiles: [],
  };
  readonly #listeners: ((before: PageData) => void)[] = [];

  constructor(readonly send: (message: FromPage) => void) {}

  /** Calls back after each change. */
  onChange(listener: (before: PageData) => void): void {
    this.#listeners.push(listener);
  }

  change(values: Partial<PageData>): void {
    const before = this.data;
    this.data = { ...before, ...values };
    for (const listener of this.#listeners) listener(before);
  }

  /** Shows other rows, from their first one. */
  show(view: View, filter: DifferenceFilter = 'all'): void {
    if (view === this.data.view && filter === this.data.filter) return;
    const cursor = keepsRow(view, this.data.view) ? { row: this.data.cursor.row, column: 0 } : top;
    this.change({ view, filter, cursor, anchor: cursor, wholeRows: false });
  }

  /** How many rows the view has, as far as is known. */
  get rowCount(): number {
    const { state, view, filter } = this.data;
    if (!state) return 0;
    if (view === 'dropped') return state.dropped;
    if (view !== 'differences') return state.rows;
    if (!state.comparison) return 0;
    const { added, removed, changed } = state.comparison.counts;
    return filter === 'all' ? added + removed + changed : state.comparison.counts[filter];
  }

  /** The mapping's columns that are in the export. */
  get shownColumns(): readonly ColumnState[] {
    return this.data.state?.columns.filter(({ hidden }) => !hidden) ?? [];
  }

  /** The column of the mapping at the cursor. */
  get columnAtCursor(): ColumnState | undefined {
    const { view, cursor } = this.data;
    return view === 'bytes' ? undefined : this.shownColumns[cursor.column - this.firstValueColumn];
  }

  /** Where the mapping's columns begin in the grid: dropped records have their reason first. */
  get firstValueColumn(): number {
    return this.data.view === 'dropped' ? 1 : 0;
  }

  /** What is selected, for the extension. */
  get selection(): Selection {
    const { view, filter, cursor, anchor, wholeRows } = this.data;
    const rows = [Math.max(0, cursor.row), Math.max(0, anchor.row)];
    const columns = [Math.max(0, cursor.column), Math.max(0, anchor.column)];
    return {
      view,
      filter,
      firstRow: Math.min(...rows),
      lastRow: Math.max(...rows),
      columns:
        wholeRows || view === 'bytes'
          ? undefined
          : { first: Math.min(...columns), last: Math.max(...columns) },
    };
  }
}

/** The rows and the bytes views show the same rows. */
function keepsRow(view: View, before: View): boolean {
  return (view === 'rows' || view === 'bytes') && (before === 'rows' || before === 'bytes');
}
