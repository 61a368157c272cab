// The destination by which a delivered object is reached again: the receipt's own, or another of the same bucket.
import * as l10n from '@vscode/l10n';
import { s3Uri } from '../model/bucketName';
import { bucketAddress, type Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { Receipt } from '../model/receipt';

export class NoDestinationOfReceipt extends Failure {
  constructor({ destination, bucket, endpoint }: Receipt) {
    super('no-destination-of-receipt', {
      what: l10n.t('No destination leads to {0} any more.', s3Uri(bucket, '')),
      why: l10n.t(
        'The receipt is of the destination "{0}" at {1}, which was removed or points elsewhere now.',
        destination,
        endpoint ?? 'Amazon S3',
      ),
      next: l10n.t('Register a destination of this bucket, then verify again.'),
    });
  }
}

/** Keys are bound to bucket and endpoint, so only a destination of the same may be asked. @throws NoDestinationOfReceipt */
export function destinationOfReceipt(receipt: Receipt, destinations: readonly Destination[]): Destination {
  const address = bucketAddress(receipt);
  const candidates = destinations.filter((destination) => bucketAddress(destination) === address);
  const own = candidates.find(({ id }) => id === receipt.destination) ?? candidates[0];
  if (!own) throw new NoDestinationOfReceipt(receipt);
  return own;
}
