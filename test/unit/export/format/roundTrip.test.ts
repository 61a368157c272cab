// The law of formats: whatever the rows and the options, a reader that knows the options gets the rows back, or the
// export is refused. Nothing is lost in silence.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { CorruptingValue } from '../../../../src/export/corrupt';
import { ExportRun } from '../../../../src/export/run';
import { resolveFormat, type Format, type FormatSettings } from '../../../../src/model/format';
import { formatProblem } from '../../../../src/model/formatProblem';
import { NumberText } from '../../../../src/segment/numberText';
import type { JsonValue, SegmentRecord } from '../../../../src/segment/records';
import type { Plan } from '../../../../src/model/plan';
import { chunksOf, moment } from '../../collect';
import { readDelimited, unzip, type Field } from './readers';

type Value = string | number | NumberText | boolean | null | undefined;

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ...['a', 'é', '"', "'", ',', '\t', '\n', '\r', ' ', '\u{1F600}', '\\', '|', ':', '=', '-'],
    ),
    maxLength: 6,
  }),
  fc.constantFrom('NULL', 'EMPTY', '""', '\\N', 'true', ''),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.constantFrom(null, undefined, true, false, 0, -5, 1.5, 1e21),
  fc.constantFrom('1.50', '-2.5e1', '12345678901234567890.5').map((text) => new NumberText(text)),
);
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 6 }));

/** Every option but those that change the data on purpose: `trim`, `formulaGuard`, and `corrupt: "allow"`. */
const settings: fc.Arbitrary<FormatSettings> = fc
  .record(
    {
      type: fc.constantFrom('csv' as const, 'tsv' as const),
      delimiter: fc.constantFrom(',', '|', '::', ';', 'ab', '\\'),
      quote: fc.constantFrom('"', "'", ''),
      escape: fc.constantFrom('"', '\\', "'"),
      quoteMode: fc.constantFrom('needed' as const, 'all' as const, 'strings' as const, 'none' as const),
      header: fc.boolean(),
      lineEnding: fc.constantFrom('lf' as const, 'crlf' as const),
      finalNewline: fc.boolean(),
      encoding: fc.constantFrom('utf-8' as const, 'utf-16le' as const),
      bom: fc.boolean(),
      nullOutput: fc.constantFrom('', 'NULL', '""', '\\N', 'a,b', '|'),
      emptyOutput: fc.constantFrom('', 'EMPTY', '""', '"'),
      trueOutput: fc.constantFrom('Y', '1', ',', ''),
      falseOutput: fc.constantFrom('N', '0', '"'),
      numberStyle: fc.constantFrom('source' as const, 'plain' as const),
      decimalSeparator: fc.constantFrom('.' as const, ',' as const),
      compression: fc.constantFrom('none' as const, 'gzip' as const, 'zip' as const),
      compressionLevel: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: [] },
  )
  .filter((settings) => formatProblem(resolveFormat(settings)) === undefined);

describe('an export read back', () => {
  it('is what was written, in every format that quotes; in the others it is, or it is refused', async () => {
    let [whole, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(table, settings, fc.integer({ min: 1, max: 3 }), async (rows, chosen, batch) => {
        const format = resolveFormat(chosen);
        const width = rows[0]?.length ?? 1;
        const headers = Array.from({ length: width }, (_, column) => `h${column}`);
        const object = await exported(rows, headers, format, batch).catch((error: unknown) => {
          assert.ok(error instanceof CorruptingValue);
          assert.ok(format.quote === '' || format.quoteMode === 'none');
          refused++;
        });
        if (!object) return;
        whole++;
        const read = readDelimited(decoded(object, format), format);
        const header = format.header ? [headers.map((header) => ({ cell: header }))] : [];
        const cells = rows.map((row) => row.map((cell) => ({ cell })));
        const expected = [...header, ...cells].map((row) => row.map(({ cell }) => written(cell, format)));
        assert.deepEqual(texts(read), expected);
        assert.ok(
          read
            .slice(header.length)
            .every((row, y) => row.every((field, x) => apart(field, rows[y]?.[x], format))),
        );
      }),
      { numRuns: 2000 },
    );
    assert.ok(whole > 500 && refused > 50, `${whole} whole, ${refused} refused`);
  });

  it('is what was written, as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const headers = (rows[0] ?? ['']).map((_, column) => `h "${column}"`);
        const { bytes } = await exported(rows, headers, resolveFormat({ type: 'json' }), 2);
        const lines = bytes.toString().split('\n').slice(0, -1);
        const records = rows.map((row) => recordOf(row.map(asParsed), headers));
        assert.deepEqual(
          lines.map((line) => JSON.parse(line) as unknown),
          records,
        );
      }),
    );
  });
});

