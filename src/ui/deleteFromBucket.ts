// Delete…: deletes an object in a bucket, as the one that the tree shows and no other, once a person has confirmed it.
import { posix } from 'node:path';
import { env, l10n, window } from 'vscode';
import type { Connection } from '../delivery/connection';
import {
  deleteObject,
  lookBeforeDeletion,
  ObjectReplaced,
  type Deletable,
  type Deletion,
} from '../delivery/deleteObject';
import { s3Uri } from '../model/bucketName';
import { formatTime } from './figures';
import { sizeText } from './localFigures';
import { plainText } from './plainText';
import { withCancellableProgress } from './progress';
import type { Services } from './services';
import type { ObjectNode } from './treeNodes';
import { typeBucketName } from './typeBucketName';
import { withConnection } from './withConnection';

/** @throws ObjectReplaced, and what a connection and the store throw */
export async function deleteFromBucket(
  object: ObjectNode,
  { asking, tree, log }: Pick<Services, 'asking' | 'tree' | 'log'>,
): Promise<void> {
  const { destination, key } = object;
  try {
    const deletion = await withConnection(destination, asking, (connection) => ask(connection, object));
    if (!deletion) return;
    log.info(`delete ${key}: ${deletion}`);
    tree.refresh(destination.id);
    void window.showInformationMessage(plainText(doneText(posix.basename(key), deletion)));
  } catch (error) {
    // The tree shows what was listed before.
    if (error instanceof ObjectReplaced) tree.refresh(destination.id);
    throw error;
  }
}

/** Nothing is returned when the person left. */
async function ask(connection: Connection, object: ObjectNode): Promise<Deletion | undefined> {
  const title = l10n.t('Looking at {0}', posix.basename(object.key));
  const found = await withCancellableProgress(title, (signal) =>
    lookBeforeDeletion(connection, object, signal),
  );
  if (!found) return 'gone';
  return (await confirmDeletion(object, found)) ? deleteObject(connection, object) : undefined;
}

async function confirmDeletion(object: ObjectNode, found: Deletable): Promise<boolean> {
  const { destination, key } = object;
  const name = posix.basename(key);
  const title = destination.production
    ? l10n.t('Delete {0} in production?', name)
    : l10n.t('Delete {0}?', name);
  const answer = l10n.t('Delete');
  const detail = deletionFacts(object, found).join('\n');
  if ((await window.showWarningMessage(title, { modal: true, detail }, answer)) !== answer) return false;
  return !destination.production || typeBucketName(destination, title);
}

/** What a person is told before a deletion, one fact a line. */
export function deletionFacts(
  { destination, key, size, delivery }: ObjectNode,
  { lastModified, keepsVersions, guarded }: Deletable,
): string[] {
  const { name, bucket } = destination;
  const time = lastModified && formatTime(lastModified, new Date(), env.language);
  return [
    s3Uri(bucket, key),
    [sizeText(size), time].filter(Boolean).join(' · '),
    destination.production
      ? l10n.t('Destination: {0} (production), bucket: {1}', name, bucket)
      : l10n.t('Destination: {0}, bucket: {1}', name, bucket),
    keepsVersions
      ? l10n.t('The bucket keeps versions: a delete marker is written, and all versions stay.')
      : l10n.t('This cannot be undone, unless the bucket keeps versions.'),
    ...(delivery ? [l10n.t('The receipt of its delivery stays.')] : []),
    guarded === 'byStore'
      ? l10n.t('If somebody replaces the object meanwhile, it is not deleted.')
      : l10n.t(
          'Whether this store keeps conditions is not known: the object is looked at once more right before.',
        ),
  ];
}

function doneText(name: string, deletion: Deletion): string {
  switch (deletion) {
    case 'deleted':
      return l10n.t('Deleted {0}.', name);
    case 'marked':
      return l10n.t('Deleted {0}: a delete marker was written, and its versions stay in the bucket.', name);
    case 'gone':
      return l10n.t('{0} is not in the bucket any more.', name);
  }
}
