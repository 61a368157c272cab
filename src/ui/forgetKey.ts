// The access key of a destination that has become another one: settings moved it elsewhere, or it signs by something else.
import { isTyped } from '../model/credentials';
import { secretBinding, type Destination } from '../model/destination';
import { asFailure } from '../model/failure';
import type { AccessKeyStore } from './accessKeyStore';
import type { Log } from './log';

/** Forgets the key that a destination had, where it has no use any more. */
export async function forgetUnusedKey(
  before: Destination,
  after: Destination,
  { keys, log }: { readonly keys: Pick<AccessKeyStore, 'delete'>; readonly log: Pick<Log, 'warn'> },
): Promise<void> {
  if (isTyped(after.credentials) && keyPlace(before) === keyPlace(after)) return;
  // Where the keyring does not work, a key that has no use any more is no reason to bother anybody.
  await keys.delete(before).catch((error: unknown) => log.warn(asFailure(error).message));
}

/** Where a destination's key is, if it has one. */
function keyPlace(destination: Destination): string {
  return `${destination.credentials.type === 'ask' ? 'memory' : 'storage'} ${secretBinding(destination)}`;
}
