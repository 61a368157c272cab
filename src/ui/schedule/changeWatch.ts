// Exports that run when their segment changes: when that was, and being woken when files have changed and are still again.
import type { Disposable, Uri } from 'vscode';
import { changeMoment } from '../../schedule/changeMoment';
import { uriOf } from '../filePath';
import { FolderWatch } from '../previewWatch';
import { openScheduled, type WindowExport } from './scheduledExports';

/** How long the files of a segment must be still, in milliseconds, and some time more. */
const still = 10_500;

export class ChangeWatch implements Disposable {
  private readonly folders: FolderWatch;
  /** By subject. */
  private readonly files = new Map<string, readonly Uri[]>();

  /** @param onStill is called when files have changed, also others in their folders */
  constructor(onStill: () => void) {
    this.folders = new FolderWatch(onStill, still);
  }

  /** When the segment of an export was changed; undefined while it changes, and where it cannot be reached. */
  async of(what: WindowExport): Promise<Date | undefined> {
    try {
      const { opened } = await openScheduled(what);
      this.files.set(
        what.subject,
        opened.source.files.map(({ path }) => uriOf(path)),
      );
      this.folders.follow([...this.files.values()].flat());
      return await changeMoment(opened.source, new Date());
    } catch {
      return undefined;
    }
  }

  /** Forgets all exports but these. */
  keep(exports: readonly WindowExport[]): void {
    const subjects = new Set(exports.map(({ subject }) => subject));
    for (const subject of this.files.keys()) if (!subjects.has(subject)) this.files.delete(subject);
  }

  dispose(): void {
    this.folders.dispose();
  }
}
