// What an incremental export cannot do without: keys to know people by, columns to name them in who are gone, and a header
// for the column of changes that no other has.
import * as l10n from '@vscode/l10n';
import { columnOf, type Column } from './column';
import type { Incremental } from './incremental';
import type { Deduplication } from './plan';

export interface IncrementalProblem {
  /** One sentence. */
  readonly text: string;
  /** Where it is in the definition, as `deduplicate.keys.0`. */
  readonly field: string;
}

/**
 * Says what is wrong with an incremental export, or nothing.
 * @param columns undefined: not known yet
 */
export function incrementalProblem(
  incremental: Incremental,
  {
    columns,
    deduplication,
  }: { columns: readonly Column[] | undefined; deduplication: Deduplication | undefined },
): IncrementalProblem | undefined {
  const { statusHeader } = incremental;
  if (!deduplication) {
    const text = l10n.t(
      '"mode": "incremental" needs "deduplicate": its keys say who is the same person from run to run.',
    );
    return { text, field: 'mode' };
  }
  if (!columns) return undefined;
  if (columns.some(({ header }) => header === statusHeader)) {
    const text = l10n.t(
      'A column has the header "{0}" already. Choose another "statusHeader".',
      statusHeader ?? '',
    );
    return { text, field: 'incremental.statusHeader' };
  }
  if (!tellsGone(incremental, columns)) return undefined;
  const missing = deduplication.keys.findIndex((key) => columnOf(key, columns) === -1);
  if (missing === -1) return undefined;
  const text = l10n.t('This key needs a column: whoever is gone is named by the keys alone.');
  return { text, field: `deduplicate.keys.${missing}` };
}

/** Whether an incremental export has rows of those who are gone. */
export function tellsGone({ by }: Incremental, columns: readonly Column[]): boolean {
  return by === 'changed' || columns.some(isStatusColumn);
}

/** Whether a column says of each person whether it is `Active` in the segment or `Expired`. */
export function isStatusColumn({ value }: Column): boolean {
  return value.kind === 'membership' && value.field === 'status';
}
