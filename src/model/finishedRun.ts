// The record of a push that is over, for the list of runs: what became of it, in figures and words. It holds no secrets and
// no customer data; what was delivered is proved by its receipt.
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { definitionFileName } from './definition';
import { segmentOf } from './segment';

const Text = Type.String({ minLength: 1 });
const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });

/**
 * What became of a run:
 * - `verified`, `delivered`, `written`: how much of what is in the bucket was proved. See `outcomeOf`.
 * - `skipped`: the export has no rows, and its definition says to write nothing then.
 * - `failed`, `cancelled`: it did not end. `files` has what is in the bucket all the same.
 */
export const outcomes = ['verified', 'delivered', 'written', 'skipped', 'failed', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** What went wrong, as a person was told it; no excerpt of a file and no words of the store's. */
const RunFailure = Type.Object({
  code: Text,
  what: Type.String(),
  why: Type.String(),
  next: Type.String(),
});

/** Fields that are not here may be there, too: later versions may add some without being another form. */
export const FinishedRun = Type.Object({
  version: Type.Literal(1),
  /** Of the run, and so of its receipt: a UUID. A run that was resumed has it twice, with another `finishedAt`. */
  id: Type.String({ format: 'uuid' }),
  /** What a person knows the export by. */
  exportName: Type.String(),
  /** The definition or segment file: its absolute path, or its address where it is no file of this machine. */
  subject: Text,
  destinationId: Text,
  destinationName: Type.String(),
  bucket: Text,
  /** ISO 8601, UTC, in milliseconds. */
  startedAt: Time,
  finishedAt: Time,
  /** When a run of a schedule was due. */
  due: Type.Optional(Time),
  outcome: Type.Enum(outcomes),
  rowsWritten: Type.Optional(Count),
  /** Records that are not in the export, whatever the reason. */
  dropped: Type.Optional(Count),
  bytes: Type.Optional(Count),
  /** Keys of what is in the bucket, in the order of the export's files. */
  files: Type.Optional(Type.Array(Type.String())),
  /** Set where the receipt was kept. */
  receiptId: Type.Optional(Text),
  failure: Type.Optional(RunFailure),
});
export type FinishedRun = Static<typeof FinishedRun>;

/** What an export is called that is in a definition, or in a segment file without one. @param fileName without folders */
export function exportNameOf(fileName: string): string {
  return definitionFileName.test(fileName)
    ? fileName.replace(definitionFileName, '')
    : segmentOf(fileName).name;
}

/** The same. @param subject see `FinishedRun` */
export function exportNameOfSubject(subject: string): string {
  return exportNameOf(subject.split(/[/\\]/).at(-1) ?? subject);
}

/** A run as it is written to a file. */
export function finishedRunText(run: FinishedRun): string {
  return `${JSON.stringify(run, undefined, 2)}\n`;
}

/** @returns undefined for what is no run of this version */
export function readFinishedRun(text: string): FinishedRun | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Check(FinishedRun, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The last run of an export to a destination. @param recent newest first */
export function lastOf(
  recent: readonly FinishedRun[],
  subject: string,
  destinationId: string,
): FinishedRun | undefined {
  return recent.find((run) => run.subject === subject && run.destinationId === destinationId);
}
