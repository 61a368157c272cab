// What is done when files of an export are in the bucket and the delivery is not whole: all of their keys can be had.
import { l10n } from 'vscode';
import { IncompleteDelivery } from '../delivery/failures';
import type { Destination } from '../model/destination';
import { copyUris } from './pushOutcome';
import type { Services } from './services';
import type { FailureAction } from './showFailure';

/** Shows the objects in the tree and their keys in the log. @returns *Copy S3 URIs* */
export function incompleteDelivery(
  error: unknown,
  destination: Destination,
  { log, tree }: Services,
): FailureAction[] {
  if (!(error instanceof IncompleteDelivery)) return [];
  for (const key of error.keys) log.warn(`incompletely pushed to ${destination.id}: ${key} is in the bucket`);
  tree.refresh(destination.id);
  return [{ title: l10n.t('Copy S3 URIs'), run: () => copyUris(destination.bucket, error.keys) }];
}
