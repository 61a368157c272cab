// Rows as CSV and TSV, by csv-stringify: a format's options in its words, and what it would get wrong put right.
import type { CastReturnObject } from 'csv-stringify';
import { stringify, type Options } from 'csv-stringify/sync';
import type { Format } from '../model/format';
import { NumberText } from '../segment/numberText';
import { harmFinder, refuseCorruption } from './corrupt';
import type { RowWriter } from './encode';
import { plainWriter, type TableWriter } from './plainRows';
import type { Cell, JsonText } from './cells';
import { cellChanger } from './texts';

export function csvWriter(format: Format, headers: readonly string[]): RowWriter {
  const width = headers.length;
  const write = plainWriter(format, width) ?? referenceWriter(format, width);
  const change = cellChanger(format);
  const check = refuseCorruption(format, headers);
  const changed = (cells: readonly Cell[]) => (change ? cells.map(change) : cells);
  return (rows) => {
    const table = rows.map(({ cells }) => changed(cells));
    if (check) rows.forEach((row, index) => check({ ...row, cells: table[index] ?? [] }));
    return write(table);
  };
}

/** Writes rows by csv-stringify: what a row is. @param width number of columns */
export function referenceWriter(format: Format, width: number): TableWriter {
  const options = csvOptions(format, width);
  return (table) => stringify([...table], options);
}

/** @param width number of columns */
function csvOptions(format: Format, width: number): Options {
  const { quoteMode, nullOutput, emptyOutput } = format;
  const quoting = format.quote !== '' && quoteMode !== 'none';
  const emptyQuotes = format.quote + format.quote;
  // `quoted` leaves empty values out; and an only column's would be a blank line, which most readers skip.
  const quotesEmpty =
    quoting &&
    (quoteMode === 'all' || width === 1 || (nullOutput === emptyQuotes && emptyOutput === emptyQuotes));
  return {
    delimiter: format.delimiter,
    record_delimiter: format.lineEnding,
    // With a line ending given, csv-stringify would leave values with the other line breaks unquoted.
    quote_record_delimiter: true,
    quote: quoting ? format.quote : '',
    // Without a quote there is nothing to escape, but csv-stringify would double an escape beside a delimiter.
    escape: quoting ? format.escape : '',
    quoted: quoteMode === 'all',
    quoted_string: quoteMode === 'strings',
    ...(quotesEmpty && { quoted_empty: true }),
    cast: {
      // Left to itself csv-stringify writes true as 1 and false as nothing.
      boolean: (value) => (value ? format.trueOutput : format.falseOutput),
      object: (value: unknown) => {
        if (value instanceof NumberText) return value.text;
        const { json } = value as JsonText;
        return quoteMode === 'strings' ? { value: json, quoted: true } : json;
      },
      ...(quoting ? quotingCasts(format, width, quotesEmpty) : plainCasts(format)),
    },
  };
}

type Casts = NonNullable<Options['cast']>;

function plainCasts({ nullOutput, emptyOutput }: Format): Casts {
  return {
    ...(nullOutput !== '' && nullCasts(nullOutput)),
    ...(emptyOutput && { string: (value) => (value === '' ? emptyOutput : value) }),
  };
}

/**
 * What stands for null and for the empty text where values are quoted. Only what csv-stringify would not write of itself
 * gets a cast, and one with options of its own only where it must: these cost a hundred times as much.
 */
function quotingCasts(format: Format, width: number, quotesEmpty: boolean): Casts {
  const { nullOutput, emptyOutput, quoteMode } = format;
  const emptyQuotes = format.quote + format.quote;
  const harmOf = harmFinder(format);
  // The text as it stands; if it would break its row, as a value that is quoted.
  const verbatim = (text: string, quotedByMode: boolean) => {
    const asItIs = { value: text, quote: '', escape: '' };
    if (text === emptyQuotes) return asItIs;
    return quotedByMode && harmOf(text) === undefined ? asItIs : text;
  };
  // In an only column nothing has to be quoted to be seen.
  const comesOfItself = (text: string, quoted: boolean) =>
    quoted ? text === emptyQuotes || (text === '' && width === 1) : text === '';
  const nullNeedsCast = !comesOfItself(nullOutput, quotesEmpty);
  const emptyNeedsCast =
    emptyOutput !== undefined && !comesOfItself(emptyOutput, quotesEmpty || quoteMode === 'strings');
  const empty = emptyNeedsCast ? verbatim(emptyOutput, quoteMode !== 'needed') : '';
  // A text that is the same as what stands for null or empty is quoted, so that the two can be told apart.
  const string = (value: string) => {
    if (value === '') return empty;
    return value === nullOutput || value === emptyOutput ? { value, quoted: true } : value;
  };
  return {
    ...(nullNeedsCast && nullCasts(verbatim(nullOutput, quoteMode === 'all'))),
    ...((nullOutput || emptyOutput !== undefined) && { string }),
  };
}

function nullCasts(written: string | CastReturnObject): Casts {
  return { null: () => written, undefined: () => written };
}