/** What `JSON.parse` gives for a value. */
function asParsed(value: Value): Value {
  return value instanceof NumberText ? Number(value) : value;
}

const keyShape = { prefix: 's', stem: 's' };

/** The object that the rows become, read in batches of some size. */
async function exported(
  rows: readonly (readonly Value[])[],
  headers: readonly string[],
  format: Format,
  batch: number,
): Promise<{ bytes: Buffer }> {
  const plan: Plan = {
    ...{ segment: { id: 's', name: 's' }, format, key: `s.${format.fileExtension}`, moment, keyShape },
    columns: headers.map((header) => ({ header, value: { kind: 'path', path: [header] }, mandatory: false })),
    ...{ inferred: true, membersOf: undefined, deduplication: undefined, replacements: [] },
    ...{ rowsPerFile: rows.length + 1, headerInEachFile: true, emptyExport: 'write' },
  };
  const records = rows.map((row, index) => ({ line: index + 1, value: recordOf(row, headers) }));
  const pieces: Uint8Array[] = [];
  let count = 0;
  for await (const chunk of chunksOf(new ExportRun(plan, batches(records, batch)))) {
    pieces.push(chunk.bytes);
    count += chunk.rows;
  }
  assert.equal(count, rows.length);
  return { bytes: Buffer.concat(pieces) };
}

async function* batches(records: SegmentRecord[], size: number): AsyncGenerator<SegmentRecord[]> {
  for (let at = 0; at < records.length; at += size) yield await Promise.resolve(records.slice(at, at + size));
}

function recordOf(row: readonly Value[], headers: readonly string[]): Record<string, JsonValue> {
  const fields = headers.map((header, column): [string, Value] => [header, row[column]]);
  return Object.fromEntries(
    fields.filter((field): field is [string, JsonValue & Value] => field[1] !== undefined),
  );
}

function decoded({ bytes }: { bytes: Buffer }, { compression, encoding, bom }: Format): string {
  const content =
    compression === 'gzip' ? gunzipSync(bytes) : compression === 'zip' ? unzip(bytes).content : bytes;
  const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
  if (bom) assert.equal(text[0], '\uFEFF');
  return bom ? text.slice(1) : text;
}

/** What a reader gets for a value: the text that stands for it. */
function written(value: Value, format: Format): string {
  const token =
    value === null || value === undefined
      ? format.nullOutput
      : value === ''
        ? (format.emptyOutput ?? '')
        : undefined;
  // Two quotes are how an empty value is quoted.
  if (token !== undefined) return token === format.quote + format.quote ? '' : token;
  if (typeof value === 'boolean') return value ? format.trueOutput : format.falseOutput;
  if (typeof value === 'number' || value instanceof NumberText) {
    const text =
      format.numberStyle === 'plain' ? (plainNumbers[String(value)] ?? String(value)) : String(value);
    return text.replace('.', format.decimalSeparator);
  }
  return String(value);
}

/** The numbers above that have another plain text. */
const plainNumbers: Record<string, string> = {
  '1e+21': '1000000000000000000000',
  '1.50': '1.5',
  '-2.5e1': '-25',
};

/** Where texts are quoted, an unquoted field that reads as null is null, or a number or boolean that is written so. */
function apart(field: Field, value: Value, { nullOutput, quote, quoteMode }: Format): boolean {
  if (nullOutput === '' || quote === '' || quoteMode === 'none' || field.quoted) return true;
  return field.text !== nullOutput || typeof value !== 'string' || value === '';
}

function texts(rows: readonly (readonly Field[])[]): string[][] {
  return rows.map((row) => row.map(({ text }) => text));
}
