// Makes a plan: looks at the segment's first records for the columns, where none are chosen, and resolves the key for the
// moment given.
import type { Column, Value } from '../model/column';
import { defaultOptions, type ExportOptions } from '../model/definition';
import type { Destination } from '../model/destination';
import { resolveFormat, type FormatType } from '../model/format';
import type { Deduplication, EmptyExport, Plan } from '../model/plan';
import { segmentOf, type Segment } from '../model/segment';
import { EmptySegment } from '../segment/failures';
import { readRecords } from '../segment/records';
import type { Source } from '../segment/source';
import { inferColumns, inspectedRecords } from './columns';
import { firstRecords } from './firstRecords';
import { withMembership } from './membership';
import { partKey, resolveName, type NameValues, type ResolvedName } from './naming';
import { PlannedExport } from './planned';

/** Where an export is to go: all that a plan takes from a destination. */
export type Target = Pick<Destination, 'folderPath' | 'format'> & Partial<Pick<Destination, 'id' | 'name'>>;

/** An export that goes nowhere: a format with its defaults. */
export function formatTarget(type: FormatType): Target {
  return { folderPath: '', format: resolveFormat({ type }) };
}

export interface ExportRequest {
  readonly source: Source;
  readonly target: Target;
  /** What names are made of; the same moment gives the same key. */
  readonly moment: Date;
  /** What stands in an export definition. Default: `defaultOptions`. */
  readonly options?: ExportOptions;
  /** As a definition has it. An id also says which members are written. Default: made from the source's name. */
  readonly segment?: { readonly id?: string | undefined; readonly name?: string | undefined };
}

/** All of a request that an object's name is made of. */
export type NamingRequest = Omit<ExportRequest, 'source'> & { readonly source: Pick<Source, 'name'> };

/**
 * Plans an export.
 * @throws any failure of the segment room within the records looked at, DuplicateHeader, and those of `resolveName`
 */
export async function planExport(request: ExportRequest, signal?: AbortSignal): Promise<PlannedExport> {
  const { source, target, moment, options = defaultOptions } = request;
  const membersOf = request.segment?.id;
  const segment = describe(request);
  const { rowsPerFile, headerInEachFile, emptyExport } = options;
  const plan: Plan = {
    segment,
    format: target.format,
    ...(await columnsOf(options, source, membersOf, signal)),
    membersOf,
    ...resolveKey(request),
    ...{ rowsPerFile, headerInEachFile, emptyExport, moment },
  };
  await refuseLateNames(plan, source);
  return new PlannedExport(plan, source);
}

/**
 * Where an export's first file goes at the moment of the request. Nothing is read.
 * @throws those of `resolveName`
 */
export function resolveKey(request: NamingRequest): ResolvedName {
  return resolveName(templateOf(request), nameValues(request, describe(request)), request.moment);
}

/** Deflate makes text a thousandth of its size at best, and the shortest row has two bytes. */
const mostRowsPerByte = 1032 / 2;

/**
 * A name without room for its number would be found out when the files before it are in the bucket.
 * @throws NameTooLong, KeyTooLong
 */
async function refuseLateNames({ key, format, rowsPerFile }: Plan, source: Source): Promise<void> {
  const size = await source.size();
  if (size * mostRowsPerByte <= rowsPerFile) return;
  partKey(key, format.fileExtension, Math.max(2, Math.ceil(size / 2 / rowsPerFile)));
}

function describe({ source, segment }: NamingRequest): Segment {
  const described = segmentOf(source.name);
  return { id: segment?.id ?? described.id, name: segment?.name ?? described.name };
}

/** A segment without a record has no columns, which is well where nothing is written then. */
async function columnsIn(
  source: Source,
  emptyExport: EmptyExport,
  signal: AbortSignal | undefined,
): Promise<readonly Column[]> {
  try {
    return await inferColumns(firstRecords(readRecords(source, signal), inspectedRecords), source.name);
  } catch (error) {
    if (error instanceof EmptySegment && emptyExport === 'skip') return [];
    throw error;
  }
}

async function columnsOf(
  { columns, deduplication, emptyExport }: ExportOptions,
  source: Source,
  membersOf: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Pick<Plan, 'columns' | 'inferred' | 'deduplication'>> {
  const chosen = columns ?? (await columnsIn(source, emptyExport, signal));
  return {
    columns: membersOf === undefined ? chosen : chosen.map((column) => ofSegment(column, membersOf)),
    inferred: columns === undefined,
    deduplication:
      deduplication &&
      deduplicationOf(deduplication, (value) => meant(value, columns ? [] : chosen, membersOf)),
  };
}

function ofSegment(column: Column, segmentId: string): Column {
  return { ...column, value: withMembership(column.value, segmentId) };
}

function deduplicationOf(deduplication: Deduplication, change: (value: Value) => Value): Deduplication {
  const { keys, time } = deduplication;
  return { ...deduplication, keys: keys.map(change), time: time && change(time) };
}

/**
 * The value of a key or time. By header also where the definition could not know the columns, because none are chosen.
 * @param inferred the columns of the first records, if it is they that are taken
 */
function meant(value: Value, inferred: readonly Column[], membersOf: string | undefined): Value {
  const header = value.kind === 'path' && value.path.length === 1 ? value.path[0] : undefined;
  const found = inferred.find((column) => column.header === header)?.value ?? value;
  return membersOf === undefined ? found : withMembership(found, membersOf);
}

function templateOf({ target, options }: NamingRequest): Parameters<typeof resolveName>[0] {
  const { folderPath, format } = target;
  return { folderPath, nameTemplate: options?.nameTemplate, fileExtension: format.fileExtension };
}

function nameValues({ target, options = defaultOptions }: NamingRequest, segment: Segment): NameValues {
  const { organization, sandbox, ...names } = options.names;
  return {
    segmentId: segment.id,
    segmentName: segment.name,
    destinationId: target.id,
    destinationName: target.name,
    organizationName: organization,
    sandboxName: sandbox,
    ...names,
  };
}
