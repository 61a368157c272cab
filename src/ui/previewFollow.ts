// Keeps an open preview up to date with its export definition, the segment files, and the setting by which they are read.
import { workspace, type Disposable, type Uri } from 'vscode';
import { settings } from './contributions';
import type { DestinationStore } from './destinationStore';
import { loadPreview, type PreviewContent } from './previewContent';
import type { PreviewRequest } from './previewUri';
import { FolderWatch } from './previewWatch';
import type { ReadOnlyDocuments } from './readOnlyDocuments';
import { openSubject, stateOf } from './subject';

/** Follows until it is disposed, and catches up with what changed before. */
export class PreviewFollower implements Disposable {
  private readonly abort = new AbortController();
  private readonly settingsListener: Disposable;
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
    this.settingsListener = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting, request.file)) this.next();
    });
    this.watch([]);
    this.next();
  }

  dispose(): void {
    this.abort.abort();
    this.folders.dispose();
    this.settingsListener.dispose();
  }

  private next(): void {
    // A look fails only where there was nothing to show yet, and VS Code says why.
    this.work = this.work.then(() => this.look()).catch(() => undefined);
  }

  private async look(): Promise<void> {
    const shown = await this.documents.content(this.uri);
    this.watch(shown.sources);
    if ((await this.state()) === shown.state && shown.problem === undefined) return;
    const { signal } = this.abort;
    const content = await loadPreview(this.request, this.store, { signal }).catch((problem: unknown) => ({
      ...shown,
      problem,
    }));
    if (signal.aborted) return;
    this.documents.put(this.uri, content);
    this.watch(content.sources);
  }

  /** Undefined where the files cannot be opened, which is news as well. */
  private async state(): Promise<string | undefined> {
    return openSubject(this.request.file)
      .then(stateOf)
      .catch(() => undefined);
  }

  /** A definition may name other files from now on. */
  private watch(sources: readonly Uri[]): void {
    this.folders.follow([this.request.file, ...sources]);
  }
}
