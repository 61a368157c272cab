// A file system other than the disk that gives no answer.
import { l10n } from 'vscode';
import { Failure } from '../model/failure';

export class FileSystemFailed extends Failure {
  constructor(cause: unknown) {
    super(
      'file-system-failed',
      {
        what: l10n.t('The file system of the file gave no answer.'),
        why: l10n.t('The extension that provides it is not there, or cannot reach it now.'),
        next: l10n.t('Open the file in an editor to see whether it can be read, and try again.'),
      },
      { cause },
    );
  }
}
