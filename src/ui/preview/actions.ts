// What a person can do from a preview: save the mapping, push, try, compare, open the text.
import { posix } from 'node:path';
import { commands as vscodeCommands, window, workspace, type Uri } from 'vscode';
import { commands } from '../contributions';
import { previewUri } from '../previewUri';
import { showSegmentFailure } from '../segmentFailure';
import { saveMapping } from './saveMapping';
import type { PreviewSession } from './session';

export class PreviewActions {
  constructor(private readonly session: PreviewSession) {}

  /**
   * Writes an edited mapping into the definition, or into a new one, which is shown then.
   * @returns the file that has what is seen; nothing when the person left
   */
  async save(): Promise<Uri | undefined> {
    const { session } = this;
    const { loaded, history, file } = session;
    if (!loaded || history.current === undefined) return file;
    const definition = await saveMapping(file, loaded);
    if (!definition) return undefined;
    history.clear();
    await session.reload();
    if (definition.toString() !== file.toString())
      await vscodeCommands.executeCommand(commands.previewExport, definition);
    return definition;
  }

  async push(): Promise<void> {
    await vscodeCommands.executeCommand(commands.pushExport, this.session.file);
  }

  async dryRun(): Promise<void> {
    await vscodeCommands.executeCommand(commands.dryRunExport, this.session.file);
  }

  compare(): void {}

  endComparison(): void {}

  async openAsText(): Promise<void> {
    const { loaded } = this.session;
    if (!loaded) return;
    const { plan } = loaded.planned;
    const name = loaded.destination ? posix.basename(plan.key) : `${plan.segment.name}.${plan.format.type}`;
    const uri = previewUri(this.session.request(plan.moment), name);
    await window.showTextDocument(await workspace.openTextDocument(uri));
  }

  async showFindings(): Promise<void> {
    await vscodeCommands.executeCommand('workbench.actions.view.problems');
  }

  async showFailure(error: unknown): Promise<void> {
    const { file, services } = this.session;
    await showSegmentFailure(error, file, services.log);
  }
}
