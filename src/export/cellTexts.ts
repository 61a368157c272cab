// A cell as the export will have it, for people to look at: what the format makes of the value, before quoting.
import type { Format } from '../model/format';
import { JsonText, type Cell } from './cells';
import { exportedText } from './exportedText';

export interface CellText {
  readonly kind: 'text' | 'number' | 'boolean' | 'json' | 'null';
  /** Empty where there is no value, whatever the format writes for it. */
  readonly text: string;
}

/** @returns what tells of the cells of a format */
export function cellTeller(format: Format): (cell: Cell) => CellText {
  const textOf = exportedText(format);
  return (cell) => ({ kind: kindOf(cell), text: textOf(cell) ?? '' });
}

function kindOf(cell: Cell): CellText['kind'] {
  if (cell === null || cell === undefined) return 'null';
  if (typeof cell === 'string') return 'text';
  if (typeof cell === 'boolean') return 'boolean';
  if (cell instanceof JsonText) return 'json';
  return 'number';
}
