// What a person can do from a preview: save the mapping, push, try, compare, open the text.
import { commands as vscodeCommands, l10n, window, workspace, type Uri } from 'vscode';
import { commands } from '../contributions';
import { compareTitle } from '../comparisonText';
import { destinationActions } from '../destinationActions';
import { pickDestination } from '../pickDestination';
import { previewName, previewUri } from '../previewUri';
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
    const { history, file } = session;
    const edits = history.current;
    if (edits === undefined) return file;
    const { loaded, request } = await session.current();
    // Whoever edits on while this is saved goes on with what was edited.
    if (request.edits !== edits) return this.save();
    const definition = await saveMapping(file, loaded);
    if (!definition) return undefined;
    if (history.current === edits) history.clear();
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

  /** Without a destination there is nothing to compare with: it is chosen then. */
  async compare(): Promise<void> {
    const { session } = this;
    const { store } = session.services;
    if (!session.shown?.loaded.destination) {
      const chosen = await pickDestination(store, compareTitle());
      if (!chosen) return;
      await session.show({ destinationId: chosen.id });
    }
    await session.compare({});
  }

  /** The same comparison, with rows matched by what tells them apart, as a person knows it. */
  async matchBy(): Promise<void> {
    const { session } = this;
    const { comparison, delivered } = session.shown?.comparison ?? {};
    if (!comparison || !delivered) return;
    const picked = await window.showQuickPick([...comparison.columns], {
      title: compareTitle(),
      placeHolder: l10n.t('Choose the columns that tell rows apart'),
      canPickMany: true,
    });
    if (picked && picked.length > 0) await session.compare({ key: delivered.keys[0], by: picked });
  }

  async openAsText(): Promise<void> {
    const { loaded } = await this.session.current();
    const { plan } = loaded.planned;
    const uri = previewUri(this.session.request(plan.moment), previewName(plan, loaded.destination));
    await window.showTextDocument(await workspace.openTextDocument(uri));
  }

  async showFindings(): Promise<void> {
    await vscodeCommands.executeCommand('workbench.actions.view.problems');
  }

  async showFailure(error: unknown): Promise<void> {
    const { file, services, shown } = this.session;
    const destination = shown?.loaded.destination;
    const again = (): Promise<void> => this.session.reload();
    const actions = destination ? destinationActions(error, destination, services, again) : [];
    await showSegmentFailure(error, file, services.log, actions);
  }
}
