// Whoever runs an export by its schedule, or now, is alone at it.
import * as l10n from '@vscode/l10n';
import { Failure } from '../model/failure';
import { exportNameOfSubject } from '../model/finishedRun';
import { exportFolder, filesIn } from './exportState';
import { takeLock, type Lock } from './lock';
import type { Outside, ScheduledExport } from './scheduledExport';

/** Another process is at the export, or has taken it over. */
export class ExportBusy extends Failure {
  constructor({ subject }: Pick<ScheduledExport, 'subject'>) {
    super('export-busy', {
      what: l10n.t('{0} is being exported already.', exportNameOfSubject(subject)),
      why: l10n.t('Another window or program is at it.'),
      next: l10n.t('Try again when that run is over.'),
    });
  }
}

/** Does some work alone. @throws ExportBusy, what the file system throws, AbortError, and what the work throws */
export async function alone<T>(
  what: Pick<ScheduledExport, 'subject' | 'destination'>,
  outside: Pick<Outside, 'folder' | 'signal'>,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  const lock = await takeLock(filesIn(exportFolder(what, outside)).lock, outside.signal);
  if (!lock) throw new ExportBusy(what);
  try {
    return await work(lock);
  } finally {
    await lock.release();
  }
}
