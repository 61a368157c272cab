// What open previews share: the status bar, the kept indexes, the folder for working copies, the target chosen last.
import { join } from 'node:path';
import type { Disposable, Memento, Uri } from 'vscode';
import type { ColumnEdit } from '../../model/columnEdit';
import { IndexStore } from '../../segment/indexStore';
import type { Source } from '../../segment/source';
import { SegmentIndexing } from './indexing';
import { PreviewStatus } from './status';
import type { WorkingCopies } from '../workingCopies';

const lastTargetKey = 'preview.target';

export class PreviewShared implements Disposable {
  readonly status = new PreviewStatus();
  /** By file; as long as the window lives. */
  private readonly edits = new Map<string, readonly ColumnEdit[]>();
  private readonly indexes: IndexStore;

  /** @param stateFolder where indexes are kept */
  constructor(
    stateFolder: string,
    private readonly copies: WorkingCopies,
    private readonly memento: Memento,
  ) {
    this.indexes = new IndexStore(join(stateFolder, 'indexes'));
  }

  indexing(source: Source): SegmentIndexing {
    return new SegmentIndexing(source, this.indexes, this.copies.newFolder());
  }

  /** As `targetValue` gives it. */
  lastTarget(): string | undefined {
    return this.memento.get(lastTargetKey);
  }

  rememberTarget(target: string): void {
    void this.memento.update(lastTargetKey, target);
  }

  /** What was edited and not saved when a preview was closed is there again when it is opened. */
  keepEdits(file: Uri, edits: readonly ColumnEdit[] | undefined): void {
    if (edits) this.edits.set(file.toString(), edits);
    else this.edits.delete(file.toString());
  }

  keptEdits(file: Uri): readonly ColumnEdit[] | undefined {
    return this.edits.get(file.toString());
  }

  dispose(): void {
    this.status.dispose();
  }
}
