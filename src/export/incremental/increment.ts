// An incremental run of an export: what has changed since the run that the last snapshot tells of, and the snapshot of this
// one. The segment is read twice: for the winners among those with one key, and for the people in it (./people). They are
// sorted and compared with the last snapshot (./compare); what is left to write is an export as any other.
import { rm } from 'node:fs/promises';
import { InvalidDefinition } from '../../model/definition';
import type { Incremental } from '../../model/incremental';
import { incrementalProblem, tellsGone } from '../../model/incrementalProblem';
import { PlannedExport, type ScanOptions } from '../planned';
import { ChangeSet } from './changeSet';
import { compareWithLast } from './compare';
import { configurationOf, markedPlan } from './configuration';
import { goneRowsOf } from './goneRows';
import { peopleOf, readPeople } from './people';
import { Snapshot, type NoSnapshot } from './snapshot';
import { hashBytes } from './snapshotForm';
import { SnapshotWriter } from './snapshotWriter';
import { Sorter, type SorterSizes } from './sorter';

export interface Increment {
  /** What is to be written, as any other export. It reads what was put aside: not to be used after `close`. */
  readonly planned: PlannedExport;
  /** How many rows of each kind there are; undefined: the export is full. */
  readonly changes:
    { readonly added: number; readonly changed: number; readonly removed: number } | undefined;
  /** Why the export is full; undefined where it is not. */
  readonly fullBecause: NoSnapshot | undefined;
  /** Lets go of what was put aside. */
  close(): Promise<void>;
}

/** Where snapshots lie. They have the keys of people: their folder is for this person alone. */
export interface SnapshotFiles {
  /** That of the last delivered run. Undefined, or none there: the export is full. */
  readonly last: string | undefined;
  /**
   * Where that of this run is written, whole and on disk when the plan is made. It takes the place of `last` when the export
   * is delivered, or has no rows and is skipped: whoever runs it moves it.
   */
  readonly next: string;
}

export interface IncrementOptions extends Pick<ScanOptions, 'signal' | 'onRecords'> {
  readonly sorterSizes?: SorterSizes;
}

/**
 * Finds what an incremental run writes.
 * @param planned of a definition whose mode is incremental @param incremental of that definition
 * @throws InvalidDefinition, UnreadableTime, CorruptingValue, any failure of the segment room and of the file system, the
 * signal's AbortError. There is no new snapshot then
 */
export async function planIncrement(
  planned: PlannedExport,
  incremental: Incremental,
  files: SnapshotFiles,
  options: IncrementOptions = {},
): Promise<Increment> {
  const problem = incrementalProblem(incremental, planned.plan);
  if (problem) throw new InvalidDefinition(problem.text, problem.field);
  const sorter = new Sorter(options.sorterSizes);
  try {
    await sortPeople(planned, incremental, sorter, options);
    return await findChanges(planned, incremental, sorter, files, options.signal);
  } finally {
    await sorter.close();
  }
}

async function sortPeople(
  planned: PlannedExport,
  incremental: Incremental,
  sorter: Sorter,
  { signal, onRecords }: IncrementOptions,
): Promise<void> {
  const { plan, source } = planned;
  const winners = await planned.findWinners({ signal, onRecords });
  const hashed = incremental.by === 'changed';
  const leavers = !hashed && tellsGone(incremental, plan.columns);
  await readPeople(plan, source, winners, sorter, { signal, onRecords, hashed, leavers });
}

async function findChanges(
  planned: PlannedExport,
  incremental: Incremental,
  sorter: Sorter,
  { last, next }: SnapshotFiles,
  signal: AbortSignal | undefined,
): Promise<Increment> {
  const { plan, source } = planned;
  const configuration = configurationOf(plan, incremental);
  const width = plan.deduplication?.keys.length ?? 0;
  const form = { width, hashBytes: incremental.by === 'changed' ? hashBytes : 0 };
  const before = await Snapshot.open(last, configuration, form, signal);
  const isFull = typeof before === 'string';
  const marked = markedPlan(plan, incremental, isFull ? undefined : before.sha256);
  const changes = isFull ? undefined : new ChangeSet(goneRowsOf(marked, incremental), incremental);
  try {
    const people = peopleOf(sorter.sorted(signal), plan.deduplication?.keep);
    await writeSnapshot(next, configuration, (snapshot) =>
      compareWithLast(people, isFull ? undefined : before.rows(signal), snapshot, changes),
    );
  } catch (error) {
    await changes?.close();
    throw error;
  } finally {
    if (!isFull) await before.close();
  }
  const winners = await planned.findWinners({ signal });
  return {
    planned: new PlannedExport(marked, source, { winners, changes }),
    changes: changes?.counts,
    fullBecause: isFull ? before : undefined,
    close: async () => changes?.close(),
  };
}

/** Whole, or not at all. */
async function writeSnapshot(
  path: string,
  configuration: Buffer,
  write: (snapshot: SnapshotWriter) => Promise<void>,
): Promise<void> {
  const snapshot = await SnapshotWriter.open(path, configuration);
  try {
    await write(snapshot);
    await snapshot.end();
    await snapshot.close();
  } catch (error) {
    await snapshot.close();
    await rm(path, { force: true });
    throw error;
  }
}
