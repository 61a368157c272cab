// Pushes that ended in the middle, because their process was killed or the network was gone when they were to clear up:
// where they are recorded, and what `uploads`, `resume` and `abort` need of them.
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { requireSamePlace } from '../delivery/interrupted';
import { Journal, type RunJournal } from '../delivery/journal';
import type { Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { RunRecord } from '../model/runRecord';
import { findDestination } from './config';
import type { Host } from './host';
import { stateFolder } from './state';

/** @param state what `--state` says */
export function journalIn(host: Host, state: string | undefined): Journal {
  return new Journal(join(stateFolder(host, state), 'uploads'));
}

/** No interrupted push has the id. */
export class NoSuchRun extends Failure {
  constructor(id: string) {
    super('no-such-run', {
      what: l10n.t('There is no interrupted push "{0}".', id),
      why: l10n.t('It was resumed or aborted, another process is at it, or it was recorded elsewhere.'),
      next: l10n.t('See s3-destinations uploads, and name its folder with --state DIR.'),
    });
  }
}

/** @throws NoSuchRun */
export async function claim(host: Host, id: string, state: string | undefined): Promise<RunJournal> {
  const journal = journalIn(host, state);
  const [match, ...others] = (await journal.interrupted()).filter((record) => record.id.startsWith(id));
  const run = match && others.length === 0 ? await journal.claim(match.id) : undefined;
  if (!run) throw new NoSuchRun(id);
  return run;
}

/** @throws DestinationMoved, and what `findDestination` throws */
export async function destinationOf(host: Host, record: RunRecord, config: string): Promise<Destination> {
  return requireSamePlace(record, await findDestination(host, config, record.destination));
}
