// The law of the index: from each of its places on the reader gives what it gives from the beginning, less what is before.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Failure } from '../../../src/model/failure';
import type { SourceOptions } from '../../../src/model/sourceOptions';
import { buildIndex } from '../../../src/segment/buildIndex';
import { IndexedSource, readRecordsFrom } from '../../../src/segment/readFrom';
import { readRecords, type SegmentRecord } from '../../../src/segment/records';
import { sourceOf, type Source } from '../../../src/segment/source';
import { SourceIndex } from '../../../src/segment/sourceIndex';
import { cut, memoryFile } from './memory';

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
            assert.equal(index.at(place.record), at);
          }
          const indexed = new IndexedSource(source, index);
          for (const from of [0, 1, Math.floor(whole.records.length / 2)]) {
            const tail = { ...whole, records: whole.records.slice(from) };
            if (from < whole.records.length) assert.deepEqual(await outcomeOf(indexed.records(from)), tail);
          }
        }),
        { numRuns: 200 },
      );
      assert.ok(places > 50, `${places} places`);
    });
  }
});
