// What a segment file is: JSON or delimited text, and which. Its beginning decides; its name helps where that leaves a
// choice; options go before both.
import type { SourceOptions } from '../model/sourceOptions';

/** How a text falls into records. */
export type Layout =
  /** One JSON object a line. */
  | { readonly kind: 'lines' }
  /** A JSON array, or objects of several lines. */
  | { readonly kind: 'objects' }
  | Delimited;

export interface Delimited {
  readonly kind: 'delimited';
  readonly delimiter: string;
  /** Whether the first row names the columns. */
  readonly header: boolean;
  /** Whether a carriage return alone ends a line, as on old Macs. Else `\n` and `\r\n` do, also mixed. */
  readonly loneCarriageReturns: boolean;
  /**
   * Where there is one column: the line of its first row, counted from 1. From there a blank line is a row whose value is
   * empty. Undefined: blank lines are no rows.
   */
  readonly blankRowsFrom: number | undefined;
}

/** How much of the text is looked at, in UTF-16 code units: always the same, so that the cuts of a stream do not matter. */
export const detectedLength = 65_536;

/**
 * Decides by the beginning of the text.
 * @param head the first `detectedLength` code units, or all there is
 * @param fileName only its extension counts
 */
export function detectLayout(head: string, fileName: string, options: SourceOptions = {}): Layout {
  const format =
    options.format ?? (asksForDelimited(options) ? 'csv' : contentFormat(head, extensionOf(fileName)));
  if (format === 'ndjson') return { kind: 'lines' };
  if (format === 'json') return { kind: 'objects' };
  const delimiter = options.delimiter ?? (format === 'tsv' ? '\t' : commonestDelimiter(head));
  const header = options.header ?? true;
  const loneCarriageReturns = /^\r(?!\n)/.test(withoutQuoted(head).slice(headerLine(head).length));
  const isOneColumn = head.trim() !== '' && !headerLine(head).includes(delimiter);
  const firstRow = header ? 1 + leadingBlankLines(head, loneCarriageReturns) : 1;
  return {
    ...{ kind: 'delimited', delimiter, header, loneCarriageReturns },
    blankRowsFrom: isOneColumn ? firstRow : undefined,
  };
}

function leadingBlankLines(head: string, loneCarriageReturns: boolean): number {
  const lineEnd = loneCarriageReturns ? /\r\n|\r|\n/y : /\r?\n/y;
  let count = 0;
  while (lineEnd.test(head)) count++;
  return count;
}

function asksForDelimited({ delimiter, header }: SourceOptions): boolean {
  return delimiter !== undefined || header !== undefined;
}

function extensionOf(fileName: string): string | undefined {
  return /\.([a-z]+)(\.gz)?$/i.exec(fileName)?.[1]?.toLowerCase();
}

type InputFormat = NonNullable<SourceOptions['format']>;

function contentFormat(head: string, extension: string | undefined): InputFormat {
  const text = head.trimStart();
  if (isJson(text, extension)) return jsonFormat(text, extension);
  // A file that is named TSV and has no tab in its first line is some other delimited text.
  return extension === 'tsv' && headerLine(head).includes('\t') ? 'tsv' : 'csv';
}

/** An object's first key is JSON under any name: delimited text has no quote inside a field. */
function isJson(text: string, extension: string | undefined): boolean {
  if (/^(\[\s*)?\{\s*"/.test(text)) return true;
  if (extension === 'csv' || extension === 'tsv') return false;
  return /^[[{]/.test(text) || extension === 'json' || isLineExtension(extension);
}

function isLineExtension(extension: string | undefined): boolean {
  return extension === 'ndjson' || extension === 'jsonl';
}

function jsonFormat(text: string, extension: string | undefined): InputFormat {
  const [firstLine = ''] = text.split('\n', 1);
  if (isObject(firstLine)) return 'ndjson';
  if (text.startsWith('[') || !isLineExtension(extension)) return 'json';
  return beginsSeveralLines(text, firstLine) ? 'json' : 'ndjson';
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** A line that ends inside an object. One that ends with a brace is a bad line rather, and is best told as that. */
function beginsSeveralLines(text: string, firstLine: string): boolean {
  return text.startsWith('{') && firstLine.length < text.length && !firstLine.trimEnd().endsWith('}');
}

const delimiters = [',', ';', '\t', '|'] as const;

/** In the first line, outside quotes; the first of the list when none occurs or several occur as often. */
function commonestDelimiter(head: string): string {
  const line = headerLine(head);
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** The first line that is not blank, without what is quoted in it: there a line break is no end. */
function headerLine(head: string): string {
  return withoutQuoted(head).split(/[\r\n]/, 1)[0] ?? '';
}

function withoutQuoted(head: string): string {
  return head.replace(/"[^"]*("|$)/g, '').replace(/^[\r\n]+/, '');
}
