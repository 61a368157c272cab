// The input files: made once, kept outside the repository, and made again when they are not what was written down of them.
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from '../host/hosts';
import { csvHeader, profiles, toCsv, toNdjson } from './profiles';

export type InputKind = 'ndjson' | 'csv';

/** The same for each run, so that times can be compared and files reused. */
const seed = 20_200_408;

/** Where inputs are, and what is downloaded: beside the hosts of the tests. */
export function benchFolder(): string {
  const folder = join(cacheFolder(), 'bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A file of so many profiles, from the cache if it is whole. Returns its path. */
export async function inputFile(kind: InputKind, rows: number): Promise<string> {
  const path = join(benchFolder(), `profiles-${rows}.${kind}`);
  if (await isWhole(path)) return path;
  console.log(`Making ${path}…`);
  await pipeline(Readable.from(pieces(kind, seed, rows)), createWriteStream(path));
  writeFileSync(noteOf(path), await describe(path));
  return path;
}

/** Writes a file of so many bytes or a little more: a million profiles of one seed, then of the next. */
export async function writeLargeFile(kind: InputKind, path: string, bytes: number): Promise<void> {
  let written = 0;
  const enough = function* (): Generator<string> {
    for (let add = 0; written < bytes; add++) {
      for (const piece of pieces(kind, seed + add, 1_000_000, add === 0)) {
        yield piece;
        written += Buffer.byteLength(piece);
        if (written >= bytes) return;
      }
    }
  };
  await pipeline(Readable.from(enough()), createWriteStream(path));
}

function* pieces(kind: InputKind, seed: number, rows: number, header = true): Generator<string> {
  if (kind === 'csv' && header) yield csvHeader;
  const toText = kind === 'csv' ? toCsv : toNdjson;
  for (const batch of profiles(seed, rows)) yield batch.map(toText).join('');
}

async function isWhole(path: string): Promise<boolean> {
  if (!existsSync(path) || !existsSync(noteOf(path))) return false;
  return readFileSync(noteOf(path), 'utf8') === (await describe(path));
}

function noteOf(path: string): string {
  return `${path}.json`;
}

/** Size and hash of the file, and of what made it. */
async function describe(path: string): Promise<string> {
  const maker = createHash('sha256')
    .update(readFileSync(join(__dirname, 'profiles.ts')))
    .digest('hex');
  return JSON.stringify({ maker, bytes: statSync(path).size, sha256: await sha256(createReadStream(path)) });
}

/** Of a stream's bytes, in hexadecimal. */
export async function sha256(bytes: Readable): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(bytes, hash);
  return hash.digest('hex');
}
