// What the preview does to show rows: the first 100, the index, 100 rows from any number on. Times are in milliseconds.
// usage: node preview.js FILE ROW COLUMNS   ROW: number from 0, COLUMNS: JSON, [{ path, header }, …]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex } from '../../../src/segment/buildIndex';
import { IndexStore } from '../../../src/segment/indexStore';
import { Heads } from '../../../src/segment/readFrom';
import { readRecords, type SegmentRecord } from '../../../src/segment/records';
import { openSource, type Source } from '../../../src/segment/source';
import { SourceIndex } from '../../../src/segment/sourceIndex';
import { recordsFrom } from '../../unit/segment/recordsFrom';

const importMs = performance.now() - performance.nodeTiming.bootstrapComplete;
const [file = '', row = '', columnsJson = ''] = process.argv.slice(2);
const columns = JSON.parse(columnsJson) as { readonly path: readonly string[]; readonly header: string }[];
const rowCount = 100;

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

async function firstOf(batches: AsyncGenerator<readonly SegmentRecord[]>): Promise<SegmentRecord[]> {
  const records: SegmentRecord[] = [];
  for await (const batch of batches) {
    records.push(...batch);
    if (records.length >= rowCount) break;
  }
  return records.slice(0, rowCount);
}

async function indexOf(source: Source): Promise<SourceIndex> {
  const index = new SourceIndex();
  for await (const piece of buildIndex(source)) index.append(piece);
  return index;
}

function rowOf({ value, keys }: SegmentRecord): string[] {
  return columns.map(({ path, header }) => {
    const found = keys
      ? value[header]
      : path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);
    if (typeof found === 'string') return found;
    return found === undefined || found === null ? '' : JSON.stringify(found);
  });
}

/** From 100 numbers that lie as far from each other as they can. */
async function jumps(source: Source, index: SourceIndex): Promise<number[]> {
  const times: number[] = [];
  const heads = new Heads(source);
  for (let jump = 0; jump < 100; jump++) {
    // Not in their order.
    const to = Math.floor((((jump * 37) % 100) / 100) * index.records);
    times.push((await timed(() => firstOf(recordsFrom(source, index, to, { heads })))).ms);
  }
  return times;
}

/** How long it takes to get a kept index when the file is opened again. */
async function reopened(index: SourceIndex): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 's3d-'));
  try {
    const store = new IndexStore(folder);
    await store.write(await openSource(file), index);
    return (await timed(async () => store.read(await openSource(file)))).ms;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const first = await timed(async () => firstOf(readRecords(await openSource(file))));
  const source = await openSource(file);
  const { ms: passMs, result: index } = await timed(() => indexOf(source));
  const jump = await timed(() => firstOf(recordsFrom(source, index, Number(row))));
  const anyMs = await jumps(source, index);
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  const measured = {
    ...{ importMs, firstMs: first.ms, passMs, jumpMs: jump.ms, anyMs, reopenMs: await reopened(index) },
    ...{ first: first.result.map(rowOf), jump: jump.result.map(rowOf) },
    ...{ records: index.records, indexBytes: index.toBytes().length, peakBytes: Number(kilobytes) * 1024 },
  };
  process.stdout.write(JSON.stringify(measured));
}

void main();
