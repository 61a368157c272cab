// What the confirmation of a push says of the last delivery of the same export: always the rows, and what is unlike it.
import { env, l10n, workspace } from 'vscode';
import { defaultRowCountDeviation, deviatesBeyond } from '../delivery/sinceLast';
import { settings } from './contributions';
import { formatTime } from './figures';
import { countText, rowsText } from './localFigures';
import type { PreparedPush } from './pushPrepare';

type Prepared = Pick<PreparedPush, 'last' | 'planned'>;

/** Whether the rows deviate beyond the setting, or the headers changed. */
export function isUnlikeLast({ last }: Pick<PreparedPush, 'last'>): boolean {
  return (
    last !== undefined && (deviatesBeyond(last, rowCountDeviation()) || last.columnsBefore !== undefined)
  );
}

export function sinceLastTexts({ last, planned }: Prepared): string[] {
  if (!last) return [];
  const { rowsBefore, deviation, columnsBefore, receipt } = last;
  const when = formatTime(new Date(receipt.finishedAt), new Date(), env.language);
  const more = deviation === undefined ? [] : [deviationText(deviation)];
  return [
    [l10n.t('Last delivery ({0}): {1}', when, rowsText(rowsBefore)), ...more].join(', '),
    ...(deviatesBeyond(last, rowCountDeviation())
      ? [l10n.t('Warning: the number of rows deviates by more than {0} %.', countText(rowCountDeviation()))]
      : []),
    ...(columnsBefore === undefined ? [] : [headersText(planned.plan.columns.length, columnsBefore)]),
  ];
}

/** `+0.5 %` */
function deviationText(percent: number): string {
  const style = { signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const;
  return l10n.t('{0} %', new Intl.NumberFormat(env.language, style).format(percent));
}

function headersText(now: number, before: number): string {
  return now === before
    ? l10n.t('Warning: the headers or their order are not those of the last delivery.')
    : l10n.t(
        'Warning: the headers are not those of the last delivery: {0} columns instead of {1}.',
        countText(now),
        countText(before),
      );
}

/** In percent. */
export function rowCountDeviation(): number {
  return workspace
    .getConfiguration(settings.section)
    .get(settings.rowCountDeviation, defaultRowCountDeviation);
}
