// Readers that know nothing of the code under test: delimited text with any options, and a zip file of one entry.
import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Format } from '../../../../src/model/format';

export interface Field {
  readonly text: string;
  readonly quoted: boolean;
}

type Dialect = Pick<Format, 'delimiter' | 'quote' | 'escape'>;

/** Reads delimited text character by character. Any of `\n`, `\r\n` and `\r` ends a row; the last row needs no end. */
export function readDelimited(text: string, dialect: Dialect): Field[][] {
  const rows: Field[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: Field[] = [];
    for (;;) {
      const [field, end] = readField(text, at, dialect);
      row.push(field);
      at = end;
      if (!text.startsWith(dialect.delimiter, at)) break;
      at += dialect.delimiter.length;
    }
    const ending = /^(\r\n|\n|\r|$)/.exec(text.slice(at, at + 2))?.[0];
    assert.notEqual(ending, undefined, `something follows a closing quote at ${at}`);
    at += ending?.length ?? 0;
    rows.push(row);
  }
  return rows;
}

function readField(text: string, start: number, { delimiter, quote, escape }: Dialect): [Field, number] {
  let at = start;
  let value = '';
  if (quote === '' || text[at] !== quote) {
    while (at < text.length && !text.startsWith(delimiter, at) && !/[\r\n]/.test(text[at] ?? '')) {
      value += text[at++];
    }
    return [{ text: value, quoted: false }, at];
  }
  at++;
  for (;;) {
    const next = text[at + 1] ?? '';
    assert.ok(at < text.length, 'a quote is not closed');
    if (text[at] === escape && (next === quote || (next === escape && escape !== quote))) {
      value += next;
      at += 2;
    } else if (text[at] === quote) {
      return [{ text: value, quoted: true }, at + 1];
    } else {
      value += text[at++];
    }
  }
}

/** Reads the only entry of a small zip file by its central directory, and checks all that stands there twice. */
export function unzip(bytes: Buffer): { name: string; time: number[]; content: Buffer } {
  const end = bytes.length - 22;
  assert.equal(bytes.readUInt32LE(end), 0x06054b50);
  assert.equal(bytes.readUInt16LE(end + 10), 1);
  const directory = bytes.readUInt32LE(end + 16);
  assert.equal(bytes.readUInt32LE(directory), 0x02014b50);
  assert.equal(bytes.readUInt32LE(end + 12), end - directory);
  const [checksum, compressedSize, size] = [16, 20, 24].map((at) => bytes.readUInt32LE(directory + at));
  const nameLength = bytes.readUInt16LE(directory + 28);
  const name = bytes.toString('utf8', directory + 46, directory + 46 + nameLength);
  assert.equal(bytes.readUInt32LE(0), 0x04034b50);
  assert.equal(bytes.toString('utf8', 30, 30 + nameLength), name);
  const start = 30 + nameLength;
  const content = inflateRawSync(bytes.subarray(start, start + (compressedSize ?? 0)));
  assert.equal(content.length, size);
  assert.equal(crc32(content), checksum);
  const descriptor = bytes.subarray(start + (compressedSize ?? 0), directory);
  assert.deepEqual(
    [0, 4, 8, 12].map((at) => descriptor.readUInt32LE(at)),
    [0x08074b50, checksum, compressedSize, size],
  );
  return {
    name,
    time: [bytes.readUInt16LE(directory + 12), bytes.readUInt16LE(directory + 14)],
    content,
  };
}
