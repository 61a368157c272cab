// Refusals that are about the bytes on their way, or about the store itself.
import * as l10n from '@vscode/l10n';
import type { Entry } from '../explainRefusal';
import type { S3Error } from '../s3Error';

export function transferReasons({ message }: S3Error): Record<string, Entry> {
  const tryLater = l10n.t('Wait a little and try again.');
  return {
    NoSuchUpload: {
      why: l10n.t('The upload was ended by somebody else, or by a lifecycle rule of the bucket.'),
      next: l10n.t('Push again.'),
    },
    InvalidPart: {
      why: l10n.t('Parts of the upload are not what was sent, or are gone.'),
      next: l10n.t('Push again.'),
    },
    EntityTooSmall: {
      why: l10n.t('The store takes no parts as small as those that were sent.'),
      next: l10n.t('Use a store that takes parts from 5 MiB, as S3 does.'),
    },
    SlowDown: { why: l10n.t('The store is busy and asks to slow down.'), next: tryLater },
    InternalError: { why: l10n.t('The store has a problem of its own.'), next: tryLater },
    RequestTimeout: {
      why: l10n.t('The data came too slowly for the store, or not to its end.'),
      next: tryLater,
    },
    BadDigest: {
      why: l10n.t('Data was damaged on its way to the store, several times in a row.'),
      next: l10n.t('Try again; if it happens again, look for a broken proxy or network device.'),
    },
    MissingContentLength: {
      why: l10n.t('The size of the data did not come to the store.'),
      next: l10n.t('Look for a proxy between here and the store that changes requests.'),
    },
    NotImplemented: {
      why: l10n.t(
        'The store does not support what a safe delivery needs (checksums or writing only if absent).',
      ),
      next: l10n.t('Update the store, or use one that supports conditional writes.'),
    },
    ...invalidRequest(message),
    EntityTooLarge: {
      why: l10n.t('The export is larger than the store takes.'),
      next: l10n.t('Split it, or use a store with a higher limit.'),
    },
    InsufficientCapacity: {
      why: l10n.t('The store is full.'),
      next: l10n.t('Free some space there, then try again.'),
    },
    QuotaExceeded: {
      why: l10n.t('A quota of the bucket or of its owner is used up.'),
      next: l10n.t('Free some space there, or have the quota raised.'),
    },
  };
}

/** One code for many things: only the sentence tells that it is about one that is known. */
function invalidRequest(message: string): Record<string, Entry> {
  if (!/object lock/i.test(message)) return {};
  return {
    InvalidRequest: {
      why: l10n.t(
        'The bucket has Object Lock, and the store takes no upload of this kind into such a bucket.',
      ),
      next: l10n.t('Use a bucket without Object Lock, or a newer version of the store.'),
    },
  };
}
