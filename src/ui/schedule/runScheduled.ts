// One turn of a scheduled export in this window: the definition is opened, and what is due of it is run.
import { lastDue } from '../../schedule/nextDue';
import { isCancelled } from '../../model/failure';
import { runDue } from '../../schedule/runDue';
import type { Outside, RunResult } from '../../schedule/scheduledExport';
import { AlreadyPushing } from '../runningPushes';
import type { Services } from '../services';
import { openScheduled, type WindowExport } from './scheduledExports';

/**
 * Runs what is due. A push by hand of the same export goes first.
 * @throws an AbortError when it was cancelled; anything else that goes wrong is a result
 */
export async function runScheduled(
  what: WindowExport,
  outside: Outside,
  { running }: Pick<Services, 'running'>,
): Promise<readonly RunResult[]> {
  try {
    return await running.only(what.file, what.destination, async () =>
      runDue(await openScheduled(what), outside),
    );
  } catch (error) {
    if (isCancelled(error)) throw error;
    const now = outside.now();
    if (error instanceof AlreadyPushing) return [{ kind: 'busy', moment: now }];
    return [{ kind: 'failed', moment: lastDue(what.schedule, now) ?? now, error }];
  }
}
