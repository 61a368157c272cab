// The status bar's word on what is going on behind previews: how far it is. A press ends it.
import { l10n, StatusBarAlignment, window, type Disposable } from 'vscode';
import { commands } from '../contributions';

export class PreviewStatus implements Disposable {
  private readonly item = window.createStatusBarItem('s3Destinations.preview', StatusBarAlignment.Left);
  /** Those at work, the latest last. */
  private readonly working = new Map<object, string>();

  constructor() {
    this.item.name = l10n.t('S3 Destinations: preview');
    this.item.command = commands.cancelPreviewWork;
    this.item.tooltip = l10n.t('Press to cancel. What is known by then stays.');
  }

  /** @param text for example `scanning luxury.ndjson 42 %`; undefined when nothing is going on */
  tell(who: object, text: string | undefined): void {
    this.working.delete(who);
    if (text !== undefined) this.working.set(who, text);
    const shown = [...this.working.values()].at(-1);
    this.item.text = `$(sync~spin) ${shown}`;
    if (shown === undefined) this.item.hide();
    else this.item.show();
  }

  /** Who is at work, the latest last. */
  get busy(): readonly object[] {
    return [...this.working.keys()];
  }

  dispose(): void {
    this.item.dispose();
  }
}
