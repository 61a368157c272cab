// `npm run bench -- incremental`: what a first incremental run and one after 1 % of changes cost beside a plain full scan,
// and how large the snapshot is. Before times are told, what the second run wrote is compared with what `sort` and `comm`
// find between the two full exports. Where there is no /proc it fails: nothing else tells the memory of a process.
import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { planIncrement } from '../../src/export/incremental/increment';
import { planExport } from '../../src/export/plan';
import type { PlannedExport } from '../../src/export/planned';
import { definitionOf } from '../../src/model/definition';
import { resolveFormat } from '../../src/model/format';
import { resolveIncremental } from '../../src/model/incremental';
import { openSource } from '../../src/segment/source';
import { benchFolder } from './data';
import { mega, peakBytes, recordText } from './deduplicate';
import { DifferentOutput } from './equal';

/** Of the snapshot for each row, whose key is a UUID. */
const mostBytes = 24;
/** In MB of 1,000,000 bytes, at any time. */
const mostMegabytes = 600;

const incremental = resolveIncremental({ by: 'changed' });

/** Returns whether the costs were low enough. @throws DifferentOutput */
export async function incrementalBench(rows: number): Promise<boolean> {
  const at = (name: string): string => join(benchFolder(), `incremental-${name}`);
  const names = ['day1.ndjson', 'day2.ndjson', 'full1', 'full2', 'run1', 'run2', 'snapshot1', 'snapshot2'];
  try {
    for (const day of [1, 2]) {
      console.log(`Making ${at(`day${day}.ndjson`)}…`);
      await pipeline(Readable.from(records(rows, day)), createWriteStream(at(`day${day}.ndjson`)));
    }
    const costs = [
      await cost('plain scan', async () => {
        await (await planned(at('day1.ndjson'))).scan();
      }),
      await cost('first run', () => run(at, 1)),
      await cost('second run', () => run(at, 2)),
    ];
    for (const day of [1, 2]) await write(await planned(at(`day${day}.ndjson`)), at(`full${day}`));
    holdTogether(at);
    for (const { what, seconds, peak } of costs)
      console.log(`${what}: ${seconds.toFixed(1)} s, peak ${mega(peak)} MB`);
    const bytes = statSync(at('snapshot1')).size / rows;
    console.log(
      `snapshot: ${bytes.toFixed(1)} bytes a row: ${bytes <= mostBytes ? 'at most' : 'MORE THAN'} ${mostBytes}`,
    );
    const isBounded = costs.every(({ peak }) => peak <= mostMegabytes * 1e6);
    console.log(`memory: ${isBounded ? 'at most' : 'MORE THAN'} ${mostMegabytes} MB`);
    return bytes <= mostBytes && isBounded;
  } finally {
    for (const name of names) rmSync(at(name), { force: true });
  }
}

/** On the second day one row of 200 is another, one of 400 is gone, and as many are new. */
function* records(count: number, day: number): Generator<string> {
  for (let from = 0; from < count; from += 10_000) {
    const numbers = Array.from({ length: Math.min(10_000, count - from) }, (_, index) => from + index);
    yield numbers.map((index) => recordOf(index, count, day)).join('');
  }
}

function recordOf(index: number, count: number, day: number): string {
  if (day === 1) return recordText(index);
  if (index % 400 === 7) return recordText(count + index);
  return index % 200 === 3 ? recordText(index).replace('"name ', '"new name ') : recordText(index);
}

async function planned(path: string): Promise<PlannedExport> {
  const columns = ['id', 'name', 'city', 'level'].map((name) => ({ path: name }));
  const deduplicate = { keys: ['id'] };
  return planExport({
    source: await openSource(path),
    target: { folderPath: '', format: resolveFormat({}) },
    moment: new Date(0),
    options: definitionOf({ segment: { source: path }, columns, deduplicate, mode: 'incremental' }),
  });
}

type At = (name: string) => string;

/** As far as the bytes that would be delivered, which are written to a file. */
async function run(at: At, day: number): Promise<void> {
  const files = { last: at(`snapshot${day - 1}`), next: at(`snapshot${day}`) };
  const increment = await planIncrement(await planned(at(`day${day}.ndjson`)), incremental, files);
  await write(increment.planned, at(`run${day}`));
  await increment.close();
}

async function write(planned: PlannedExport, path: string): Promise<void> {
  await pipeline(Readable.from(bytesOf(planned)), createWriteStream(path));
}

async function* bytesOf(planned: PlannedExport): AsyncGenerator<Uint8Array> {
  for await (const file of (await planned.run()).files())
    for await (const { bytes } of file.chunks) yield bytes;
}

interface Cost {
  readonly what: string;
  readonly seconds: number;
  /** Of resident memory, in bytes. */
  readonly peak: number;
}

async function cost(what: string, work: () => Promise<void>): Promise<Cost> {
  // The kernel forgets the peak before.
  writeFileSync('/proc/self/clear_refs', '5');
  const started = performance.now();
  await work();
  return { what, seconds: (performance.now() - started) / 1000, peak: peakBytes() };
}

/** @throws DifferentOutput unless both runs wrote what they should */
function holdTogether(at: At): void {
  const first = `sed -e '1s/$/,change/' -e '2,$s/$/,added/' ${at('full1')} | cmp - ${at('run1')}`;
  try {
    execFileSync('bash', ['-c', first]);
  } catch {
    throw new DifferentOutput('The first run is not the full export.');
  }
  const found = readFileSync(at('run2'), 'utf8').trimEnd().split('\n').slice(1).sort();
  if (found.join('\n') !== expected(at).sort().join('\n'))
    throw new DifferentOutput('The second run is not what has changed.');
}

/** The lines of the second run, as the full exports of both days have them. */
function expected(at: At): string[] {
  const [before, after] = ['-23', '-13'].map((side) => rowsById(onlyIn(at, side))) as [Rows, Rows];
  const written = [...after].map(([id, row]) => `${row},${before.has(id) ? 'changed' : 'added'}`);
  const removed = [...before.keys()].filter((id) => !after.has(id)).map((id) => `${id},,,,removed`);
  return [...written, ...removed];
}

type Rows = ReadonlyMap<string, string>;

function rowsById(lines: readonly string[]): Rows {
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(',')), line]));
}

function onlyIn(at: At, side: string): string[] {
  const command = `export LC_ALL=C; comm ${side} <(sort ${at('full1')}) <(sort ${at('full2')})`;
  const text = execFileSync('bash', ['-c', command], { encoding: 'utf8', maxBuffer: 1e9 });
  return text.split('\n').filter((line) => line !== '');
}
