// `npm run bench -- deduplicate`: what it costs to leave out duplicates where every record has another key, in memory and
// on disk. Where there is no /proc it fails: nothing else tells the memory of a process.
import { createHash } from 'node:crypto';
import { createWriteStream, fstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { planExport } from '../../src/export/plan';
import { definitionOf } from '../../src/model/definition';
import { resolveFormat } from '../../src/model/format';
import { openSource } from '../../src/segment/source';
import { benchFolder } from './data';

/** Of memory and disk for each key, beyond what the same export needs without deduplication. */
const mostBytes = 64;

/** Returns whether the costs were low enough. */
export async function deduplicateBench(keys: number): Promise<boolean> {
  const path = join(benchFolder(), 'keys.ndjson');
  try {
    console.log(`Making ${path}…`);
    await pipeline(Readable.from(records(keys)), createWriteStream(path));
    const [plain, first] = [await exported(path, undefined), await exported(path, { keys: ['id'] })];
    const added = Math.max(0, first.peakBytes - plain.peakBytes);
    const cost = (added + first.temporaryBytes) / keys;
    console.log(
      `${keys} keys: ${first.seconds.toFixed(1)} s, without deduplication ${plain.seconds.toFixed(1)} s`,
    );
    console.log(`peak ${mega(first.peakBytes)} MB, without ${mega(plain.peakBytes)} MB`);
    console.log(`temporary file ${(first.temporaryBytes / keys).toFixed(1)} bytes a key`);
    console.log(
      `memory and disk ${cost.toFixed(1)} bytes a key: ${cost <= mostBytes ? 'at most' : 'MORE THAN'} ${mostBytes}`,
    );
    return cost <= mostBytes;
  } finally {
    rmSync(path, { force: true });
  }
}

/** About 110 bytes each. */
function* records(count: number): Generator<string> {
  for (let from = 0; from < count; from += 10_000) {
    const length = Math.min(10_000, count - from);
    yield Array.from({ length }, (_, index) => recordText(from + index)).join('');
  }
}

export function recordText(index: number): string {
  const digits = createHash('sha256').update(String(index)).digest('hex');
  const id = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ];
  const record = { id: id.join('-'), name: `name ${index}`, city: `city ${index % 97}`, level: index % 5 };
  return `${JSON.stringify(record)}\n`;
}

interface Cost {
  readonly seconds: number;
  /** Of resident memory, of this process so far. */
  readonly peakBytes: number;
  readonly temporaryBytes: number;
}

async function exported(path: string, deduplicate: { readonly keys: string[] } | undefined): Promise<Cost> {
  let temporaryBytes = 0;
  const looking = setInterval(() => (temporaryBytes = Math.max(temporaryBytes, bytesOfTemporaryFile())), 50);
  const started = performance.now();
  const planned = await planExport({
    source: await openSource(path),
    target: { folderPath: '', format: resolveFormat({}) },
    moment: new Date(0),
    options: definitionOf({ segment: { source: path }, ...(deduplicate && { deduplicate }) }),
  });
  await planned.scan();
  clearInterval(looking);
  return { seconds: (performance.now() - started) / 1000, peakBytes: peakBytes(), temporaryBytes };
}

export function peakBytes(): number {
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** It has no name any more: only this process knows it. */
function bytesOfTemporaryFile(): number {
  return Math.max(0, ...readdirSync('/proc/self/fd').map(bytesIfTemporary));
}

const prefix = join(tmpdir(), 's3-destinations-');

function bytesIfTemporary(descriptor: string): number {
  try {
    const isTemporary = readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(prefix);
    return isTemporary ? fstatSync(Number(descriptor)).size : 0;
  } catch {
    // Closed meanwhile.
    return 0;
  }
}

export function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
