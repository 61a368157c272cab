// Segment files of any size whose records have all the same length, so that an independent reader finds each by its number:
// a CSV with quotes, doubled quotes and line breaks in every row, and NDJSON.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

export interface HugeFile {
  readonly path: string;
  readonly rows: number;
  /** The values of a row, from 1, read from the file at its place, by nothing of the extension's. */
  values(row: number): string[];
  close(): void;
}

const filler =
  'Lörem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. ';

/** Columns `id`, `name`, `note`; the note has a comma, a line break and a quote. */
export function hugeCsv(path: string, bytes: number): HugeFile {
  const header = 'id,name,note\n';
  const record = (row: number): string =>
    `${digits(row)},"Vonnegut, Kurt ${digits(row % 9973)}","line 1 of ${digits(row)}\nsaid ""hi"" ${filler}"\n`;
  return huge(path, bytes, header, record, (text) => {
    const [, id = '', name = '', note = ''] = /^(\d+),"((?:[^"]|"")*)","((?:[^"]|"")*)"\n$/.exec(text) ?? [];
    return [id, name, note].map((value) => value.replaceAll('""', '"'));
  });
}

/** Columns `id`, `person.name`, `note`. */
export function hugeNdjson(path: string, bytes: number): HugeFile {
  const record = (row: number): string =>
    `{"id":"${digits(row)}","person":{"name":"Kurt \\"${digits(row % 9973)}\\""},"note":"${filler}${filler}"}\n`;
  return huge(path, bytes, '', record, (text) => {
    const { id, person, note } = JSON.parse(text) as { id: string; person: { name: string }; note: string };
    return [id, person.name, note];
  });
}

function digits(number: number): string {
  return String(number).padStart(9, '0');
}

const rowsAtOnce = 20_000;

function huge(
  path: string,
  bytes: number,
  header: string,
  record: (row: number) => string,
  read: (text: string) => string[],
): HugeFile {
  const length = Buffer.byteLength(record(1));
  const rows = Math.ceil(bytes / length);
  const out = openSync(path, 'w');
  writeSync(out, header);
  for (let first = 1; first <= rows; first += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - first + 1);
    writeSync(out, Array.from({ length: count }, (_, index) => record(first + index)).join(''));
  }
  closeSync(out);
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(length);
  return {
    path,
    rows,
    values: (row) => {
      readSync(file, buffer, 0, length, header.length + (row - 1) * length);
      return read(buffer.toString());
    },
    close: () => closeSync(file),
  };
}
