// What open previews share: the status bar, the kept indexes, the folder for working copies, the target chosen last.
import { join } from 'node:path';
import type { Disposable, Memento } from 'vscode';
import { IndexStore } from '../../segment/indexStore';
import type { Source } from '../../segment/source';
import { SegmentIndexing } from './indexing';
import { PreviewStatus } from './status';
import { WorkingCopies } from './workingCopies';

const lastTargetKey = 'preview.target';

export class PreviewShared implements Disposable {
  readonly status = new PreviewStatus();
  private readonly indexes: IndexStore;
  private readonly copies: WorkingCopies;

  /** @param stateFolder where indexes and working copies are kept */
  constructor(
    stateFolder: string,
    private readonly memento: Memento,
  ) {
    this.indexes = new IndexStore(join(stateFolder, 'indexes'));
    this.copies = new WorkingCopies(join(stateFolder, 'copies'));
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

  dispose(): void {
    this.status.dispose();
    this.copies.dispose();
  }
}
