// Sends a run that is planned and read, and keeps its record until all that is to be known of it is written down.
import type { Connection } from '../delivery/connection';
import { deliver } from '../delivery/deliver';
import type { Scheduled } from '../delivery/dueMark';
import type { Target } from '../delivery/guard';
import { giveUp } from '../delivery/interrupted';
import type { RunJournal } from '../delivery/journal';
import type { RunRecorder } from '../delivery/runRecorder';
import type { PlannedExport } from '../export/planned';
import type { FileFigures, Receipt } from '../model/receipt';
import type { Outside } from './scheduledExport';

export interface RunToSend {
  readonly planned: PlannedExport;
  readonly files: readonly FileFigures[];
  readonly targets?: readonly (Target | undefined)[];
  readonly journal: RunJournal;
  readonly recorder: RunRecorder;
  readonly scheduled?: Scheduled;
}

/**
 * Killed anywhere in here, the run is found in the journal by whoever comes next.
 * @param keep writes down that the run is delivered. If that fails, the record stays
 * @throws what `deliver` and `keep` throw
 */
export async function sendRun(
  connection: Connection,
  { signal, onProgress }: Pick<Outside, 'signal' | 'onProgress'>,
  { journal, recorder, files, planned, targets, scheduled }: RunToSend,
  keep: (receipt: Receipt) => Promise<void>,
): Promise<Receipt> {
  recorder.journal = journal;
  const progress = onProgress && { onProgress };
  const options = { signal, journal, expected: files, scheduled, ...(targets && { targets }), ...progress };
  try {
    const receipt = await deliver(connection, planned, options).catch(async (error: unknown) => {
      // Files that have arrived are not sent again.
      if (journal.record.delivered.length === 0) await giveUp(journal, error);
      throw error;
    });
    await keep(receipt);
    await journal.end();
    return receipt;
  } finally {
    journal.leave();
  }
}
