// What is known of an export's schedule from one call to the next: a folder for each export and destination, with its state,
// the snapshot of an incremental one, and the lock of whoever is at it.
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Type from 'typebox';
import { Check } from 'typebox/value';
import { makePrivateFolder } from '../delivery/privateFolder';
import { writeWhole } from '../delivery/wholeFile';
import { bucketAddress } from '../model/destination';
import type { Outside, ScheduledExport } from './scheduledExport';

export interface ExportState {
  /** When the export was first seen. Undefined: never yet. */
  readonly since: Date | undefined;
  /** Up to this due moment, all are delivered or passed over. */
  readonly done: Date | undefined;
  /** The due moment that failed and is tried again. */
  readonly failed: FailedMoment | undefined;
  /** Whether the next run of an incremental export need not be full. */
  readonly hasSnapshot: boolean;
}

export interface FailedMoment {
  readonly moment: Date;
  readonly attempts: number;
  /** When it failed last. */
  readonly at: Date;
  /** Of the failure. */
  readonly code: string;
}

const unseen = { since: undefined, done: undefined, failed: undefined };

/** What tells an export at its destination from others: 32 hexadecimal digits. */
export function exportId({ subject, destination }: Pick<ScheduledExport, 'subject' | 'destination'>): string {
  const identity = JSON.stringify([subject, bucketAddress(destination), destination.folderPath]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

/** It need not be there yet. */
export function exportFolder(
  what: Pick<ScheduledExport, 'subject' | 'destination'>,
  { folder }: Pick<Outside, 'folder'>,
): string {
  return join(folder, exportId(what));
}

/** The files in an export's folder. */
export interface FilesOfExport {
  readonly state: string;
  readonly lock: string;
  /** Of the last run that was delivered. */
  readonly snapshot: string;
  /** Of the run that is under way. */
  readonly nextSnapshot: string;
  /** The same, made once more to see whether an interrupted run would still write the same. */
  readonly snapshotAgain: string;
}

export function filesIn(folder: string): FilesOfExport {
  return {
    state: join(folder, 'state.json'),
    lock: join(folder, 'lock'),
    snapshot: join(folder, 'snapshot'),
    nextSnapshot: join(folder, 'snapshot.next'),
    snapshotAgain: join(folder, 'snapshot.again'),
  };
}

/** For whoever shows it. Nothing is written, and nobody is kept waiting. */
export async function stateOf(
  what: Pick<ScheduledExport, 'subject' | 'destination'>,
  outside: Pick<Outside, 'folder'>,
): Promise<ExportState> {
  const folder = exportFolder(what, outside);
  return (await readState(folder)) ?? { ...unseen, hasSnapshot: await isThere(filesIn(folder).snapshot) };
}

/** @param folder of the export @returns undefined where there is no state, or none that can be read */
export async function readState(folder: string): Promise<ExportState | undefined> {
  const files = filesIn(folder);
  const stored = stateIn(await readFile(files.state, 'utf8').catch(() => ''));
  return stored && { ...stored, hasSnapshot: await isThere(files.snapshot) };
}

/** @param folder of the export; it is made @throws what the file system throws */
export async function writeState(
  folder: string,
  { since, done, failed }: Omit<ExportState, 'hasSnapshot'>,
): Promise<void> {
  await makePrivateFolder(folder);
  await writeWhole(filesIn(folder).state, `${JSON.stringify({ version: 1, since, done, failed })}\n`);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const Time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const StoredState = Type.Object({
  version: Type.Literal(1),
  since: Type.Optional(Time),
  done: Type.Optional(Time),
  failed: Type.Optional(
    Type.Object({ moment: Time, attempts: Type.Integer({ minimum: 1 }), at: Time, code: Type.String() }),
  ),
});

function stateIn(text: string): Omit<ExportState, 'hasSnapshot'> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Check(StoredState, value)) return undefined;
    const { since, done, failed } = value;
    const moment = (time: string | undefined): Date | undefined =>
      time === undefined ? undefined : new Date(time);
    return {
      since: moment(since),
      done: moment(done),
      failed: failed && { ...failed, moment: new Date(failed.moment), at: new Date(failed.at) },
    };
  } catch {
    return undefined;
  }
}
