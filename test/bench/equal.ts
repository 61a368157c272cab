// Whether two outputs say the same: byte for byte, or row for row where a program may write the same rows otherwise.
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { sha256 } from './data';

/** Two outputs of a job have other rows. */
export class DifferentOutput extends Error {}

export interface Dialect {
  readonly delimiter: string;
  readonly gzip: boolean;
  /** How the other output spells null. Default: as nothing. */
  readonly nullText: string | undefined;
}

/**
 * Says in which way an output is the same as ours.
 * @throws DifferentOutput with the first row that differs
 */
export async function equality(ours: string, other: string, dialect: Dialect): Promise<string> {
  if ((await hashOf(ours, false)) === (await hashOf(other, false))) return 'same bytes';
  if (dialect.gzip && (await hashOf(ours, true)) === (await hashOf(other, true)))
    return 'same bytes unzipped';
  await compareRows(ours, other, dialect);
  return dialect.nullText === undefined ? 'same rows' : `same rows, "${dialect.nullText}" for null`;
}

/** Of an output's bytes, or of those that it unpacks to. */
export function hashOf(path: string, gzip: boolean): Promise<string> {
  return sha256(contentOf(path, gzip));
}

function contentOf(path: string, gzip: boolean): Readable {
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  return gzip ? file.pipe(createGunzip()) : file;
}

async function compareRows(
  ours: string,
  other: string,
  { delimiter, gzip, nullText }: Dialect,
): Promise<void> {
  const [left, right] = [rowsOf(ours, delimiter, gzip), rowsOf(other, delimiter, gzip)];
  for (let row = 1; ; row++) {
    const [mine, theirs] = await Promise.all([left.next(), right.next()]);
    if (mine.done && theirs.done) return;
    const [expected, found] = [shown(mine), shown(theirs, nullText)];
    if (expected !== found) throw new DifferentOutput(`row ${row}\n  ours:  ${expected}\n  other: ${found}`);
  }
}

function rowsOf(path: string, delimiter: string, gzip: boolean): AsyncIterator<string[]> {
  const rows = contentOf(path, gzip).pipe(parse({ delimiter, relax_column_count: true }));
  return (rows as AsyncIterable<string[]>)[Symbol.asyncIterator]();
}

function shown({ done, value }: IteratorResult<string[], unknown>, nullText?: string): string {
  if (done) return 'none';
  return JSON.stringify(value.map((field) => (field === nullText ? '' : field)));
}
