// The preview editor: a read-only custom editor for segment files and export definitions. It never takes files over: Preview
// Export opens it, or Reopen Editor With.
import { randomBytes } from 'node:crypto';
import {
  commands as vscodeCommands,
  env,
  l10n,
  Uri,
  window,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  type WebviewPanel,
} from 'vscode';
import { previewHtml } from '../../webview/html';
import { editors } from '../contributions';
import type { PreviewTarget } from '../previewUri';
import type { Services } from '../services';
import { PreviewSession } from './session';
import { PreviewShared } from './shared';
import { stateFolder } from '../stateFolder';

export class PreviewEditors implements CustomReadonlyEditorProvider, Disposable {
  private readonly sessions = new Set<PreviewSession>();
  /** What editors that are about to open are to show. */
  private readonly targets = new Map<string, PreviewTarget>();
  private readonly shared: PreviewShared;
  private readonly registration: Disposable;

  constructor(private readonly services: Services) {
    const { context, copies } = services;
    this.shared = new PreviewShared(stateFolder(context), copies, context.workspaceState);
    this.registration = window.registerCustomEditorProvider(editors.preview, this);
  }

  /** Opens the preview of a file, or shows the one that is open. @param target undefined: what the preview finds best */
  async open(file: Uri, target: PreviewTarget | undefined): Promise<void> {
    const open = [...this.sessions].find((session) => session.file.toString() === file.toString());
    if (!open && target) this.targets.set(file.toString(), target);
    await vscodeCommands.executeCommand('vscode.openWith', file, editors.preview);
    if (open && target) await open.show(target);
  }

  /** The preview in front. */
  get inFront(): PreviewSession | undefined {
    return [...this.sessions].find((session) => session === this.services.previews.inFront);
  }

  /** Ends what is going on behind previews: behind the one that the status bar tells of. */
  cancelWork(): void {
    const busy = this.shared.status.busy.at(-1);
    [...this.sessions].find((session) => session === busy)?.cancelWork();
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    const key = uri.toString();
    const session = new PreviewSession(uri, panel.webview, this.services, this.shared);
    this.sessions.add(session);
    this.services.previews.add(session);
    this.follow(panel, session);
    panel.onDidDispose(() => {
      session.dispose();
      this.sessions.delete(session);
      this.services.previews.remove(session);
    });
    const begun = session.begin(this.targets.get(key));
    this.targets.delete(key);
    this.load(panel);
    await begun;
  }

  dispose(): void {
    this.registration.dispose();
    this.sessions.forEach((session) => session.dispose());
    this.shared.dispose();
  }

  private follow(panel: WebviewPanel, session: PreviewSession): void {
    const look = (): void => {
      const { previews } = this.services;
      if (panel.active) previews.inFront = session;
      else if (previews.inFront === session) previews.inFront = undefined;
    };
    panel.onDidChangeViewState(look);
    look();
  }

  private load({ webview }: WebviewPanel): void {
    const folder = Uri.joinPath(this.services.context.extensionUri, 'dist');
    const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = previewHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
      script: address('preview.js'),
      style: address('preview.css'),
      l10n: l10n.bundle ?? {},
      language: env.language,
    });
  }
}
