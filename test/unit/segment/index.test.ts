// The law of the index: from each of its places on the reader gives what it gives from the beginning, less what is before.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Failure } from '../../../src/model/failure';
import type { SourceOptions } from '../../../src/model/sourceOptions';
import { buildIndex } from '../../../src/segment/buildIndex';
import { readRecordsFrom } from '../../../src/segment/readFrom';
import { readRecords, type SegmentRecord } from '../../../src/segment/records';
import type { SourceFile } from '../../../src/segment/files';
import { fileSource, sourceOf, type Source } from '../../../src/segment/source';
import { SourceIndex } from '../../../src/segment/sourceIndex';
import { temporaryFolder } from '../temporaryFolder';
import { cut, memoryFile, memorySource } from './memory';
import { recordsFrom } from './recordsFrom';

interface Outcome {
  readonly records: SegmentRecord[];
  /** How the reading ended, where that was too early. */
  readonly failure: string | undefined;
}

async function outcomeOf(batches: AsyncGenerator<readonly SegmentRecord[]>): Promise<Outcome> {
  const records: SegmentRecord[] = [];
  try {
    for await (const batch of batches) records.push(...batch);
    return { records, failure: undefined };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { line } = (error.cause ?? error) as { line?: number };
    return { records, failure: `${error.code} ${line}` };
  }
}

type Distances = Parameters<typeof buildIndex>[2];

