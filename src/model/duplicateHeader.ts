// Two columns with one name: nobody who reads the export could tell them apart. Headers may be customer data, as in a file
// whose header row is missing, so they are told in the excerpt only.
import * as l10n from '@vscode/l10n';
import { Failure, type Explanation } from './failure';

export class DuplicateHeader extends Failure {
  /**
   * @param sources the two names or paths that the header is made from
   * @param place where it is there twice: in the header row of a delimited file, which nothing but a change of the file
   * mends, or among the columns of an export
   */
  constructor(
    header: string,
    sources: readonly [string, string],
    place: 'header row' | 'columns' = 'columns',
  ) {
    const { why, next } = place === 'columns' ? inColumns() : inHeaderRow();
    super(
      'duplicate-header',
      { what: l10n.t('Two columns would have the same header.'), why, next },
      { excerpt: `${header} (${sources.join(', ')})` },
    );
  }
}

type Reason = Pick<Explanation, 'why' | 'next'>;

function inHeaderRow(): Reason {
  return {
    why: l10n.t('The header row is missing or names a column twice.'),
    next: l10n.t('Rename one of them in the segment file, or say in the options that it has no header row.'),
  };
}

function inColumns(): Reason {
  return {
    why: l10n.t(
      'A column is there twice, two have the same "header", or two paths differ only in "." and "_".',
    ),
    next: l10n.t(
      'Give one of them another "header" in an export definition, or rename one of them in the segment file.',
    ),
  };
}
