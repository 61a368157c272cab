// A comparison within a preview: what is seen, against what was delivered. It ends when what is seen changes.
import { l10n } from 'vscode';
import { posix } from 'node:path';
import type { ComparisonState } from '../../webview/protocol';
import { compareForPreview, type PreviewComparison } from '../comparison';
import { withCancellableProgress } from '../progress';
import type { Services } from '../services';
import type { LoadedExport } from './loadExport';

/** What a preview is compared with. */
export interface CompareWith {
  /** Of an object. Default: the last delivery of this export. */
  readonly key?: string | undefined;
  /** Headers by which rows are matched. Default: the deduplication keys, else whole rows. */
  readonly by?: readonly string[] | undefined;
}

export class Comparing {
  current: PreviewComparison | undefined;

  constructor(private readonly services: Services) {}

  get state(): ComparisonState | undefined {
    return this.current?.state;
  }

  /**
   * @param shown ends when the export is shown no more: then nobody sees the differences
   * @throws what `compareForPreview` does, the AbortError of a person who cancels
   */
  async compare(
    { planned, destination, subject }: LoadedExport,
    compared: CompareWith,
    shown: AbortSignal,
  ): Promise<void> {
    if (!destination) return;
    const title = l10n.t('Comparing {0}', posix.basename(subject.file.path));
    const found = await withCancellableProgress(title, (signal, reporter) =>
      compareForPreview(
        {
          ...{ planned, destination, ...compared, signal: AbortSignal.any([signal, shown]) },
          onProgress: ({ text, percent }) => reporter.report(text, percent),
        },
        this.services,
      ),
    );
    this.end();
    if (shown.aborted) await found.dispose();
    else this.current = found;
  }

  end(): void {
    // What is left of it lies in a private folder: nobody waits for it to go.
    this.current?.dispose().catch(() => undefined);
    this.current = undefined;
  }
}
