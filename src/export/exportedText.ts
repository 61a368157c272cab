// The text of a value as the export has it, before quoting: what column profiles and findings look at.
import type { Format } from '../model/format';
import type { Cell } from './cells';
import { cellChanger } from './texts';

/** Nothing for null and missing. JSON keeps values as they are, whatever else the format says. */
export function exportedText(format: Format): (cell: Cell) => string | undefined {
  const { trueOutput, falseOutput } =
    format.type === 'json' ? { trueOutput: 'true', falseOutput: 'false' } : format;
  const change = format.type === 'json' ? undefined : cellChanger(format);
  return (cell) => {
    if (cell === null || cell === undefined) return undefined;
    if (typeof cell === 'boolean') return cell ? trueOutput : falseOutput;
    return String(change ? change(cell) : cell);
  };
}
