// The messages between the preview's page and the extension. All are plain data. Whatever is not customer data and stands
// in a sentence comes from the extension as text, in the person's language and with its numbers spelt.
import type { ColumnEdit } from '../model/columnEdit';
import type { ColumnProfile } from '../model/columnProfile';

/** Which rows the grid shows. */
export type View = 'rows' | 'bytes' | 'dropped' | 'differences';

/** Kinds of differences; `all` shows them one after the other. */
export type DifferenceFilter = 'all' | 'added' | 'removed' | 'changed';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A column of the mapping, hidden ones too. */
export interface ColumnState extends ColumnEdit {
  /** The path or the function that makes its values, as in a definition. */
  readonly origin: string;
  /** Sentences about this column: findings, values that are in no row. */
  readonly warnings: readonly string[];
}

/** One fact of the strip above the grid. Its place is kept while it is not known. */
export interface Fact {
  readonly text: string;
  /** The whole of what the text shortens or sums up, one fact a line. */
  readonly tooltip?: string;
  readonly mark?: 'ok' | 'warning' | 'error';
}

/** What the page shows around its rows: sent whole whenever something of it changes. */
export interface PreviewState {
  /** Goes up when rows that were sent before are no longer right. */
  readonly generation: number;
  readonly fileName: string;
  /** Destinations and formats. */
  readonly targets: readonly Choice[];
  readonly target: string;
  /** Whether the target is a destination, so that there is something to push to. */
  readonly hasDestination: boolean;
  readonly columns: readonly ColumnState[];
  /** Whether the format writes a header row. */
  readonly header: boolean;
  /** What the bytes view tints. Empty for JSON and where there is no quote. */
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote within a quoted value: the quote itself, or for example a backslash. */
  readonly escape: string;
  /** Rows of the export that can be shown: those known so far. */
  readonly rows: number;
  /** Records that are not in the export, known so far. */
  readonly dropped: number;
  /** Whether `rows` and `dropped` are final. */
  readonly complete: boolean;
  readonly facts: {
    /** Where the export goes at this moment. */
    readonly key: Fact;
    readonly rows: Fact;
    readonly dropped: Fact;
    readonly bytes: Fact;
    readonly sha256: Fact;
    readonly keyState: Fact;
    readonly findings: Fact;
  };
  /** Work under way, 0 to 100; `undefined` when it is done. */
  readonly work: { readonly text: string; readonly percent: number } | undefined;
  /** Whether work was cancelled and can be taken up again. */
  readonly paused: boolean;
  /** The mapping: whether it differs from the file's, and what can be undone and redone. */
  readonly edited: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What stands in the way of rows, or behind the rows that could be read. */
  readonly problem: Fact | undefined;
  /** What can be done about the problem, as a button says it: `mend` does it. */
  readonly problemAction: string | undefined;
  /** Whether the rows are of an earlier state, as the present one cannot be read. */
  readonly outdated: boolean;
  readonly comparison: ComparisonState | undefined;
}

export interface ComparisonState {
  /** With what: the object's name and when it was written. */
  readonly with: string;
  readonly counts: Readonly<Record<Exclude<DifferenceFilter, 'all'>, number>>;
  /** For example `12 added · 3 removed · 40 changed`. */
  readonly text: string;
}

/** A value on its way into a cell: as the export has it, before quoting. */
export interface GridCell {
  readonly kind: 'text' | 'number' | 'boolean' | 'json' | 'null';
  /** Of a long value the beginning: at most `longestText` UTF-16 code units. */
  readonly text: string;
  /** Length of the whole, where `text` is only its beginning. */
  readonly length?: number;
  /** In a difference: the value before. */
  readonly before?: GridCell;
}

/** Values that are longer are cut in the grid and asked for whole by `cell`. */
export const longestText = 2000;

export interface GridRow {
  /** From 1: of the row in the export; in `dropped`, of the record in the segment; in `differences`, as it is told. */
  readonly number: number;
  /** Where its record begins in the segment file. Undefined for a row that is in the object compared with only. */
  readonly line: number | undefined;
  /** Name of that file, when the segment has several. */
  readonly file?: string;
  readonly cells: readonly GridCell[];
  /** In `dropped`: why. */
  readonly reason?: string;
  /** In `differences`. */
  readonly change?: Exclude<DifferenceFilter, 'all'>;
  /** In `bytes`, instead of cells: the exact text of the row with its line end, cut as a cell is. */
  readonly bytes?: GridCell;
  /** In `bytes`: the text before the row where a file begins: byte-order mark and header. */
  readonly head?: string;
  /** In `bytes`: the name of the file that begins here, when the export has several. */
  readonly part?: string;
}

/** A part of a selection. Both ends are included; rows from 0, columns as they are shown. */
export interface Selection {
  readonly view: View;
  readonly filter: DifferenceFilter;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Undefined: whole rows. */
  readonly columns: { readonly first: number; readonly last: number } | undefined;
}

/** What the page asks for. `id` comes back with the answer. */
export type FromPage =
  | { readonly type: 'ready'; readonly remembered: Remembered | undefined }
  | {
      readonly type: 'rows';
      readonly id: number;
      readonly generation: number;
      readonly view: View;
      readonly filter: DifferenceFilter;
      /** From 0. */
      readonly from: number;
      readonly count: number;
    }
  /** The whole of a value that was cut: `column` as shown; in `bytes` the row's text. */
  | {
      readonly type: 'cell';
      readonly id: number;
      readonly generation: number;
      readonly view: View;
      readonly filter: DifferenceFilter;
      readonly row: number;
      readonly column: number;
    }
  | { readonly type: 'copy'; readonly as: 'bytes' | 'tsv'; readonly selection: Selection }
  | { readonly type: 'target'; readonly value: string }
  /** The whole mapping in its new order. */
  | { readonly type: 'columns'; readonly columns: readonly ColumnEdit[] }
  /** Shows where a row comes from; rows from 0. */
  | {
      readonly type: 'source';
      readonly view: View;
      readonly filter: DifferenceFilter;
      readonly row: number;
    }
  | {
      readonly type:
        | 'undo'
        | 'redo'
        | 'discard'
        | 'save'
        | 'push'
        | 'dryRun'
        | 'compare'
        | 'endComparison'
        | 'matchBy'
        | 'openAsText'
        | 'showFindings'
        | 'mend'
        | 'checkKey'
        | 'cancelWork'
        | 'resumeWork';
    };

/** What the extension tells the page. */
export type ToPage =
  | { readonly type: 'state'; readonly state: PreviewState }
  /** The key at this moment, and once a second after that. */
  | { readonly type: 'key'; readonly key: Fact }
  | { readonly type: 'profiles'; readonly generation: number; readonly profiles: readonly ColumnProfile[] }
  | { readonly type: 'rows'; readonly id: number; readonly rows: readonly GridRow[] }
  | { readonly type: 'cell'; readonly id: number; readonly cell: GridCell }
  /** A request that could not be answered: stale ones are told nothing more. */
  | { readonly type: 'failed'; readonly id: number; readonly problem: Fact }
  /** From a command: shows a view, or puts the cursor on a row. */
  | { readonly type: 'show'; readonly view: View; readonly row: number | undefined }
  /** From a command: opens the box that asks for a row. */
  | { readonly type: 'goToRow' };

/** What the page keeps with `setState`, so that a reload finds it again. Nothing of the segment's data is in it. */
export interface Remembered {
  readonly target: string;
  readonly view: View;
  readonly row: number;
  readonly edits: readonly ColumnEdit[] | undefined;
}
