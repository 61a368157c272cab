// Makes a plan: looks at the segment's first records for the columns and resolves the key for the moment given.
import type { Destination } from '../model/destination';
import type { Format } from '../model/format';
import type { Plan } from '../model/plan';
import { segmentOf } from '../model/segment';
import { readRecords } from '../segment/records';
import type { Source } from '../segment/source';
import { inferColumns, inspectedRecords } from './columns';
import { FirstRecords } from './head';
import { resolveName } from './naming';

/** Where an export is to go: all that a plan takes from a destination. */
export type Target = Pick<Destination, 'folderPath'> & { readonly format: Format };

/**
 * Plans the export of a segment file.
 * @param moment what names are made of; pass the same moment to get the same key
 * @throws any failure of the segment room within the records looked at, DuplicateHeader, and those of `resolveName`
 */
export async function planExport(
  source: Source,
  { folderPath, format }: Target,
  moment: Date,
  signal?: AbortSignal,
): Promise<Plan> {
  const inspected = new FirstRecords(readRecords(source, signal), inspectedRecords);
  const columns = await inferColumns(inspected.records());
  const segment = segmentOf(source.name);
  const template = { folderPath, fileExtension: format.fileExtension };
  const { key } = resolveName(template, { segmentId: segment.id, segmentName: segment.name }, moment);
  return { segment, format, columns, key, moment };
}
