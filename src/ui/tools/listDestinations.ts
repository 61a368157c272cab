// s3destinations_list_destinations: where exports can go. No keys, no account.
import { l10n } from 'vscode';
import { s3Uri } from '../../model/bucketName';
import type { DestinationEntry, DestinationStore } from '../destinationStore';
import { failureLine, type Tool } from './tool';

export function listDestinations(store: DestinationStore): Tool<'s3destinations_list_destinations'> {
  return {
    prepare: () => Promise.resolve({ invocationMessage: l10n.t('Listing S3 destinations') }),
    run: () => Promise.resolve({ destinations: store.entries().map(describe) }),
  };
}

function describe(entry: DestinationEntry): object {
  if (!('destination' in entry)) return { id: entry.id, problem: failureLine(entry.invalid) };
  const { id, name, bucket, folderPath, endpoint, format, production } = entry.destination;
  return {
    ...{ id, name, address: s3Uri(bucket, folderPath), endpoint: endpoint ?? 'Amazon S3' },
    ...{ format: format.type, fileExtension: format.fileExtension, production },
  };
}
