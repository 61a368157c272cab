// What is said of scheduled exports in the status bar, its tooltip and the list of next runs.
import { env, l10n } from 'vscode';
import { lastOf } from '../../model/finishedRun';
import { byTime, type Look } from '../../schedule/agenda';
import { formatUntil } from '../figures';
import { rowsText } from '../localFigures';
import { runText } from '../runs/text';
import { bothTimes, type Fact } from '../treeRow';
import type { WindowExport } from './scheduledExports';
import type { RunningExport, SchedulesView } from './view';

type Known = Look<WindowExport>;

/** One line without an icon: `luxury-audience in 3 hr.` */
export function statusText({ looks, running, isEnabled }: SchedulesView, now: Date): string {
  if (running) return runningText(running);
  if (!isEnabled) return l10n.t('Schedules paused');
  const next = failedOf(looks) ?? byTime(looks)[0];
  if (next?.at) return `${next.what.name} ${nextText(next, now)}`;
  return looks.some(isByChange) ? l10n.t('Exports wait for changes') : l10n.t('No run is due');
}

/** The first that failed and is tried again. */
export function failedOf(looks: readonly Known[]): Known | undefined {
  return byTime(looks).find(({ state, at }) => at && state.failed);
}

/** `luxury-audience: 734,000 rows` */
export function runningText({ what: { name }, rows }: RunningExport): string {
  return rows === 0 ? l10n.t('{0}: begun', name) : l10n.t('{0}: {1}', name, rowsText(rows));
}

/** `in 3 hr.`, `failed, again in 5 min.` */
export function nextText(look: Known, now: Date): string {
  const { at, state, what } = look;
  if (what.schedule.enabled === false) return l10n.t('paused');
  if (at && state.failed) return l10n.t('failed, again {0}', formatUntil(at, now, env.language));
  if (at) return formatUntil(at, now, env.language);
  return isByChange(look) ? l10n.t('waits for changes') : l10n.t('over');
}

/** A line for each export: when it runs next, and what became of its last run. */
export function nextFacts({ looks, recent }: SchedulesView, now: Date): Fact[] {
  return looks.map((look) => {
    const time = look.at && look.at > now ? [bothTimes(look.at)] : [];
    return [look.what.name, [nextText(look, now), ...time, ...lastTexts(look, recent)].join(' · ')];
  });
}

/** What became of the last run, if there was one. */
export function lastTexts({ what }: Known, recent: SchedulesView['recent']): string[] {
  const last = lastOf(recent, what.subject, what.destination.id);
  return last ? [l10n.t('last: {0}', runText(last))] : [];
}

function isByChange({ what: { schedule } }: Known): boolean {
  return schedule.frequency === 'onChange' && schedule.enabled !== false;
}
