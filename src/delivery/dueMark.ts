// What objects of a schedule's runs say of themselves in their metadata, so that whoever runs the schedule next, also
// elsewhere and without any record of its own, knows what is delivered.
import { createHash } from 'node:crypto';
import { partKey } from '../export/naming';
import type { Plan } from '../model/plan';
import type { ChangeCounts } from '../model/receipt';
import type { Connection } from './connection';
import { maxRenames, renamed, type Target } from './guard';
import { lookUp } from './objects';

/** A run of a schedule. */
export interface Scheduled {
  readonly due: Date;
  /** What a person knows the export by. */
  readonly exportName: string;
  /** Of an incremental run that is not full. */
  readonly changes: ChangeCounts | undefined;
}

/** @param files how many the run has */
export function dueMark({ due, exportName }: Scheduled, files: number): Record<string, string> {
  return { due: due.toISOString(), files: String(files), export: nameMark(exportName) };
}

/** Metadata is ASCII, and short. Two exports may give one name at one moment, so the moment alone is not enough. */
function nameMark(exportName: string): string {
  return createHash('sha256').update(exportName).digest('hex').slice(0, 16);
}

/** What the bucket has of a run. */
export interface FoundRun {
  /** `later`: what a later run has written stands where this one would write. */
  readonly state: 'missing' | 'whole' | 'later';
  /** Of the run's objects. */
  readonly keys: readonly string[];
  /** Where its files go, one by one, if some are there already: they are the run's own and may be replaced. */
  readonly targets: readonly (Target | undefined)[];
}

/** @throws S3Failure when nothing can be asked, AbortError */
export async function findRun(
  connection: Connection,
  { key, format }: Pick<Plan, 'key' | 'format'>,
  scheduled: Pick<Scheduled, 'due' | 'exportName'>,
  signal: AbortSignal,
): Promise<FoundRun> {
  const find = (number: number): Promise<FoundObject | 'later' | undefined> =>
    findObject(
      connection,
      partKey(key, format.fileExtension, number),
      format.fileExtension,
      scheduled,
      signal,
    );
  const first = await find(1);
  if (first === 'later') return { state: 'later', keys: [], targets: [] };
  const found = [first];
  for (let number = 2; number <= (first?.files ?? 0); number++) {
    const next = await find(number);
    found.push(next === 'later' ? undefined : next);
  }
  const keys = found.flatMap((each) => (each ? [each.target.key] : []));
  const targets = found.map((each) => each?.target);
  return { state: keys.length === found.length ? 'whole' : 'missing', keys, targets };
}

interface FoundObject {
  readonly target: Target;
  /** How many the run has. */
  readonly files: number;
}

/** Where taken names are avoided, the object may have any of them up to the first that is free. */
async function findObject(
  connection: Connection,
  key: string,
  extension: string,
  { due, exportName }: Pick<Scheduled, 'due' | 'exportName'>,
  signal: AbortSignal,
): Promise<FoundObject | 'later' | undefined> {
  const renames = connection.destination.object.overwrite === 'rename';
  for (let number = 0; number <= (renames ? maxRenames : 0); number++) {
    const candidate = renamed(key, extension, number);
    const state = await lookUp(connection, candidate, signal);
    if (state.state !== 'taken') return undefined;
    const mark = readMark(state.metadata);
    if (mark?.export !== nameMark(exportName) || state.etag === undefined) continue;
    if (+mark.due === +due)
      return { target: { key: candidate, condition: { IfMatch: state.etag } }, files: mark.files };
    if (!renames && mark.due > due) return 'later';
  }
  return undefined;
}

interface Mark {
  readonly due: Date;
  readonly files: number;
  readonly export: string;
}

/** @returns undefined for an object that no schedule has written */
function readMark({ due = '', files = '', export: name = '' }: Readonly<Record<string, string>> = {}):
  Mark | undefined {
  const mark = { due: new Date(due), files: Number(files), export: name };
  return Number.isNaN(+mark.due) || !(mark.files >= 1) ? undefined : mark;
}
