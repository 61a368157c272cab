// What is done when some files of an export are in the bucket and others are not: all of their keys can be had.
import { l10n } from 'vscode';
import { PartlyDelivered } from '../delivery/failures';
import type { Destination } from '../model/destination';
import { copyUris } from './pushOutcome';
import type { Services } from './services';
import type { FailureAction } from './showFailure';

/** Shows the objects in the tree and their keys in the log. @returns *Copy S3 URIs* */
export function partlyDelivered(
  error: unknown,
  destination: Destination,
  { log, tree }: Services,
): FailureAction[] {
  if (!(error instanceof PartlyDelivered)) return [];
  for (const key of error.keys) log.warn(`partly pushed to ${destination.id}: ${key} is in the bucket`);
  tree.refresh(destination.id);
  return [{ title: l10n.t('Copy S3 URIs'), run: () => copyUris(destination.bucket, error.keys) }];
}
