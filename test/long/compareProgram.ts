// Compares an export of so many rows with a delivery of as many, of which some differ, and prints the counts.
// usage: node --import tsx compareProgram.ts FOLDER ROWS
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { compareExports } from '../../src/export/compare/compare';
import { fileSource } from '../../src/segment/source';
import { planOf } from '../unit/collect';

const [folder = '', rows = '0'] = process.argv.slice(2);

/** One of a hundred rows has another score on each side; the old side lacks the last thousand. */
function* lines(count: number, different: number): Generator<string> {
  yield 'id,name,email,score\n';
  for (let id = 0; id < count; id++)
    yield `${id},name ${id % 1000},p${id}@example.com,${id % 100 === different ? -1 : id % 50}\n`;
}

async function write(name: string, count: number, different: number): Promise<string> {
  const path = join(folder, name);
  await pipeline(Readable.from(lines(count, different)), createWriteStream(path));
  return path;
}

async function main(): Promise<void> {
  const count = Number(rows);
  const now = await write('now.csv', count, 0);
  const before = await write('before.csv', count - 1000, 1);
  const planned = await planOf(fileSource(now));
  const old = { name: 'before.csv', files: fileSource(before).files };
  const all = [];
  for (const by of [['id'], []]) {
    const comparison = await compareExports({ planned, old, by, folder });
    const [last] = await comparison.list('added', comparison.listed.added - 1, 1);
    all.push({ ...comparison.counts, last: last?.row });
    await comparison.dispose();
  }
  console.log(JSON.stringify(all));
}

void main();
