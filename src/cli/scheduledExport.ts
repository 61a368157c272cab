// From the path of a definition to what its scheduled runs need: what is in it, its destination, and the outside.
import { join, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { openDefinition, readDefinitionAt } from '../export/openDefinition';
import type { Definition } from '../model/definition';
import { Failure } from '../model/failure';
import { exportNameOfSubject } from '../model/finishedRun';
import { sendAlerts } from '../schedule/alerts/sendAlerts';
import { dueMoments } from '../schedule/dueMoments';
import { dueAfter } from '../schedule/exportAtWork';
import { stateOf } from '../schedule/exportState';
import type { Outside, ScheduledExport } from '../schedule/scheduledExport';
import { alertTargets } from './alerts';
import { findDestination } from './config';
import type { RunArguments } from './arguments';
import type { Host } from './host';
import { journalIn } from './interrupted';
import { runHistory } from './recordRun';
import { receiptStore } from './receipts';
import { rowCountDeviation } from './sinceLast';
import { stateFolder } from './state';
import { say } from './terminal';

type Words = Pick<RunArguments, 'config' | 'state'>;

/** Only a definition that says where its export goes can be run by itself. */
export class NoDestination extends Failure {
  constructor() {
    super('no-destination', {
      what: l10n.t('The export has no destination.'),
      why: l10n.t('Its definition has no "destination".'),
      next: l10n.t('Add the id of a destination to the definition.'),
    });
  }
}

/** Nothing says when it is due. */
export class NoSchedule extends Failure {
  constructor() {
    super('no-schedule', {
      what: l10n.t('The export is never due.'),
      why: l10n.t('Its definition has no "schedule".'),
      next: l10n.t('Add one, or run it without --due.'),
    });
  }
}

/** What an export is called, and the path that its schedule is known by. @param path as it was given */
export function subjectOf(host: Host, path: string): { name: string; subject: string } {
  const subject = resolve(host.path(path));
  return { name: exportNameOfSubject(subject), subject };
}

/** An export before its segment is looked at, which need not be there until a run is due. */
export interface NamedExport extends Pick<ScheduledExport, 'subject' | 'destination'> {
  readonly definition: Definition;
}

/** @throws NoDestination, and what `readDefinitionAt` and `findDestination` throw */
export async function nameExport(host: Host, { config }: Words, subject: string): Promise<NamedExport> {
  const definition = await readDefinitionAt(subject);
  if (definition.destination === undefined) throw new NoDestination();
  return { subject, definition, destination: await findDestination(host, config, definition.destination) };
}

/**
 * @param due the moments at which it is due by the clock, where that decides
 * @returns undefined where it cannot be opened and need not be, as nothing is due: its segment may be on its way
 * @throws what `openDefinition` throws
 */
export async function openScheduled(
  { subject, destination }: NamedExport,
  due: readonly Date[] | undefined,
): Promise<ScheduledExport | undefined> {
  try {
    return { subject, destination, opened: await openDefinition(subject) };
  } catch (error) {
    if (due?.length === 0) return undefined;
    throw error;
  }
}

/**
 * The moments at which an export was due by the clock and is not done. Undefined where its segment must be asked.
 * @throws NoSchedule, InvalidSchedule
 */
export async function dueByClock(what: NamedExport, outside: Outside): Promise<readonly Date[] | undefined> {
  const { schedule } = what.definition;
  if (!schedule) throw new NoSchedule();
  if (schedule.frequency === 'onChange') return undefined;
  return dueMoments(schedule, dueAfter(await stateOf(what, outside), outside), outside.now());
}

/** Where what is known of schedules is kept. @param state what `--state` says @throws NoStateFolder */
export function schedulesIn(host: Host, state: string | undefined): string {
  return join(stateFolder(host, state), 'schedules');
}

/** @throws NoConfig, InvalidAlerts, NoStateFolder */
export async function outsideOf(
  host: Host,
  words: Pick<RunArguments, 'config' | 'hasConfig' | 'state'>,
  callbacks: Pick<Outside, 'onBegin' | 'onProgress'> = {},
): Promise<Outside> {
  const { signal } = host;
  const { config, state } = words;
  const alerts = await alertTargets(host, words);
  const onProblem = (why: string) => say(host, why);
  return {
    folder: schedulesIn(host, state),
    journal: journalIn(host, state),
    receipts: receiptStore(host, state),
    history: runHistory(host, state),
    connect: host.connect,
    now: () => new Date(),
    signal,
    atFirst: 'run',
    rowCountDeviation: await rowCountDeviation(host, config),
    alert: (alert) => sendAlerts(alerts, alert, { signal, onProblem }),
    ...callbacks,
  };
}
