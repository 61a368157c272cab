// Whether it is an access key that a destination lacks.
import type { Destination } from '../model/destination';
import { isTyped } from '../model/credentials';
import { asFailure } from '../model/failure';

/** Refusals of the key itself. */
const refused = [
  'missing-access-key',
  'signature-does-not-match',
  'invalid-access-key-id',
  'invalid-token',
  'expired-token',
];

/** True when entering an access key, the first or another one, is the way on from a failure. */
export function needsAccessKey(error: unknown, { credentials }: Destination): boolean {
  return isTyped(credentials) && refused.includes(asFailure(error).code);
}
