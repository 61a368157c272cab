// Makes a plan: looks at the segment's first records for the columns and resolves the key for the moment given.
import type { Destination } from '../model/destination';
import type { Format } from '../model/format';
import type { Plan } from '../model/plan';
import { segmentOf } from '../model/segment';
import { readRecords, type SegmentRecord } from '../segment/records';
import type { Source } from '../segment/source';
import { inferColumns, inspectedRecords } from './columns';
import { FirstRecords } from './head';
import { resolveKey } from './naming';

/** Where an export is to go: all that a plan takes from a destination. */
export type Target = Pick<Destination, 'folderPath'> & { readonly format: Format };

/**
 * Plans the export of a segment file.
 * @param moment what names are made of; pass the same moment to get the same key
 * @throws any failure of the segment room within the records looked at, DuplicateHeader, UnknownMacro, KeyTooLong
 */
export async function planExport(
  source: Source,
  { folderPath, format }: Target,
  moment: Date,
  signal?: AbortSignal,
): Promise<Plan> {
  const records: SegmentRecord[] = [];
  for await (const batch of new FirstRecords(readRecords(source, signal), inspectedRecords).records()) {
    records.push(...batch);
  }
  const segment = segmentOf(source.name);
  const key = resolveKey({ folderPath, fileExtension: format.fileExtension }, segment, moment);
  return { segment, format, columns: inferColumns(records), key, moment };
}
