// Small ways to run an export in tests.
import { ExportRun, type Chunk } from '../../src/export/run';
import { planExport } from '../../src/export/plan';
import { resolveFormat, type FormatSettings } from '../../src/model/format';
import type { Plan } from '../../src/model/plan';
import { readRecords, type SegmentRecord } from '../../src/segment/records';
import type { Source } from '../../src/segment/source';

/** 8 April 2020, 06:18:04 UTC: the moment in the name of Adobe's sample file. */
export const moment = new Date('2020-04-08T06:18:04Z');

export function planOf(source: Source, format: FormatSettings = { type: 'csv' }): Promise<Plan> {
  return planExport(source, { folderPath: '', format: resolveFormat(format) }, moment);
}

/** The whole export as text, before compression. */
export async function exportText(source: Source, format?: FormatSettings): Promise<string> {
  const run = new ExportRun(await planOf(source, format), readRecords(source));
  return (await bytesOf(run.chunks())).toString();
}

/** The whole object. */
export async function exportBytes(source: Source, format?: FormatSettings): Promise<Buffer> {
  const run = new ExportRun(await planOf(source, format), readRecords(source));
  return bytesOf(run.objectChunks());
}

async function bytesOf(chunks: AsyncIterable<Chunk>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const { bytes } of chunks) pieces.push(bytes);
  return Buffer.concat(pieces);
}

export async function allRecords(source: Source): Promise<SegmentRecord[]> {
  const records: SegmentRecord[] = [];
  for await (const batch of readRecords(source)) records.push(...batch);
  return records;
}
