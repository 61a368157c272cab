// Open Definition, of a row of the Destinations view: at the place that has to be corrected, if there is one.
import { commands as vscodeCommands, type Disposable } from 'vscode';
import { commands } from './contributions';
import { openDefinition } from './definitionFailure';
import type { AnyExportNode } from './treeNodes';

/** Registers the command. */
export function registerExportCommands(): Disposable {
  return vscodeCommands.registerCommand(commands.openDefinition, (node: AnyExportNode) =>
    openDefinition(node.file, node.kind === 'invalidExport' ? node.problem : undefined),
  );
}
