// The record of a run that is under way: what the next start must know to carry it on, or to clear up after it, when the
// program ends in the middle. It holds no secrets and no customer data.
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { DeliveredFile, FileFigures } from './receipt';

const Text = Type.String({ minLength: 1 });

/** A key to write, and on what condition. */
const Target = Type.Object({
  key: Text,
  /** What must be so when the object appears, in S3's words. */
  condition: Type.Union([
    Type.Object({ IfNoneMatch: Type.Literal('*') }),
    Type.Object({ IfMatch: Type.String() }),
  ]),
});

/** The file that is being written. */
const CurrentFile = Type.Object({
  ...Target.properties,
  /** Its upload in parts. */
  started: Type.Optional(
    Type.Object({
      uploadId: Text,
      /** Of the first part, in bytes: see `partSizes`. */
      partSize: Type.Integer({ minimum: 1 }),
    }),
  ),
});
export type CurrentFile = Static<typeof CurrentFile>;

/** What a run was to bring about. Without it a run can be cleared up, not carried on. */
const Confirmed = Type.Object({
  sourceSha256: Text,
  configSha256: Text,
  /** What was seen under the keys of the first files when they were confirmed. */
  targets: Type.Array(Target),
  files: Type.Array(Type.Unsafe<FileFigures>(Type.Object({ key: Text, sha256: Text }))),
});
export type Confirmed = Static<typeof Confirmed>;

export const RunRecord = Type.Object({
  version: Type.Literal(1),
  /** The run's, and so its receipt's. */
  id: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
  /** ISO 8601, UTC. */
  startedAt: Text,
  /** The moment that names are made of. ISO 8601, UTC. */
  moment: Text,
  /** Its id in settings. */
  destination: Text,
  bucket: Text,
  endpoint: Type.Optional(Type.String()),
  /** The segment's name. */
  segment: Type.String(),
  /** What whoever began the run needs to plan it again: the window's and the command line's own affair. */
  request: Type.Unknown(),
  confirmed: Type.Optional(Confirmed),
  /** Files that are in the bucket, in their order. */
  delivered: Type.Array(Type.Unsafe<DeliveredFile>(Type.Object({ key: Text, sha256: Text }))),
  current: Type.Optional(CurrentFile),
  /** The process that the run belongs to. */
  process: Type.Object({ pid: Type.Integer(), host: Type.String() }),
});
export type RunRecord = Static<typeof RunRecord>;

/** @returns undefined for what is no record of this version */
export function readRunRecord(text: string): RunRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Check(RunRecord, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
