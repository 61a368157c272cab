// Ways to write rows in tests.
import { Encoder } from '../../../../src/export/encode';
import type { Cell } from '../../../../src/export/cells';
import { resolveFormat, type FormatSettings } from '../../../../src/model/format';

/** Rows without byte order mark and header. Their records begin at lines 1, 2, 3 … of the segment file. */
export function encode(rows: readonly (readonly Cell[])[], settings: FormatSettings = {}): string {
  const headers = (rows[0] ?? []).map((_, column) => `column ${column + 1}`);
  return written(new Encoder(resolveFormat(settings), headers), rows);
}

/** A whole file. */
export function encodeFile(
  headers: readonly string[],
  rows: readonly (readonly Cell[])[],
  settings: FormatSettings = {},
): string {
  const encoder = new Encoder(resolveFormat(settings), headers);
  return encoder.begin() + written(encoder, rows);
}

function written(encoder: Encoder, rows: readonly (readonly Cell[])[]): string {
  return encoder.rows(rows.map((cells, index) => ({ line: index + 1, cells }))) + encoder.end();
}
