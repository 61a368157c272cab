// Keeps an open preview up to date with its export definition, the segment files, the setting by which they are read, and the
// destination, which a definition may name as soon as the workspace is trusted.
import { isDeepStrictEqual } from 'node:util';
import { Disposable, workspace, type Uri } from 'vscode';
import { settings } from './contributions';
import type { DestinationStore } from './destinationStore';
import { resolveTarget } from './preview/loadExport';
import { loadPreview, type PreviewContent } from './previewContent';
import type { PreviewRequest } from './previewUri';
import { FolderWatch } from './previewWatch';
import type { ReadOnlyDocuments } from './readOnlyDocuments';
import { openSubject, stateOf } from './subject';

/** Follows until it is disposed, and catches up with what changed before. */
export class PreviewFollower implements Disposable {
  private readonly abort = new AbortController();
  private readonly listeners: Disposable;
  private readonly folders = new FolderWatch(() => this.next());
  /** One look after the other, so that the last reading is the one that is seen. */
  private work = Promise.resolve();

  constructor(
    private readonly uri: Uri,
    private readonly request: PreviewRequest,
    private readonly documents: ReadOnlyDocuments<PreviewContent>,
    private readonly store: DestinationStore,
  ) {
    const setting = `${settings.section}.${settings.input}`;
    this.listeners = Disposable.from(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting, request.file)) this.next();
      }),
      store.onDidChange(() => this.next()),
    );
    this.watch([]);
    this.next();
  }

  dispose(): void {
    this.abort.abort();
    this.folders.dispose();
    this.listeners.dispose();
  }

  private next(): void {
    // A look fails only where there was nothing to show yet, and VS Code says why.
    this.work = this.work.then(() => this.look()).catch(() => undefined);
  }

  private async look(): Promise<void> {
    const shown = await this.documents.content(this.uri);
    this.watch(shown.sources);
    if (shown.problem === undefined && (await this.isCurrent(shown))) return;
    const { signal } = this.abort;
    const content = await loadPreview(this.request, this.store, { signal }).catch((problem: unknown) => ({
      ...shown,
      problem,
    }));
    if (signal.aborted) return;
    this.documents.put(this.uri, content);
    this.watch(content.sources);
  }

  /** Not where the files cannot be opened or the destination has gone: that is news as well. */
  private async isCurrent({ state, destination }: PreviewContent): Promise<boolean> {
    const { file, target } = this.request;
    try {
      const subject = await openSubject(file);
      const now = resolveTarget(target, subject, this.store);
      return (await stateOf(subject)) === state && isDeepStrictEqual(now.destination, destination);
    } catch {
      return false;
    }
  }

  /** A definition may name other files from now on. */
  private watch(sources: readonly Uri[]): void {
    this.folders.follow([this.request.file, ...sources]);
  }
}
