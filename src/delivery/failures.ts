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
import type { DeliveredFile } from '../model/receipt';

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
        why: l10n.t('The bucket has an object "{0}" already, which is left as it is.', key),
        next: l10n.t(
          'Push again: a name with the time in it is another one then. Otherwise choose another name, remove that object first, or see "overwrite" in the settings of the destination.',
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

/** Files of an export are in the bucket and remain there, and the delivery is not whole. */
export abstract class IncompleteDelivery extends Failure {
  /** @param files those that are in the bucket, at least one */
  constructor(
    readonly files: readonly DeliveredFile[],
    code: string,
    explanation: Explanation,
    cause: unknown,
  ) {
    super(code, explanation, { cause, ...shownBeside(cause) });
  }

  get keys(): string[] {
    return this.files.map(({ key }) => key);
  }
}

/** The export has several files, and not all of them arrived. */
export class PartlyDelivered extends IncompleteDelivery {
  constructor(files: readonly DeliveredFile[], cause: unknown) {
    const what =
      files.length === 1
        ? l10n.t('Only the first file of the export was delivered: {0}.', firstAndLast(files))
        : l10n.t(
            'Only the first {0} files of the export were delivered: {1}.',
            files.length,
            firstAndLast(files),
          );
    const why = isCancelled(cause) ? l10n.t('The push was cancelled.') : sentences(explain(cause));
    const next = l10n.t(
      'They remain in the bucket. Remove them, or push the whole export again under another name.',
    );
    super(files, 'partly-delivered', { what, why, next }, cause);
  }
}

/** All files of the export arrived, and the manifest that should name them did not. */
export class ManifestNotDelivered extends IncompleteDelivery {
  constructor(files: readonly DeliveredFile[], manifestKey: string, cause: unknown) {
    const unknown = cause instanceof DeliveryUnknown;
    const what = unknown
      ? l10n.t(
          'The export was delivered ({0}), but it is not known whether its manifest "{1}" was.',
          firstAndLast(files),
          manifestKey,
        )
      : l10n.t(
          'The export was delivered ({0}), but its manifest "{1}" was not.',
          firstAndLast(files),
          manifestKey,
        );
    const why = isCancelled(cause) ? l10n.t('The push was cancelled.') : reasonOf(cause);
    const next = l10n.t(
      'The files are whole and remain in the bucket. Where something waits for the manifest, remove them and push again; otherwise there is no need to.',
    );
    super(files, 'manifest-not-delivered', { what, why, next }, cause);
  }
}

function firstAndLast(files: readonly DeliveredFile[]): string {
  const [first, last] = [files[0]?.key ?? '', files.at(-1)?.key ?? ''];
  return files.length === 1 ? first : l10n.t('{0} to {1}', first, last);
}

/** Without what happened: causes call what they speak of "the export". */
function reasonOf(cause: unknown): string {
  const { what, why } = explain(cause);
  return why || what;
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
          'Resume or abort the push: choose Show Interrupted Pushes, or run "s3-destinations uploads". A lifecycle rule of the bucket removes it, too. Its upload id is {0}.',
          uploadId,
        ),
      },
      { cause },
    );
  }
}
