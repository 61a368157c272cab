// RFC 4180 as it stands, for the formats that want nothing else: most values need no quotes and stand in their row as they
// are, the others are quoted with quotes doubled. Asking csv-stringify about each value takes longer than reading the
// segment; it stays the definition, and a test holds these bytes to those that it writes.
import type { Format } from '../model/format';
import type { Cell } from './cells';

/** Writes the cells of some rows, each row with its line ending. */
export type TableWriter = (table: readonly (readonly Cell[])[]) => string;

/**
 * Writes rows by RFC 4180; nothing for a format that is more than its delimiter, its quote and its line ending.
 * @param width number of columns. An only column may have to be quoted to be seen
 */
export function plainWriter(format: Format, width: number): TableWriter | undefined {
  const { delimiter, quote, lineEnding } = format;
  if (!isPlain(format) || width < 2) return undefined;
  const special = new RegExp(`[${[delimiter, quote, '\r', '\n'].map(inClass).join('')}]`);
  const doubled = quote + quote;
  const write = (text: string) =>
    special.test(text) ? quote + text.split(quote).join(doubled) + quote : text;
  return (table) => {
    let text = '';
    for (const cells of table) {
      let between = '';
      for (const cell of cells) {
        text += between;
        between = delimiter;
        if (cell !== null && cell !== undefined)
          text += write(typeof cell === 'string' ? cell : String(cell));
      }
      text += lineEnding;
    }
    return text;
  };
}

function isPlain(format: Format): boolean {
  const { delimiter, quote, escape, quoteMode, nullOutput, emptyOutput, trueOutput, falseOutput } = format;
  const quotesAsNeeded = quoteMode === 'needed' && quote !== '' && escape === quote;
  const nothingForNothing = nullOutput === '' && emptyOutput === undefined;
  const booleansAsTheyAre = trueOutput === 'true' && falseOutput === 'false';
  return quotesAsNeeded && nothingForNothing && booleansAsTheyAre && delimiter.length === 1;
}

function inClass(character: string): string {
  return character.replace(/[\\\]^-]/, '\\$&');
}
