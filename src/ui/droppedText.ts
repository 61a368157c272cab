// Which records are not in an export, and why, in one sentence without a full stop.
import { l10n } from 'vscode';
import { droppedRows, type Counts } from '../model/receipt';
import { countText } from './localFigures';

/** `118 dropped: 100 without a mandatory value, 18 duplicates`; nothing when all are written. */
export function droppedText(counts: Counts): string | undefined {
  const { expired, notAMember, mandatory, duplicate } = counts.dropped;
  const all = droppedRows(counts);
  if (all === 0) return undefined;
  const duplicates = duplicate === 1 ? l10n.t('1 duplicate') : l10n.t('{0} duplicates', countText(duplicate));
  const reasons: [number, string][] = [
    [expired, l10n.t('{0} left the segment', countText(expired))],
    [notAMember, l10n.t('{0} not in the segment', countText(notAMember))],
    [mandatory, l10n.t('{0} without a mandatory value', countText(mandatory))],
    [duplicate, duplicates],
  ];
  const told = reasons.flatMap(([count, text]) => (count > 0 ? [text] : []));
  return l10n.t('{0} dropped: {1}', countText(all), told.join(', '));
}
