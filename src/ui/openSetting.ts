// Opens settings.json at the destinations, where a destination is corrected that the wizard cannot read.
import { commands as vscodeCommands } from 'vscode';
import { settings } from './contributions';

/** @param inWorkspace whether the workspace's own settings have it, rather than the user's */
export async function openSetting(inWorkspace: boolean): Promise<void> {
  const command = inWorkspace
    ? 'workbench.action.openWorkspaceSettingsFile'
    : 'workbench.action.openSettingsJson';
  const key = `${settings.section}.${settings.destinations}`;
  await vscodeCommands.executeCommand(command, { revealSetting: { key } });
}
