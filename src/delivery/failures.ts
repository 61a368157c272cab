// The failures that belong to a delivery itself. What a store refuses or a network breaks is in explain.ts.
import * as l10n from '@vscode/l10n';
import type { Destination } from '../model/destination';
import {
  asFailure,
  explain,
  Failure,
  isCancelled,
  sentences,
  type Explanation,
  type FailureOptions,
} from '../model/failure';

/** The destination signs with an access key that a person types, and none is there. */
export class MissingAccessKey extends Failure {
  constructor({ name, credentials }: Pick<Destination, 'name' | 'credentials'>) {
    super('missing-access-key', credentials.type === 'ask' ? notAsked(name) : notStored(name));
  }
}

function notStored(name: string): Explanation {
  return {
    what: l10n.t('The destination "{0}" has no access key.', name),
    why: l10n.t('It was never entered, or the bucket or endpoint has changed since.'),
    next: l10n.t('Enter the access key of this destination, or let it use an AWS profile.'),
  };
}

function notAsked(name: string): Explanation {
  return {
    what: l10n.t('The access key of the destination "{0}" is not known yet.', name),
    why: l10n.t('Each window asks for it once and does not store it.'),
    next: l10n.t('Enter the access key of this destination.'),
  };
}

/** The bucket has an object under the key already. It is untouched. */
export class KeyTaken extends Failure {
  constructor(key: string, cause: unknown) {
    super(
      'key-taken',
      {
        what: l10n.t('The export was not delivered.'),
        why: l10n.t('The bucket has an object "{0}" already, and nothing is ever overwritten.', key),
        next: l10n.t(
          'Push again: a name with the time in it is another one then. Otherwise choose another name, or remove that object first.',
        ),
      },
      { cause },
    );
  }
}

/** The object that was to be replaced is not the one that was seen. It is untouched. */
export class ObjectChanged extends Failure {
  constructor(key: string, cause: unknown) {
    super(
      'object-changed',
      {
        what: l10n.t('The export was not delivered.'),
        why: l10n.t('The object "{0}", which it was to replace, has changed since it was looked at.', key),
        next: l10n.t('Look at that object, then push again.'),
      },
      { cause },
    );
  }
}

/** Somebody else is writing the same key at this moment, so the store took neither side. */
export class KeyContested extends Failure {
  constructor(key: string, cause: unknown) {
    super(
      'key-contested',
      {
        what: l10n.t('The export was not delivered.'),
        why: l10n.t('Somebody else is writing "{0}" at the same moment.', key),
        next: l10n.t('Look at the bucket, then push again.'),
      },
      { cause },
    );
  }
}

/** The export has several files, and not all of them arrived. */
export class PartlyDelivered extends Failure {
  /** @param keys of the files that are in the bucket */
  constructor(
    readonly keys: readonly string[],
    cause: unknown,
  ) {
    const first = keys[0] ?? '';
    const last = keys.at(-1) ?? '';
    super(
      'partly-delivered',
      {
        what:
          keys.length === 1
            ? l10n.t('Only the first file of the export was delivered: {0}.', first)
            : l10n.t(
                'Only the first {0} files of the export were delivered: {1} to {2}.',
                keys.length,
                first,
                last,
              ),
        why: isCancelled(cause) ? l10n.t('The push was cancelled.') : sentences(explain(cause)),
        next: l10n.t(
          'They remain in the bucket. Remove them, or push the whole export again under another name.',
        ),
      },
      { cause, ...shownBeside(cause) },
    );
  }
}

/** What a failure shows beside its explanation. */
function shownBeside(error: unknown): Pick<FailureOptions, 'excerpt' | 'detail'> {
  const { excerpt, detail } = asFailure(error);
  return { detail, ...(excerpt !== undefined && { excerpt }) };
}

/** The bytes that came out differ from those that a person had confirmed. Nothing was written. */
export class ExportChanged extends Failure {
  constructor(key: string) {
    super('export-changed', {
      what: l10n.t('The export "{0}" was not delivered.', key),
      why: l10n.t('It is no longer what you confirmed: the segment file or the settings changed since.'),
      next: l10n.t('Look at the preview and confirm again.'),
    });
  }
}

/** The store took the export, and what it has now is not what was sent. */
export class DeliveryMismatch extends Failure {
  constructor(key: string, why: string) {
    super('delivery-mismatch', {
      what: l10n.t('The object "{0}" is not what was sent.', key),
      why,
      next: l10n.t('Do not use the object. Remove it and push again.'),
    });
  }
}

/**
 * The request that makes the object appear left, nothing clear came back, and the bucket could not be asked. The object
 * may be there, now or in a moment.
 */
export class DeliveryUnknown extends Failure {
  /** @param cause why nothing clear came back */
  constructor(
    readonly key: string,
    cause: unknown,
  ) {
    super(
      'delivery-unknown',
      {
        what: l10n.t('It is not known whether the export was delivered: "{0}" may have been written.', key),
        why: explain(cause).why,
        next: l10n.t('Look for "{0}" in the bucket before you push again.', key),
      },
      { cause },
    );
  }
}

/** The delivery ended early and its upload could not be removed, so its parts stay in the bucket, invisible but paid for. */
export class UnfinishedUpload extends Failure {
  /**
   * @param interruption what ended the delivery
   * @param cause why the upload could not be removed
   */
  constructor(
    readonly key: string,
    readonly uploadId: string,
    readonly interruption: unknown,
    cause: unknown,
  ) {
    super(
      'unfinished-upload',
      {
        what: l10n.t('The export was not delivered, and an unfinished upload of "{0}" remains.', key),
        why: explain(cause).why,
        next: l10n.t(
          'Remove it with "aws s3api abort-multipart-upload" and the upload id {0}, or let a lifecycle rule of the bucket do it.',
          uploadId,
        ),
      },
      { cause },
    );
  }
}
