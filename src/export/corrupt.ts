// Values that would break their row because the format quotes nothing. They are refused when they come, not before: most
// exports have none.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { Format } from '../model/format';
import { inFile } from '../segment/failures';
import type { Row } from './encode';
import type { Cell } from './cells';
import { cellChanger } from './texts';

/** Why a text cannot stand unquoted. */
export type Harm = 'delimiter' | 'lineBreak' | 'quote' | 'blankLine';

/** A reader of the export would see other rows or columns. Header and value are told in the excerpt only. */
export class CorruptingValue extends Failure {
  constructor(
    /** Where the record begins in the segment file. Undefined when it is a header that cannot be written. */
    readonly line: number | undefined,
    readonly header: string,
    readonly harm: Harm,
    text: string,
  ) {
    super(
      'corrupting-value',
      {
        what:
          line === undefined
            ? l10n.t('A header cannot be written in this format.')
            : l10n.t('A value of the record at line {0} cannot be written in this format.', line),
        why: reason(harm),
        next: l10n.t(
          'Give the destination\'s format a "quote", another "delimiter", or "corrupt": "allow" to write it as it is.',
        ),
      },
      { excerpt: line === undefined ? header : `${header}: ${text.slice(0, 60)}` },
    );
  }
}

function reason(harm: Harm): string {
  switch (harm) {
    case 'delimiter':
      return l10n.t(
        'It holds the delimiter, and the format quotes nothing: readers would see another column.',
      );
    case 'lineBreak':
      return l10n.t('It holds a line break, and the format quotes nothing: readers would see another row.');
    case 'quote':
      return l10n.t('It holds a quote, and the format quotes nothing: readers would misread it.');
    case 'blankLine':
      return l10n.t(
        'It is empty in an only column, and the format quotes nothing: readers skip blank lines.',
      );
  }
}

/** Tells why a text must be quoted in a format, or nothing when it need not be. */
export function harmFinder({ delimiter, quote }: Format): (text: string) => Harm | undefined {
  return (text) => {
    // The end of a text and the delimiter may make a delimiter together: `a:` and `::`.
    if ((text + delimiter).indexOf(delimiter) < text.length) return 'delimiter';
    if (/[\r\n]/.test(text)) return 'lineBreak';
    return quote !== '' && text.includes(quote) ? 'quote' : undefined;
  };
}

/** The check that a format wants of every row, or nothing when its quotes keep the values whole or it does not care. */
export function refuseCorruption(
  format: Format,
  headers: readonly string[],
): ((row: Row) => void) | undefined {
  const harmOf = format.corrupt === 'refuse' ? harmInRow(format) : undefined;
  if (!harmOf) return undefined;
  return ({ line, file, cells }) => {
    cells.forEach((cell, column) => {
      const harm = harmOf(cell, cells.length);
      if (!harm) return;
      const failure = new CorruptingValue(line, headers[column] ?? '', harm, unquotedText(cell, format));
      throw inFile(file, failure);
    });
  };
}

/** Counts the values that break their row in a format that allows it; nothing for formats that do not. */
export function corruptionCounter(format: Format): ((cells: readonly Cell[]) => number) | undefined {
  const harmOf = format.corrupt === 'allow' ? harmInRow(format) : undefined;
  const change = cellChanger(format);
  return (
    harmOf && ((cells) => cells.filter((cell) => harmOf(change ? change(cell) : cell, cells.length)).length)
  );
}

/** Why a value cannot stand in its row, in a format that quotes nothing; nothing for a format that quotes. */
export function harmInRow(format: Format): ((cell: Cell, width: number) => Harm | undefined) | undefined {
  if (format.type === 'json' || (format.quote !== '' && format.quoteMode !== 'none')) return undefined;
  const harmOf = harmFinder(format);
  const emptyQuoted = format.quote === '' ? undefined : format.quote + format.quote;
  return (cell, width) => {
    const text = unquotedText(cell, format);
    if (isNothing(cell) && text === emptyQuoted) return undefined;
    return text === '' && width === 1 ? 'blankLine' : harmOf(text);
  };
}

/** Null, missing or empty: what stands for it may be two quotes, which readers take for an empty value. */
function isNothing(cell: Cell): boolean {
  return cell === null || cell === undefined || cell === '';
}

/** What stands in the row for a value when nothing is quoted. */
function unquotedText(cell: Cell, { nullOutput, emptyOutput, trueOutput, falseOutput }: Format): string {
  if (cell === null || cell === undefined) return nullOutput;
  if (cell === '') return emptyOutput ?? '';
  if (typeof cell === 'boolean') return cell ? trueOutput : falseOutput;
  return typeof cell === 'object' && 'json' in cell ? cell.json : String(cell);
}
