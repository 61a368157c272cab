// What is said of a run in one line.
import { env, l10n } from 'vscode';
import type { FinishedRun } from '../../model/finishedRun';
import { formatDuration, formatTime } from '../figures';
import { countText, rowsText } from '../localFigures';
import { outcomeWord } from '../outcomeWord';

/**
 * `22 Nov, 06:00 · 1,204,331 rows · 118 dropped · 9 sec · verified · Acme exports`. A run of a schedule has in front when it was
 * due.
 */
export function runText(run: FinishedRun): string {
  return [timeText(run), ...figures(run), resultText(run), run.destinationName].join(' · ');
}

function timeText({ due, finishedAt }: FinishedRun): string {
  const text = (time: string): string => formatTime(new Date(time), new Date(), env.language);
  return due === undefined ? text(finishedAt) : l10n.t('due {0}', text(due));
}

/** Of a failure the sentence that says what happened. */
export function resultText({ outcome, failure }: FinishedRun): string {
  return failure ? l10n.t('{0}: {1}', outcomeWord(outcome), failure.what) : outcomeWord(outcome);
}

export function durationOf({ startedAt, finishedAt }: FinishedRun): string {
  return formatDuration(Date.parse(finishedAt) - Date.parse(startedAt), env.language);
}

function figures(run: FinishedRun): string[] {
  const { rowsWritten, dropped = 0 } = run;
  if (rowsWritten === undefined) return [];
  return [
    rowsText(rowsWritten),
    ...(dropped > 0 ? [l10n.t('{0} dropped', countText(dropped))] : []),
    durationOf(run),
  ];
}
