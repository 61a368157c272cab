// Pushes that ended in the middle, because their process was killed or the network was gone when they were to clear up:
// where they are recorded, and what `uploads`, `resume` and `abort` need of them.
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Journal, type RunJournal } from '../delivery/journal';
import type { Destination } from '../model/destination';
import { Failure } from '../model/failure';
import type { RunRecord } from '../model/runRecord';
import { findDestination } from './config';
import { stateFolder } from './state';

/** @param state what `--state` says */
export function journalIn(state: string | undefined): Journal {
  return new Journal(join(stateFolder(state), 'uploads'));
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

/** The destination leads elsewhere by now. */
export class DestinationMoved extends Failure {
  constructor({ destination, bucket }: RunRecord) {
    super('destination-moved', {
      what: l10n.t('What the interrupted push left in the bucket "{0}" cannot be reached.', bucket),
      why: l10n.t('The bucket or the endpoint of the destination "{0}" has changed.', destination),
      next: l10n.t('Name the settings file that it was pushed with by --config FILE.'),
    });
  }
}

/** @throws NoSuchRun */
export async function claim(id: string, state: string | undefined): Promise<RunJournal> {
  const journal = journalIn(state);
  const [match, ...others] = (await journal.interrupted()).filter((record) => record.id.startsWith(id));
  const run = match && others.length === 0 ? await journal.claim(match.id) : undefined;
  if (!run) throw new NoSuchRun(id);
  return run;
}

/** @throws DestinationMoved, and what `findDestination` throws */
export async function destinationOf(record: RunRecord, config: string): Promise<Destination> {
  const destination = await findDestination(config, record.destination);
  if (destination.bucket !== record.bucket || destination.endpoint !== record.endpoint)
    throw new DestinationMoved(record);
  return destination;
}
