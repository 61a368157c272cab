// Small ways to run an export in tests.
import { planExport, type ExportRequest } from '../../src/export/plan';
import type { PlannedExport } from '../../src/export/planned';
import type { Chunk, ExportRun } from '../../src/export/run';
import { readDefinition } from '../../src/model/definition';
import { resolveFormat, type FormatSettings } from '../../src/model/format';
import { readRecords, type SegmentRecord } from '../../src/segment/records';
import type { Source } from '../../src/segment/source';

/** 8 April 2020, 06:18:04 UTC: the moment in the name of Adobe's sample file. */
export const moment = new Date('2020-04-08T06:18:04Z');

/** @param definition what stands in a definition beside its segment's source */
export function planOf(
  source: Source,
  format: FormatSettings = { type: 'csv' },
  definition?: object,
): Promise<PlannedExport> {
  const target = { folderPath: '', format: resolveFormat(format) };
  return planExport({ source, target, moment, ...(definition && requestOf(definition)) });
}

function requestOf(definition: object): Pick<ExportRequest, 'options' | 'segment'> {
  const { segment = {}, ...rest } = definition as { segment?: object };
  const options = readDefinition(JSON.stringify({ segment: { source: 'x', ...segment }, ...rest }));
  return { options, segment: options.segment };
}

/** The whole export as text, before compression: its files one after the other. */
export async function exportText(
  source: Source,
  format?: FormatSettings,
  definition?: object,
): Promise<string> {
  const files = await exportFiles(source, format, definition);
  return files.map(({ text }) => text).join('');
}

/** Each file of an export as text, before compression. */
export async function exportFiles(
  source: Source,
  format?: FormatSettings,
  definition?: object,
): Promise<{ key: string; text: string; rows: number }[]> {
  const run = await (await planOf(source, format, definition)).run();
  const files = [];
  for await (const file of run.files('text')) {
    const text = (await bytesOf(file.chunks)).toString();
    files.push({ key: file.key, text, rows: file.rows() });
  }
  return files;
}

/** The whole object, of an export with one file. */
export async function exportBytes(source: Source, format?: FormatSettings): Promise<Buffer> {
  const run = await (await planOf(source, format)).run();
  return bytesOf(chunksOf(run));
}

/** The chunks of all files of a run. */
export async function* chunksOf(run: ExportRun): AsyncGenerator<Chunk> {
  for await (const { chunks } of run.files()) yield* chunks;
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
