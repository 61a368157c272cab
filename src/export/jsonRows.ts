// Rows as JSON, one object a line (NDJSON). Null stays null, a missing value has no key, arrays stay arrays.
import type { Format } from '../model/format';
import { NumberText } from '../segment/numberText';
import type { Row, RowWriter } from './encode';
import type { Cell } from './cells';

export function jsonWriter({ lineEnding }: Format, headers: readonly string[]): RowWriter {
  const keys = headers.map((header) => `${JSON.stringify(header)}:`);
  const line = ({ cells }: Row) => {
    const fields = keys.flatMap((key, column) => {
      const cell = cells[column];
      return cell === undefined ? [] : [key + jsonText(cell)];
    });
    return `{${fields.join(',')}}${lineEnding}`;
  };
  return (rows) => rows.map(line).join('');
}

function jsonText(cell: Exclude<Cell, undefined>): string {
  if (cell instanceof NumberText) return cell.text;
  return typeof cell === 'object' && cell !== null ? cell.json : JSON.stringify(cell);
}
