// Reset: the next run of an incremental export is full.
import { rm } from 'node:fs/promises';
import { alone } from './exportLock';
import { exportFolder, filesIn } from './exportState';
import type { Outside, ScheduledExport } from './scheduledExport';

/** @throws ExportBusy while a run is under way, what the file system throws */
export async function resetIncremental(
  what: Pick<ScheduledExport, 'subject' | 'destination'>,
  outside: Pick<Outside, 'folder' | 'signal'>,
): Promise<void> {
  const { snapshot, nextSnapshot } = filesIn(exportFolder(what, outside));
  await alone(what, outside, async () => {
    // An interrupted run that is carried on would put that of its own in place.
    await rm(nextSnapshot, { force: true });
    await rm(snapshot, { force: true });
  });
}
