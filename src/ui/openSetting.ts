// Opens settings.json at a setting, where what the wizard cannot read is corrected, or the settings editor at one.
import { commands as vscodeCommands } from 'vscode';
import { settings } from './contributions';

/** Opens settings.json at the destinations. @param inWorkspace whether the workspace's own settings have it, rather than the user's */
export async function openDestinationSettings(inWorkspace: boolean): Promise<void> {
  await openSettingsFile(settings.destinations, inWorkspace);
}

/** Opens settings.json at one setting. @param inWorkspace that of the workspace, rather than the user's */
export async function openSettingsFile(name: string, inWorkspace: boolean): Promise<void> {
  const command = inWorkspace
    ? 'workbench.action.openWorkspaceSettingsFile'
    : 'workbench.action.openSettingsJson';
  const key = `${settings.section}.${name}`;
  await vscodeCommands.executeCommand(command, { revealSetting: { key } });
}

/** Opens the settings editor with one setting in it. */
export async function openSetting(name: string): Promise<void> {
  await vscodeCommands.executeCommand('workbench.action.openSettings', `@id:${settings.section}.${name}`);
}
