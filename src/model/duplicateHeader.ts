// Two columns with one name: nobody who reads the export could tell them apart.
import * as l10n from '@vscode/l10n';
import { Failure } from './failure';

export class DuplicateHeader extends Failure {
  constructor(
    readonly header: string,
    paths: readonly [string, string],
  ) {
    super('duplicate-header', {
      what: l10n.t('Two columns would have the header "{0}".', header),
      why: l10n.t('It is made from both "{0}" and "{1}".', ...paths),
      next: l10n.t('Rename one of them in the segment file.'),
    });
  }
}
