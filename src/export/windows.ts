// Any rows of an export, read from the place of the index that is nearest before them: what a person scrolls to. The rows
// are those of a run: the same records, the same `Rows`.
import { isCancelled } from '../model/failure';
import type { Plan } from '../model/plan';
import type { Dropped } from '../model/receipt';
import { readRecords, type SegmentRecord } from '../segment/records';
import { readRecordsFrom, type Heads } from '../segment/readFrom';
import type { Source } from '../segment/source';
import type { SourceIndex } from '../segment/sourceIndex';
import type { DropCounts } from './dropCounts';
import type { Row } from './encode';
import { projectorOf, type Projector } from './project';
import { Rows } from './rows';
import { stretches, type RowsBefore } from './stretches';
import type { Winners } from './winners';

/** What a window needs to know; all of it may still be growing. */
export interface WindowSource {
  readonly plan: Plan;
  /** Of files that can be read from the middle: see `plainSource`. */
  readonly source: Source;
  readonly index: SourceIndex;
  /** What is known of the heads of its files. Default: nothing */
  readonly heads?: Heads | undefined;
  /** Undefined where the plan drops no record. */
  readonly drops: DropCounts | undefined;
  /** Undefined where duplicates are not left out, or not known yet: then they are among the rows. */
  readonly winners: Winners | undefined;
}

/** A record that is not in the export, as it would be in it. */
export interface DroppedRow extends Row {
  readonly dropped: Dropped;
  /** Number of the record in the segment, from 0. */
  readonly record: number;
}

/** Whether some record may be dropped by a plan. */
export function mayDrop({ columns, deduplication, membersOf }: Plan): boolean {
  return deduplication !== undefined || membersOf !== undefined || columns.some(({ mandatory }) => mandatory);
}

/**
 * Rows of the export. They may be fewer than asked for, where the export ends.
 * @param from from 0
 * @throws any failure of the segment room that lies before the first one; the signal's AbortError
 */
export async function exportRows(
  at: WindowSource,
  from: number,
  count: number,
  signal?: AbortSignal,
): Promise<Row[]> {
  const before = (place: number) => recordAt(at, place) - droppedBefore(at, place);
  return take(at, { before, of: ({ written }) => written }, { from, count }, signal);
}

/**
 * Records that are not in the export, in the segment's order.
 * @param from from 0
 * @throws as `exportRows`
 */
export async function droppedRows(
  at: WindowSource,
  from: number,
  count: number,
  signal?: AbortSignal,
): Promise<DroppedRow[]> {
  const before = (place: number) => droppedBefore(at, place);
  return take(at, { before, of: ({ dropped }) => dropped }, { from, count }, signal);
}

/** One kind of rows. */
interface Wanted<T> {
  readonly before: RowsBefore;
  readonly of: (batch: Evaluated) => readonly T[];
}

/**
 * Reads the stretches of the segment that have such rows, and jumps over what has none. A failure behind the first one taken
 * ends it: what lies before can be shown.
 */
async function take<T>(
  at: WindowSource,
  { before, of }: Wanted<T>,
  { from, count }: { from: number; count: number },
  signal: AbortSignal | undefined,
): Promise<T[]> {
  const taken: T[] = [];
  if (!(count > 0 && count < Infinity)) return taken;
  try {
    for (const { begin, end } of stretches(knownPlaces(at), before, from, count)) {
      let left = from - before(begin);
      for await (const batch of readFrom(at, begin, end, signal)) {
        for (const row of of(batch)) {
          if (left-- > 0) continue;
          if (taken.push(row) >= count) return taken;
        }
      }
    }
  } catch (error) {
    if (taken.length === 0 || isCancelled(error)) throw error;
  }
  return taken;
}

/** How many places are known with what is dropped before them. */
function knownPlaces({ index, drops }: WindowSource): number {
  return Math.min(index.length, drops?.places ?? Infinity);
}

function recordAt({ index }: WindowSource, place: number): number {
  return index.length === 0 ? 0 : index.place(place).record;
}

function droppedBefore({ drops }: WindowSource, place: number): number {
  return drops?.before(place) ?? 0;
}

interface Evaluated {
  readonly written: readonly Row[];
  readonly dropped: readonly DroppedRow[];
}

/** What becomes of the records from a place to another, or to the end, batch by batch. */
async function* readFrom(
  { plan, source, index, heads, winners }: WindowSource,
  placeNumber: number,
  endNumber: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Evaluated> {
  // The beginning is read as a whole run reads it: that needs no index, and no file that can be read from the middle.
  const place = placeNumber === 0 ? undefined : index.place(placeNumber);
  const records = place ? readRecordsFrom(source, place, signal, heads) : readRecords(source, signal);
  const left: (readonly [Dropped, number])[] = [];
  const rows = new Rows(plan, winners, (dropped, record) => left.push([dropped, record]), place?.record);
  const projector = projectorOf(plan);
  const end = endNumber === undefined ? Infinity : index.place(endNumber).record;
  let first = place?.record ?? 0;
  for await (const read of records) {
    const batch = first + read.length <= end ? read : read.slice(0, end - first);
    const written = rows.of(batch);
    const dropped = left.splice(0).map(([why, record]) => {
      const of = batch[record - first] as SegmentRecord;
      return { ...asRow(of, projector), dropped: why, record };
    });
    yield { written, dropped };
    first += batch.length;
    if (first >= end) return;
  }
}

function asRow({ line, file, value }: SegmentRecord, projector: Projector): Row {
  return { line, file, cells: projector.row(value) };
}

/**
 * How many rows the first records become. What ends the reading among them ends the count.
 * @throws the signal's AbortError
 */
export async function rowsAmong(at: WindowSource, records: number, signal?: AbortSignal): Promise<number> {
  let [rows, seen] = [0, 0];
  try {
    for await (const { written, dropped } of readFrom(at, 0, undefined, signal)) {
      rows += written.length;
      seen += written.length + dropped.length;
      if (seen >= records) break;
    }
  } catch (error) {
    if (isCancelled(error)) throw error;
  }
  return rows;
}
