// What an increment writes of an export: some of the records, each with what became of it, and rows of those that are gone.
import type { Cell } from './cells';

export interface Changes {
  /** Whether a record is written, by its number in the segment, from 0: also one that would be dropped from a full export. */
  has(record: number): boolean;
  /** The row of such a record, with what became of it where a column says so. */
  mark(record: number, cells: readonly Cell[]): readonly Cell[];
  /** The rows of what no record stands for any more, in the order of their keys. */
  gone(signal?: AbortSignal): AsyncIterable<readonly (readonly Cell[])[]>;
}