/** As far as it can be built: the head of a later file may be refused. */
async function indexOf(source: Source, distances?: Distances): Promise<SourceIndex> {
  const index = new SourceIndex();
  try {
    for await (const piece of buildIndex(source, undefined, distances)) index.append(structuredClone(piece));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return index;
}

const distances = fc.record({
  records: fc.integer({ min: 1, max: 4 }),
  bytes: fc.integer({ min: 0, max: 40 }),
  mostBytes: fc.integer({ min: 0, max: 200 }),
});
const cuts = fc.array(fc.nat(), { maxLength: 30 });

/** Texts of pieces of which each may go badly with the ones beside it. */
const soupOf = (...pieces: string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join(''));
const lineEnds = ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\n\r', '\r\r\n'];
/** The parser counts no line for a carriage return that is the last character of a text whose lines end otherwise. */
const withoutLastReturns = (text: string) => text.replace(/\r+$/, '');
const mark = '\uFEFF';

const nastyField = fc
  .array(
    fc.constantFrom('a', ',', ';', '""', '\n', '\r\n', '\r', 'é', '😀', mark, ' ', '{', "'", '\0', '\u2028'),
    { maxLength: 8 },
  )
  .map((all) => `"${all.join('')}"`);
const plainField = soupOf('a', 'é', '😀', mark, ' ', '{', '\0', '1').map((all) => all.slice(0, 6));

/** Rows that fit together, with blank lines anywhere and line ends mixed as far as they may be. */
const rows = (width: fc.Arbitrary<number>) =>
  fc.tuple(width, fc.constantFrom(['\n', '\r\n'], ['\r', '\r\n'], ['\n'], ['\r'])).chain(([fields, ends]) => {
    const row = fc
      .array(fc.oneof(nastyField, plainField), { minLength: fields, maxLength: fields })
      .map((all) => all.join(','));
    const header = Array.from({ length: fields }, (_, index) => `h${index}`).join(',');
    const end = fc.constantFrom(...ends);
    const lines = fc.array(fc.tuple(fc.oneof(row, row, fc.constant('')), end).map(([a, b]) => a + b));
    return fc
      .tuple(fc.array(end, { maxLength: 2 }), end, lines, fc.oneof(row, fc.constant('')))
      .map(([before, first, all, last]) => before.join('') + header + first + all.join('') + last)
      .map(withoutLastReturns);
  });

const json = fc.oneof(
  fc.record({ id: fc.nat(), 'é"\\': fc.string({ unit: 'binary', maxLength: 9 }) }),
  fc.record({ more: fc.array(fc.record({ '}': fc.constantFrom('{', '"', '\\', '\n', ']', ',') })) }),
);
const blank = fc.constantFrom('', ' ', '\t', '\r', mark, '\u00a0 ', '\u2028', '\u3000\v');

const texts: Record<string, { text: fc.Arbitrary<string>; path: string; options?: SourceOptions[] }> = {
  'delimited text': { path: 'x.csv', text: rows(fc.integer({ min: 2, max: 3 })) },
  'one column': { path: 'x.csv', text: rows(fc.constant(1)) },
  'delimited text that is mostly wrong': {
    path: 'x.csv',
    text: soupOf('a', ',', '"', '"', '""', 'é', mark, ' ', '\0', ...lineEnds).map(withoutLastReturns),
    options: [{}, { header: false }, { delimiter: '::' }, { delimiter: ' ' }],
  },
  'lines of JSON': {
    path: 'x.ndjson',
    text: fc
      .array(fc.tuple(blank, fc.option(json, { freq: 3 }), blank, fc.constantFrom('\n', '\r\n')))
      .map((all) =>
        all.map(([a, value, b, end]) => `${value ? JSON.stringify(value) : a}${b}${end}`).join(''),
      ),
    options: [{ format: 'ndjson' }],
  },
  'lines that are mostly wrong': {
    path: 'x.ndjson',
    text: soupOf(
      '{}\n',
      '\n{"a":1}',
      '{}\n\n',
      '\n{}',
      'x',
      mark,
      '\u00a0',
      '\u3000',
      '\u200b',
      '\v',
      '\0',
      ...lineEnds,
    ),
  },
  'an array': {
    path: 'x.json',
    text: fc
      .tuple(fc.array(json), fc.constantFrom(undefined, 1, '\r\n'), blank)
      .map(([all, indent]) => JSON.stringify(all, undefined, indent)),
  },
  'objects of several lines': {
    path: 'x.json',
    text: fc
      .tuple(fc.array(json), fc.constantFrom('', '\n', '\r\n \t'))
      .map(([all, between]) => all.map((each) => JSON.stringify(each, undefined, '\n')).join(between)),
    options: [{ format: 'json' }],
  },
  'objects that are mostly wrong': {
    path: 'x.json',
    text: soupOf(
      '{',
      '}',
      '{}',
      ',{}',
      ' {}\n',
      '[{}',
      '{},',
      '"',
      '\\',
      '[',
      ']',
      ',',
      'x',
      ' ',
      '\n',
      '{"a":"}"}',
    ),
    options: [{ format: 'json' }],
  },
};

describe('the index of a segment', () => {
  for (const [name, { text, path, options = [{}, { header: false }] }] of Object.entries(texts)) {
    it(`has places from which ${name} reads on as from the beginning`, async () => {
      const allOptions = path === 'x.csv' ? options : options.filter((each) => each.header === undefined);
      const files = fc.array(fc.tuple(fc.tuple(fc.boolean(), text), cuts), { minLength: 1, maxLength: 3 });
      let places = 0;
      await fc.assert(
        fc.asyncProperty(files, distances, fc.constantFrom(...allOptions), async (parts, far, how) => {
          const source = sourceOf(
            path,
            parts.map(([[marked, content], at], number) =>
              memoryFile(`${number}${path}`, cut(Buffer.from((marked ? mark : '') + content), at)),
            ),
            how,
          );
          const whole = await outcomeOf(readRecords(source));
          const index = await indexOf(source, far);
          if (whole.failure === undefined) {
            assert.equal(index.records, whole.records.length);
            assert.equal(index.complete, true);
            assert.equal(index.bytesRead, await source.size());
            assert.deepEqual(SourceIndex.fromBytes(index.toBytes()), index);
          }
          for (let at = 0; at < index.length; at++) {
            const place = index.place(at);
            if (place.record >= whole.records.length) break;
            places++;
            const tail = { ...whole, records: whole.records.slice(place.record) };
            assert.deepEqual(await outcomeOf(readRecordsFrom(source, place)), tail);
            assert.ok(at === 0 || place.record > index.place(at - 1).record);
          }
          if (whole.failure === undefined && parts.length > 1) {
            // Each file that has a record has a place.
            const begun = Array.from(
              { length: index.length },
              (_, at) => source.files[index.place(at).file]?.path,
            );
            assert.deepEqual(new Set(begun), new Set(whole.records.map(({ file }) => file)));
          }
          for (const from of [0, 1, Math.floor(whole.records.length / 2)]) {
            const tail = { ...whole, records: whole.records.slice(from) };
            if (from < whole.records.length)
              assert.deepEqual(await outcomeOf(recordsFrom(source, index, from)), tail);
          }
        }),
        { numRuns: 200 },
      );
      assert.ok(places > 50, `${places} places`);
    });
  }

  const folder = temporaryFolder();
  const rows = (count: number) => `a,b\r\n${'1,"x\ny"\r\n'.repeat(count)}`;

  it('takes at most 10 bytes for 100 rows, and grows while it can be used', async () => {
    const source = memorySource('x.csv', rows(1_000_000));
    const index = new SourceIndex();
    const known: number[] = [];
    const pieces = cut(Buffer.from(rows(1_000_000)), [3_000_000, 7_000_000, 9_000_001]);
    for await (const piece of buildIndex(sourceOf('x.csv', [memoryFile('x.csv', pieces)]))) {
      index.append(piece);
      known.push(index.records);
      const { length: bytes } = index.toBytes();
      assert.ok((bytes / index.records) * 100 <= 10, `${bytes} bytes`);
    }
    assert.ok(known.length > 1 && (known[0] ?? 0) < 1_000_000, known.join(' '));
    assert.equal(index.records, 1_000_000);
    const [batch] = await firstBatch(recordsFrom(source, index, 999_999));
    assert.deepEqual(batch, { line: 2_000_000, keys: ['a', 'b'], value: { a: '1', b: 'x\ny' } });
    assert.throws(() => index.place(index.length), RangeError);
  });

  const firstBatch = async (batches: AsyncGenerator<readonly SegmentRecord[]>) => {
    for await (const batch of batches) return batch;
    return [];
  };

  it('takes 16 bytes for 1 MiB where records are large', async () => {
    const record = `{"a":"${'x'.repeat(100_000)}"}\n`;
    const index = await indexOf(memorySource('x.ndjson', record.repeat(100)));
    assert.deepEqual([index.records, index.length], [100, 10]);
    const besides = 100;
    assert.ok(index.toBytes().length <= 160 + besides);
  });

  it('reads little of a file to go on from a place', async () => {
    const source = folder.write('large.ndjson', '{"a":1}\n'.repeat(2_000_000));
    const index = await indexOf(source);
    const [file] = source.files as [SourceFile];
    let read = 0;
    const watched: SourceFile = {
      ...file,
      async *readFrom(offset, signal) {
        for await (const piece of file.readFrom(offset, signal)) {
          read += piece.length;
          yield piece;
        }
      },
    };
    const [record] = await firstBatch(recordsFrom(sourceOf('large.ndjson', [watched]), index, 1_500_000));
    assert.deepEqual(record, { line: 1_500_001, value: { a: 1 } });
    assert.ok(read > 0 && read <= 3 * 64 * 1024, `${read} bytes`);
  });

  it('ends when it is cancelled, also while it is used', async () => {
    const source = folder.write('cancelled.ndjson', '{"a":1}\n'.repeat(5_000_000));
    const controller = new AbortController();
    let pieces = 0;
    const building = async () => {
      for await (const { bytesRead } of buildIndex(source, controller.signal)) {
        pieces++;
        assert.ok(bytesRead < 20_000_000);
        controller.abort();
      }
    };
    await assert.rejects(building, { name: 'AbortError' });
    assert.equal(pieces, 1);

    const index = await indexOf(source);
    const later = new AbortController();
    const reading = async () => {
      for await (const batch of recordsFrom(source, index, 1000, { signal: later.signal }))
        if (batch.length > 0) later.abort();
    };
    await assert.rejects(reading, { name: 'AbortError' });
  });

  it('notices that a file changed, while it is made and when it is used', async () => {
    const source = folder.write('changed.csv', rows(2_000_000));
    const building = async () => {
      for await (const piece of buildIndex(source))
        if (piece.bytesRead < 9_000_000) appendFileSync(folder.path('changed.csv'), '1,2\n');
    };
    await assert.rejects(building, { code: 'segment-changed' });

    const again = fileSource(folder.path('changed.csv'));
    const index = await indexOf(again);
    assert.equal((await firstBatch(recordsFrom(again, index, 1_000_000)))[0]?.line, 2_000_002);
    appendFileSync(folder.path('changed.csv'), '1,2\n');
    await assert.rejects(firstBatch(recordsFrom(again, index, 1_000_000)), { code: 'segment-changed' });
  });

  it('is of plain files only', async () => {
    for (const content of [gzipSync('a,b\n1,2\n'), Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le')])
      await assert.rejects(buildIndex(memorySource('x.csv', content)).next(), /plainSource/);
  });
});
