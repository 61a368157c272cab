// `npm run bench -- preview`: how long a large file takes to show its first rows, and the rows from any number on.
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { temporaryFolder } from '../../host/processes';
import { type InputKind, writeLargeFile } from '../data';
import { DifferentOutput } from '../equal';
import { previewer } from '../prepare';
import { columns } from '../profiles';
import { rotated } from '../rounds';
import { megabytes } from '../table';
import { indexLine, previewTable, type Measured } from './table';

interface Competitor {
  readonly name: string;
  readonly program: string;
}

const peer = (file: string) => join(__dirname, '..', 'peers', file);
/** The first is ours. */
const competitors: readonly Competitor[] = [
  { name: 'S3 Destinations', program: previewer },
  { name: 'DuckDB, 2 threads', program: peer('firstRows.mjs') },
  { name: 'readline', program: peer('readline.mjs') },
];

/**
 * Has each competitor show rows of a large file of each kind, in turn, and prints the tables.
 * @throws DifferentOutput
 */
export async function previewBench(gigabytes: number, runs: number): Promise<void> {
  for (const kind of ['csv', 'ndjson'] as const) {
    const folder = temporaryFolder();
    try {
      const path = join(folder.path, `large.${kind}`);
      console.log(`Making ${megabytes(gigabytes * 1e9)} MB of ${kind.toUpperCase()}…`);
      await writeLargeFile(kind, path, gigabytes * 1e9);
      await compete(kind, path, runs);
    } finally {
      folder.remove();
    }
  }
}

async function compete(kind: InputKind, path: string, runs: number): Promise<void> {
  const { records = 0 } = await measure(previewer, path, 0);
  const row = Math.floor(records * 0.9);
  const all = competitors.map((competitor) => ({ ...competitor, rounds: [] as Measured[], rows: '' }));
  // The first time is not counted: then the rows are compared.
  const shown = await inTurn(all, (each) => measure(each.program, path, row));
  all.forEach((each, index) => (each.rows = compareRows(kind, each.name, shown[0], shown[index])));
  for (let round = 0; round < runs; round++) {
    console.log(`${kind}: round ${round + 1} of ${runs}`);
    for (const each of rotated(all, round)) each.rounds.push(await measure(each.program, path, row));
  }
  const count = records.toLocaleString('en-US');
  console.log(`\n${kind}: ${count} rows, ${megabytes(statSync(path).size)} MB; row N = ${row}, n = ${runs}`);
  console.log(previewTable(all));
  console.log(`${indexLine(all[0]?.rounds ?? [], statSync(path).size)}\n`);
}

async function inTurn<T, R>(list: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const each of list) results.push(await work(each));
  return results;
}

async function measure(program: string, path: string, row: number): Promise<Measured> {
  const words = [program, path, String(row), JSON.stringify(columns)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Measured;
}

function compareRows(kind: InputKind, name: string, ours?: Measured, theirs?: Measured): string {
  if (!theirs?.first) return 'lines, not rows';
  for (const which of ['first', 'jump'] as const) {
    if (ours?.[which]?.length !== 100 || !isDeepStrictEqual(ours[which], theirs[which]))
      throw new DifferentOutput(`${kind}: ${name} and our reader gave different rows (${which}).`);
  }
  return ours === theirs ? '' : 'same';
}
