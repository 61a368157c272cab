// Why two exports cannot be compared. Headers may be customer data, so they are told in the excerpt only.
import * as l10n from '@vscode/l10n';
import { Failure } from '../../model/failure';

/** What was delivered is not in the format of the export, or damaged. */
export class UnreadableDelivery extends Failure {
  /** @param name of the object @param line where it ends to be readable, from 1; undefined where that is not known */
  constructor(name: string, line: number | undefined, cause: unknown) {
    super(
      'unreadable-delivery',
      {
        what:
          line === undefined
            ? l10n.t('{0} cannot be read as this export.', name)
            : l10n.t('{0} cannot be read as this export, from line {1} on.', name, line),
        why: l10n.t('It is damaged, or the format of the destination was another one when it was written.'),
        next: l10n.t(
          'Compare with another object, or give the destination the format that it was written in.',
        ),
      },
      { cause },
    );
  }
}

/** Nothing is in both exports that could be compared. */
export class NoCommonHeader extends Failure {
  constructor(name: string) {
    super('no-common-header', {
      what: l10n.t('{0} has none of the headers of this export.', name),
      why: l10n.t('It is of another export, or the format of the destination was another one then.'),
      next: l10n.t('Compare with another object, or give the destination the format that it was written in.'),
    });
  }
}

/** Rows cannot be matched by a column that one of the exports does not have. */
export class NoKeyColumn extends Failure {
  constructor(header: string) {
    super(
      'no-key-column',
      {
        what: l10n.t('Rows cannot be matched by that column.'),
        why: l10n.t('One of the two exports does not have it.'),
        next: l10n.t('Choose columns that both have, or compare whole rows.'),
      },
      { excerpt: header },
    );
  }
}

/** What rows are matched by does not tell them apart. */
export class KeyNotUnique extends Failure {
  constructor(headers: readonly string[], rows: number) {
    super(
      'key-not-unique',
      {
        what: l10n.t('Rows cannot be matched by these columns.'),
        why: l10n.t('More than {0} rows of one export have the same values there.', rows),
        next: l10n.t('Choose columns that tell rows apart, or compare whole rows.'),
      },
      { excerpt: headers.join(', ') },
    );
  }
}
