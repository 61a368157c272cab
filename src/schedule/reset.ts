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
  const { snapshot } = filesIn(exportFolder(what, outside));
  await alone(what, outside, () => rm(snapshot, { force: true }));
}
