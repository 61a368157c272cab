// Refusals that are about the bucket, an object in it, or what is to be kept with an object.
import * as l10n from '@vscode/l10n';
import type { S3Context } from '../explain';
import type { Entry } from '../explainRefusal';

export function objectReasons({ bucket, object }: S3Context): Record<string, Entry> {
  return {
    NoSuchBucket: {
      why: l10n.t('The bucket "{0}" does not exist.', bucket),
      next: l10n.t("Correct the destination's bucket, or create it."),
    },
    InvalidBucketName: {
      why: l10n.t('The store takes "{0}" for no name of a bucket.', bucket),
      next: l10n.t('Correct the destination\'s bucket, or whether it stands in the path ("pathStyle").'),
    },
    NoSuchKey: {
      why: l10n.t('The object does not exist.'),
      next: l10n.t('It may have been moved or removed: refresh the list.'),
    },
    InvalidObjectState: {
      why: l10n.t('The object is in an archive.'),
      next: l10n.t('Restore it there before you read it.'),
    },
    PreconditionFailed: {
      why: l10n.t('There is an object of this name already.'),
      next: l10n.t('Choose another name, or remove that object first.'),
    },
    OperationAborted: {
      why: l10n.t('Somebody else is changing the bucket or the object at the same moment.'),
      next: l10n.t('Wait a little and try again.'),
    },
    KeyTooLongError: {
      why: l10n.t('The name of the object is longer than the store takes.'),
      next: l10n.t('Shorten the folder path or the file name.'),
    },
    InvalidURI: {
      why: l10n.t('The name of the object has what the store does not take.'),
      next: l10n.t('Leave special characters out of the folder path and the file name.'),
    },
    InvalidStorageClass: {
      why: l10n.t('The store has no storage class "{0}".', object?.storageClass ?? 'STANDARD'),
      next: l10n.t('Correct "storageClass" in the destination, or leave it out.'),
    },
    InvalidTag: {
      why: l10n.t('The store does not take the tags of the objects.'),
      next: l10n.t(
        'Correct "tags" in the destination: letters, digits, spaces and + - = . _ : / @ are taken.',
      ),
    },
    MetadataTooLarge: {
      why: l10n.t('The metadata of the object is more than the store takes: 2 KB on Amazon S3.'),
      next: l10n.t('Shorten "metadata" in the destination.'),
    },
    AccessControlListNotSupported: {
      why: l10n.t('The bucket takes no access control lists.'),
      next: l10n.t('Ask the owner of the bucket to give access by its policy instead.'),
    },
  };
}
