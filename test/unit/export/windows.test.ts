// Windows into an export: wherever one begins, its rows are those of the whole run, and so are the dropped records.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DropCounter, DropCounts } from '../../../src/export/dropCounts';
import type { PlannedExport } from '../../../src/export/planned';
import { PreviewScan } from '../../../src/export/previewScan';
import { droppedRows, exportRows, mayDrop, type WindowSource } from '../../../src/export/windows';
import { FoundWinners } from '../../../src/export/winners';
import type { Dropped } from '../../../src/model/receipt';
import { buildIndex } from '../../../src/segment/buildIndex';
import { sourceData, type Source } from '../../../src/segment/source';
import { SourceIndex } from '../../../src/segment/sourceIndex';
import { exportText, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';

/** Places after a few records, so that windows begin at, between and behind them. */
const distances = { records: 3, bytes: 1, mostBytes: 1000 };

describe('windows into an export', () => {
  const folder = temporaryFolder();

  /** What a preview knows when its scan is done, and what the run dropped. */
  async function scanned(planned: PlannedExport, source: Source) {
    const index = new SourceIndex();
    for await (const piece of buildIndex(source, undefined, distances)) index.append(piece);
    const places = Uint32Array.from({ length: index.length }, (_, number) => index.place(number).record);
    const scan = new PreviewScan({
      plan: planned.plan,
      source: await sourceData(source),
      places,
      rules: {},
      secrets: [],
    });
    let winners: FoundWinners | undefined;
    const { totals } = await scan.run(({ bits, withoutKey }) => {
      winners = new FoundWinners(structuredClone(bits), withoutKey);
    });
    const drops = mayDrop(planned.plan) ? new DropCounts() : undefined;
    const { drops: piece } = scan.progress();
    if (piece) drops?.append(structuredClone(piece));
    const dropped: Dropped[] = [];
    await planned.scan({ onDropped: (each) => dropped.push(each) });
    const at: WindowSource = { plan: planned.plan, source, index, drops, winners };
    return { at, totals, drops, dropped, profiles: scan.profiles() };
  }

  const record = fc.record({
    k: fc.integer({ min: 0, max: 9 }),
    m: fc.constantFrom('', 'x', null),
    n: fc.nat(),
  });
  const definitions = fc.constantFrom<object>(
    {},
    { columns: [{ path: 'k' }, { path: 'm', mandatory: true }, { path: 'n' }] },
    { columns: [{ path: 'k' }, { path: 'm' }], deduplicate: { keys: ['k'], keep: 'last' } },
    {
      columns: [{ path: 'k' }, { path: 'm', mandatory: true }, { path: 'n' }],
      deduplicate: { keys: ['k'], keep: 'latest', time: 'n' },
    },
  );

  it('have the rows of the whole run, wherever they begin', async () => {
    // In runs of one kind, which may be long enough to be jumped over.
    const run = fc.tuple(record, fc.integer({ min: 1, max: 40 }));
    const records = fc
      .array(run, { minLength: 1, maxLength: 20 })
      .map((runs) => runs.flatMap(([each, times]) => Array<typeof each>(times).fill(each)));
    await fc.assert(
      fc.asyncProperty(
        records,
        definitions,
        fc.nat(200),
        fc.integer({ min: 1, max: 9 }),
        async (values, definition, from, count) => {
          const source = folder.write('w.ndjson', values.map((each) => JSON.stringify(each)).join('\n'));
          const planned = await planOf(source, { type: 'json' }, definition);
          const { at, totals, drops, dropped } = await scanned(planned, source);
          const all = (await exportText(source, { type: 'json' }, definition)).split('\n').slice(0, -1);
          const rows = await exportRows(at, from, count);
          assert.deepEqual(
            rows.map(({ cells }) => cells.map((cell) => cell ?? null)),
            all
              .slice(from, from + count)
              .map((line) => Object.values(JSON.parse(line) as object) as unknown[]),
          );
          assert.equal(totals.rowsWritten, all.length);
          assert.equal(drops?.dropped ?? 0, dropped.length);
          const window = dropped.length === 0 ? [] : await droppedRows(at, from, count);
          assert.deepEqual(
            window.map((row) => row.dropped),
            dropped.slice(from, from + count),
          );
          for (const { record: number, cells } of window) assert.equal(cells[0], values[number]?.k);
        },
      ),
      { numRuns: 150 },
    );
  });

  /** Counts what is read of the files, wherever it begins. */
  function counting(source: Source): { source: Source; bytes: () => number } {
    let bytes = 0;
    const files = source.files.map((file) => ({
      ...file,
      async *readFrom(offset: number, signal?: AbortSignal) {
        for await (const piece of file.readFrom(offset, signal)) {
          // In pieces of one record or two: what is asked for next was needed.
          for (let at = 0; at < piece.length; at += 32) {
            const part = piece.subarray(at, at + 32);
            bytes += part.length;
            yield part;
          }
        }
      },
    }));
    return { source: { ...source, files }, bytes: () => bytes };
  }

  const few = { columns: [{ path: 'k' }, { path: 'm', mandatory: true }] };
  const isFew = (number: number) => number === 100 || number > 19_900;
  for (const [what, rowsAt, value] of [
    ['dropped', droppedRows, (number: number) => (isFew(number) ? '' : 'x')],
    ['written', exportRows, (number: number) => (isFew(number) ? 'x' : '')],
  ] as const)
    it(`of few ${what} rows are found without reading what lies between`, async () => {
      const lines = Array.from({ length: 20_000 }, (_, k) => JSON.stringify({ k, m: value(k) }));
      const file = folder.write(`few-${what}.ndjson`, lines.join('\n'));
      const planned = await planOf(file, { type: 'json' }, few);
      const { at } = await scanned(planned, file);
      const { source, bytes } = counting(file);
      const rows = await rowsAt({ ...at, source }, 0, 3);
      assert.deepEqual(
        rows.map(({ cells }) => Number(String(cells[0]))),
        [100, 19_901, 19_902],
      );
      assert.ok(bytes() < 4000, `${bytes()} bytes`);
    });

  it('are empty where none are asked for', async () => {
    const source = folder.write('none.ndjson', '{"a":1}\n{"a":2}\n');
    const { plan } = await planOf(source);
    const at: WindowSource = { plan, source, index: new SourceIndex(), drops: undefined, winners: undefined };
    for (const count of [0, -1, NaN, Infinity]) assert.deepEqual(await exportRows(at, 0, count), []);
  });

  it('have the rows before a bad record, and say what is wrong at it', async () => {
    const source = folder.write('bad.ndjson', '{"a":1}\n{"a":2}\nno\n');
    const { plan } = await planOf(folder.write('good.ndjson', '{"a":1}'));
    const at: WindowSource = { plan, source, index: new SourceIndex(), drops: undefined, winners: undefined };
    assert.equal((await exportRows(at, 0, 100)).length, 2);
    await assert.rejects(exportRows(at, 2, 100), { code: 'not-json' });
  });

  it('end when they are cancelled', async () => {
    const source = folder.write('c.ndjson', '{"a":1}\n'.repeat(1000));
    const { plan } = await planOf(source);
    const at: WindowSource = { plan, source, index: new SourceIndex(), drops: undefined, winners: undefined };
    await assert.rejects(exportRows(at, 0, 10, AbortSignal.abort()), { name: 'AbortError' });
  });
});

describe('the count of dropped records', () => {
  it('is known for the places that were passed', () => {
    const counter = new DropCounter(Uint32Array.of(0, 3, 6, 9));
    const counts = new DropCounts();
    counter.drop(1);
    counter.drop(3);
    counter.pass(5);
    counts.append(counter.take());
    assert.deepEqual([counts.places, counts.before(0), counts.before(1)], [2, 0, 1]);
    counter.drop(8);
    counter.pass(9);
    counts.append(counter.take());
    assert.deepEqual([counts.places, counts.before(2), counts.before(3)], [4, 2, 3]);
    assert.deepEqual([counts.records, counts.dropped], [9, 3]);
  });
});
