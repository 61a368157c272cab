// A row on one side of a comparison.

/** The text of a field or, in JSON, the value as JSON; null where the row has nothing there. */
export type Text = string | null;

export interface SideRow {
  /** Its number in its export, from 1. */
  readonly row: number;
  /** By the columns of the new export. */
  readonly texts: readonly Text[];
  /** Of a new row: where its record begins in the segment file, from 1. */
  readonly line?: number;
  /** Path of that file, when the segment has several. */
  readonly file?: string;
}

/** Fields as texts of so many columns. What is more than there are columns is the end of the last one. */
export function textsOf(fields: readonly string[], width: number, delimiter: string): readonly Text[] {
  if (fields.length === width) return fields;
  if (fields.length > width) return [...fields.slice(0, width - 1), fields.slice(width - 1).join(delimiter)];
  return [...fields, ...new Array<null>(width - fields.length).fill(null)];
}
