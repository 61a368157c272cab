// A line about a place in a file as compilers write it, so that editors and terminals find it.
import type { Severity } from '../model/finding';
import { harmless } from './terminal';

/** Counted from 1, columns in UTF-16 code units as editors do. */
interface Place {
  readonly line: number;
  readonly column?: number | undefined;
}

/** `FILE:LINE:COLUMN: severity: text` */
export function placeLine(file: string, { line, column }: Place, severity: Severity, text: string): string {
  const place = [file, line, ...(column === undefined ? [] : [column])].join(':');
  return harmless(`${place}: ${severity}: ${text}`);
}
