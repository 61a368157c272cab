// `npm run bench -- memory`: whether memory stays bounded on files of gigabytes.
import { rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, type InputKind, writeLargeFile } from './data';
import { measure, quote } from './measure';
import { cli } from './prepare';

/** In MB of 1,000,000 bytes. */
const mostMegabytes = 250;

/** Exports a large file of each kind to nowhere. Returns whether the peaks of resident memory were low enough. */
export async function memoryBench(gigabytes: number, keep: boolean): Promise<boolean> {
  const results: boolean[] = [];
  for (const kind of ['ndjson', 'csv'] as const) {
    const path = join(benchFolder(), `large.${kind}`);
    try {
      await makeFile(kind, path, gigabytes * 1e9);
      results.push(await exportToNowhere(path));
    } finally {
      if (!keep) rmSync(path, { force: true });
    }
  }
  return results.every(Boolean);
}

async function makeFile(kind: InputKind, path: string, bytes: number): Promise<void> {
  rmSync(path, { force: true });
  const { bavail, bsize } = statfsSync(benchFolder());
  if (bavail * bsize < bytes * 1.1) throw new Error(`${benchFolder()} has no room for ${bytes} bytes.`);
  console.log(`Making ${path}…`);
  await writeLargeFile(kind, path, bytes);
}

async function exportToNowhere(path: string): Promise<boolean> {
  const gigabytes = (statSync(path).size / 1e9).toFixed(2);
  const words = [process.execPath, cli, 'preview', path, '--format', 'csv'].map(quote);
  const { peakBytes, wallSeconds } = await measure(`${words.join(' ')} > /dev/null`);
  if (peakBytes === undefined)
    throw new Error('This system does not tell the memory of processes: there is no /proc.');
  const megabytes = peakBytes / 1e6;
  const isBounded = megabytes <= mostMegabytes;
  const verdict = isBounded ? 'at most' : 'MORE THAN';
  console.log(
    `${gigabytes} GB in ${wallSeconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB: ${verdict} ${mostMegabytes} MB`,
  );
  return isBounded;
}
