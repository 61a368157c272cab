// What open previews share: the status bar, the kept indexes, the folder for working copies, the target chosen last.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disposable, Memento } from 'vscode';
import { IndexStore } from '../../segment/indexStore';
import type { Source } from '../../segment/source';
import { SegmentIndexing, type WorkingFolder } from './indexing';
import { PreviewStatus } from './status';

const lastTargetKey = 'preview.target';

export class PreviewShared implements Disposable {
  readonly status = new PreviewStatus();
  private readonly indexes: IndexStore;

  /** @param stateFolder where indexes are kept */
  constructor(
    stateFolder: string,
    private readonly memento: Memento,
  ) {
    this.indexes = new IndexStore(join(stateFolder, 'indexes'));
  }

  indexing(source: Source): SegmentIndexing {
    return new SegmentIndexing(source, this.indexes, new TemporaryFolder());
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
  }
}

/** Nobody else may read what lies in it. */
class TemporaryFolder implements WorkingFolder {
  private made: string | undefined;

  get path(): string {
    return (this.made ??= mkdtempSync(join(tmpdir(), 's3d-')));
  }

  remove(): void {
    if (this.made !== undefined) rmSync(this.made, { recursive: true, force: true });
    this.made = undefined;
  }
}
