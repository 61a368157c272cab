// The law of exports, with a definition that uses every feature: the same plan and the same records give the same bytes,
// however the segment is stored and cut, and the totals are those of the bytes.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { PlannedExport } from '../../../src/export/planned';
import type { FormatSettings } from '../../../src/model/format';
import { droppedRows, type Dropped } from '../../../src/model/receipt';
import { sourceOf, type Source } from '../../../src/segment/source';
import { planOf } from '../collect';
import { cut, memoryFile } from '../segment/memory';

const id = '12341e18-abcd-49c2-836d-123c88e76c39';
const definition = {
  segment: { id, name: 'Luxury' },
  columns: [
    { path: 'person.name.firstName', mandatory: true },
    { value: { sha256: 'email', normalise: 'email' }, header: 'email' },
    { value: { sha256: 'phone', normalise: 'phone' }, header: 'phone' },
    { value: { join: 'tags', separator: '|' } },
    { value: { coalesce: ['nick', { first: 'tags' }, { constant: 'none' }] }, header: 'nick' },
    { value: { json: 'more' } },
    { path: 'more', header: 'raw' },
    { path: 'segmentMembership.status' },
    { path: `segmentMembership.ups.${id}.lastQualificationTime` },
    { value: { constant: 1.5 }, header: 'constant' },
  ],
  deduplicate: { keys: ['email', 'person.name.firstName'], keep: 'latest', time: 'time' },
  fileName: '%SEGMENT_NAME%_%DATETIME(yyyyMMdd)%_%CUSTOM_TEXT%',
  names: { customText: 'x' },
  rowsPerFile: 3,
  headerInEachFile: false,
  emptyExport: 'write',
};
const formats: FormatSettings[] = [
  { compression: 'gzip', bom: true },
  { compression: 'zip', type: 'tsv', trim: 'both', formulaGuard: true, finalNewline: false },
  { type: 'json' },
  { nullOutput: 'NULL', emptyOutput: '""', quoteMode: 'strings', encoding: 'utf-16le' },
];

const text = fc.constantFrom(
  'Anna',
  'Zoë',
  '',
  ' =1',
  'a,"b"\n',
  '+49 30 1',
  '0049301',
  'A@x.com ',
  'a@x.com',
  '😀',
);
const nullable = fc.option(text);
const membership = fc.record({
  status: fc.constantFrom('realized', 'existing', 'exited', null),
  lastQualificationTime: fc.constant('2021-03-10T10:03:08Z'),
});
const record = fc.record(
  {
    person: fc.record({ name: fc.record({ firstName: nullable }, { requiredKeys: [] }) }),
    email: nullable,
    phone: nullable,
    tags: fc.array(fc.oneof(nullable, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
      maxLength: 3,
    }),
    nick: nullable,
    more: fc.jsonValue({ maxDepth: 2 }),
    time: fc.constantFrom(null, 1, 2, '2021-03-10 10:03:08', '2021-03-10T11:03:08+01:00', 1615370588000),
    segmentMembership: fc
      .constantFrom('ups', 'csv')
      .chain((namespace) =>
        fc
          .constantFrom(id, id, id, 'another')
          .chain((segment) => membership.map((each) => ({ [namespace]: { [segment]: each } }))),
      ),
  },
  { requiredKeys: ['person'] },
);

const stored = fc.record({
  kind: fc.constantFrom('ndjson', 'json', 'pretty'),
  gzipped: fc.boolean(),
  cuts: fc.array(fc.nat(), { maxLength: 20 }),
});

function store(
  records: readonly object[],
  { kind, gzipped, cuts }: { kind: string; gzipped: boolean; cuts: number[] },
): Source {
  const whole = Buffer.from(
    kind === 'ndjson'
      ? records.map((each) => JSON.stringify(each)).join('\n')
      : JSON.stringify(records, undefined, kind === 'pretty' ? 1 : undefined),
  );
  return sourceOf('x', [memoryFile('x', cut(gzipped ? gzipSync(whole) : whole, cuts))]);
}

async function filesOf(planned: PlannedExport): Promise<{ key: string; rows: number; bytes: Buffer }[]> {
  const run = await planned.run();
  const files = [];
  for await (const file of run.files()) {
    const pieces: Uint8Array[] = [];
    let rows = 0;
    for await (const chunk of file.chunks) {
      pieces.push(chunk.bytes);
      rows += chunk.rows;
    }
    assert.equal(rows, file.rows());
    files.push({ key: file.key, rows, bytes: Buffer.concat(pieces) });
  }
  return files;
}

describe('an export with everything', () => {
  it('gives the same bytes however its segment is stored and cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 40 }),
        stored,
        fc.constantFrom(...formats),
        async (records, how, format) => {
          const plain = { kind: 'ndjson', gzipped: false, cuts: [] };
          const expected = await filesOf(await planOf(store(records, plain), format, definition));
          const dropped: Dropped[] = [];
          const planned = await planOf(store(records, how), format, definition);
          assert.deepEqual(await filesOf(planned), expected);
          const totals = await planned.scan({ onDropped: (each) => dropped.push(each) });
          assert.deepEqual(
            totals.files.map(({ key, rows, bytes, sha256 }) => ({ key, rows, bytes, sha256 })),
            expected.map(({ key, rows, bytes }) => ({
              ...{ key, rows, bytes: bytes.length },
              sha256: createHash('sha256').update(bytes).digest('hex'),
            })),
          );
          assert.equal(totals.rowsRead, records.length);
          assert.equal(
            totals.rowsWritten,
            expected.reduce((sum, { rows }) => sum + rows, 0),
          );
          assert.deepEqual(
            [droppedRows(totals), dropped.length],
            Array(2).fill(records.length - totals.rowsWritten),
          );
          for (const [reason, count] of Object.entries(totals.dropped)) {
            assert.equal(dropped.filter((each) => each.reason === reason).length, count);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
