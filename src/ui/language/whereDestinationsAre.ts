// Where a workspace sets its destinations, for whoever looks for one that is not there.
import { DiagnosticRelatedInformation, l10n, Location, Position, Uri, workspace } from 'vscode';
import { settings } from '../contributions';

/** Nothing where the workspace sets none: the user's settings are not a file that others could look at. */
export function whereDestinationsAre(): DiagnosticRelatedInformation[] {
  const found = workspace.getConfiguration(settings.section).inspect(settings.destinations);
  const file = settingsFile();
  if (found?.workspaceValue === undefined || !file) return [];
  const message = l10n.t('The workspace sets destinations here.');
  return [new DiagnosticRelatedInformation(new Location(file, new Position(0, 0)), message)];
}

function settingsFile(): Uri | undefined {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return workspace.workspaceFile ?? (folder && Uri.joinPath(folder, '.vscode', 'settings.json'));
}
