// Two columns with one name: nobody who reads the export could tell them apart. Headers may be customer data, as in a file
// whose header row is missing, so they are told in the excerpt only.
import * as l10n from '@vscode/l10n';
import { Failure } from './failure';

export class DuplicateHeader extends Failure {
  /** @param sources the two names or paths that the header is made from */
  constructor(header: string, sources: readonly [string, string]) {
    super(
      'duplicate-header',
      {
        what: l10n.t('Two columns would have the same header.'),
        why: l10n.t(
          'The header row is missing or names a column twice, or two paths differ only in "." and "_".',
        ),
        next: l10n.t('Rename one of them in the segment file.'),
      },
      { excerpt: `${header} (${sources.join(', ')})` },
    );
  }
}
