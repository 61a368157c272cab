// The guard of somebody else's objects: under which key and on what condition a file is written. The condition is the
// store's to keep, in the very request that makes the object appear, so that nothing can come between a look and a write.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import type { Guarded } from '../model/receipt';
import type { OverwritePolicy } from '../model/objectSettings';
import type { CurrentFile } from '../model/runRecord';
import { conditionSupport, type Request } from './conditions';
import type { Connection } from './connection';
import { KeyTaken, ObjectChanged } from './failures';
import { lookUp, type KeyState } from './objects';

/**
 * What must be so at the moment of the write, in S3's words.
 * Source: "Conditional writes" in the Amazon S3 User Guide.
 */
export type Condition = CurrentFile['condition'];

/** A key to write, and on what condition. */
export interface Target {
  readonly key: string;
  readonly condition: Condition;
}

/** Nothing has the key. */
export const free: Condition = { IfNoneMatch: '*' };

/** Every name that `rename` tries is taken. */
export class NoFreeName extends Failure {
  constructor(key: string) {
    super('no-free-name', {
      what: l10n.t('No free name was found for "{0}".', key),
      why: l10n.t('The bucket has objects under that name with _1 to _{0}, too.', maxRenames),
      next: l10n.t(
        'Put the time into the name, for example by %DATETIME(yyyyMMddHHmmss)%, or clear up the folder.',
      ),
    });
  }
}

/** Nobody keeps so many by hand; a template without a time is the usual reason. */
export const maxRenames = 1000;

/** A target, and what was seen there. */
export interface FoundTarget {
  readonly target: Target;
  readonly state: KeyState;
}

/**
 * What a destination's policy makes of a key.
 * @param extension of the file, which stays last
 * @throws NoFreeName, and what `lookUp` throws
 */
export async function targetOf(
  connection: Connection,
  key: string,
  extension: string,
  policy: OverwritePolicy,
  signal?: AbortSignal,
): Promise<Target> {
  // The condition says it all: there is nothing to look at.
  if (policy === 'fail') return { key, condition: free };
  return (await findTarget(connection, key, extension, policy, signal)).target;
}

/** The same, with what stands there. @throws NoFreeName, and what `lookUp` throws */
export async function findTarget(
  connection: Connection,
  key: string,
  extension: string,
  policy: OverwritePolicy,
  signal?: AbortSignal,
): Promise<FoundTarget> {
  if (policy === 'rename') return findFreeName(connection, key, extension, signal);
  const state = await lookUp(connection, key, signal);
  const etag = policy === 'replace' && state.state === 'taken' ? state.etag : undefined;
  return { target: { key, condition: etag === undefined ? free : { IfMatch: etag } }, state };
}

async function findFreeName(
  connection: Connection,
  key: string,
  extension: string,
  signal: AbortSignal | undefined,
): Promise<FoundTarget> {
  for (let number = 0; number <= maxRenames; number++) {
    const candidate = renamed(key, extension, number);
    const state = await lookUp(connection, candidate, signal);
    // A key that nobody can look at is taken as it is: the condition refuses it if it is not free.
    if (state.state !== 'taken') return { target: { key: candidate, condition: free }, state };
  }
  throw new NoFreeName(key);
}

/** `name.csv`, `name_1.csv`, `name_2.csv` … */
export function renamed(key: string, extension: string, number: number): string {
  if (number === 0) return key;
  const end = `.${extension}`;
  return key.endsWith(end) ? `${key.slice(0, -end.length)}_${number}${end}` : `${key}_${number}`;
}

/**
 * The condition to send with a write. Where the store keeps none, the key is looked at now instead.
 * @throws KeyTaken, ObjectChanged, and what `lookUp` throws
 */
export async function guardWrite(
  connection: Connection,
  { key, condition }: Target,
  request: Request,
): Promise<{ readonly guarded: Guarded; readonly condition: Condition | Record<string, never> }> {
  if ((await conditionSupport(connection, request)) === 'kept') return { guarded: 'byStore', condition };
  const found = await lookUp(connection, key);
  const etag = found.state === 'taken' ? found.etag : undefined;
  if ('IfMatch' in condition && etag !== condition.IfMatch) throw new ObjectChanged(key, undefined);
  if ('IfNoneMatch' in condition && found.state === 'taken') throw new KeyTaken(key, undefined);
  return { guarded: 'byLook', condition: {} };
}
