// What the row of an export says of its schedule: when it runs, what is tried again, and what is known of its runs.
import { env, l10n } from 'vscode';
import { nextRuns } from '../../schedule/nextRuns';
import { retryAt } from '../../schedule/retryAt';
import { formatUntil } from '../figures';
import { countText } from '../localFigures';
import { frequencyText, runsTold, scheduleText } from '../scheduleText';
import type { ExportNode } from '../treeNodes';
import { bothTimes, type Fact } from '../treeRow';

/** The pieces of a row's description. @throws InvalidSchedule */
export function scheduleTexts({ definition, state }: ExportNode, now: Date): string[] {
  const { schedule, incremental } = definition;
  const retry = schedule?.enabled !== false && state && retryAt(state);
  return [
    scheduleText(schedule, now),
    ...(retry ? [l10n.t('tried again {0}', formatUntil(retry, now, env.language))] : []),
    ...(schedule && incremental ? [l10n.t('incremental')] : []),
  ];
}

/** Lines of a row's tooltip. @throws InvalidSchedule */
export function scheduleFacts({ definition, state }: ExportNode): Fact[] {
  const { schedule } = definition;
  if (!schedule) return [];
  const text =
    schedule.enabled === false ? l10n.t('{0}, paused', frequencyText(schedule)) : frequencyText(schedule);
  const runs = nextRuns(schedule, new Date(), runsTold);
  return [
    [l10n.t('Schedule'), text],
    ...runs.map((run, index): Fact => [index === 0 ? l10n.t('Due next') : l10n.t('Then'), bothTimes(run)]),
    ...modeFacts(definition, state),
    ...(state ? stateFacts(state) : []),
  ];
}

function modeFacts({ incremental }: ExportNode['definition'], state: ExportNode['state']): Fact[] {
  if (!incremental) return [];
  const what =
    incremental.by === 'changed' ? l10n.t('rows that changed') : l10n.t('profiles that joined or left');
  return [[l10n.t('Next run writes'), state?.hasSnapshot ? what : l10n.t('all rows, then {0}', what)]];
}

function stateFacts(state: NonNullable<ExportNode['state']>): Fact[] {
  const { since, done, failed } = state;
  const retry = retryAt(state);
  return [
    ...(done ? [[l10n.t('Run up to'), bothTimes(done)] as const] : []),
    ...(since ? [[l10n.t('Runs since'), bothTimes(since)] as const] : []),
    ...(failed
      ? [
          [
            l10n.t('Failed'),
            l10n.t('{0}, attempts: {1}', bothTimes(failed.moment), countText(failed.attempts)),
          ] as const,
        ]
      : []),
    ...(retry ? [[l10n.t('Tried again'), bothTimes(retry)] as const] : []),
  ];
}
