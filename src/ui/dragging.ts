// Drag and drop in the Destinations view: a segment file or an export definition is pushed to the destination that it is
// dropped on, and a destination takes the place of another one.
import { posix } from 'node:path';
import {
  commands as vscodeCommands,
  DataTransferItem,
  l10n,
  Uri,
  window,
  type DataTransfer,
  type TreeDragAndDropController,
} from 'vscode';
import { destinationIn } from './commandOrigin';
import { commands, views } from './contributions';
import type { DestinationStore } from './destinationStore';
import type { Log } from './log';
import { moveDestinationTo } from './moveDestination';
import { plainText } from './plainText';
import { showFailure } from './showFailure';
import { isSubject } from './subject';
import type { TreeNode } from './treeNodes';

/** VS Code's own name for what comes from a view, and the name for files. */
const [row, files] = [`application/vnd.code.tree.${views.destinations.toLowerCase()}`, 'text/uri-list'];

export class DestinationDragging implements TreeDragAndDropController<TreeNode> {
  readonly dragMimeTypes = [row];
  readonly dropMimeTypes = [row, files];

  constructor(
    private readonly store: DestinationStore,
    private readonly log: Log,
  ) {}

  handleDrag([node]: readonly TreeNode[], data: DataTransfer): void {
    const id = node && rootId(node);
    if (id !== undefined) data.set(row, new DataTransferItem(id));
  }

  async handleDrop(target: TreeNode | undefined, data: DataTransfer): Promise<void> {
    try {
      const id = await data.get(row)?.asString();
      await (id === undefined ? dropFiles(target, data) : this.dropDestination(id, target));
    } catch (error) {
      await showFailure(error, this.log);
    }
  }

  private async dropDestination(id: string, target: TreeNode | undefined): Promise<void> {
    const beside = this.store.idsBeside(id);
    // With a row that is no destination comes what VS Code itself says of it.
    if (!beside.includes(id)) return;
    // Below all others is the place of the last one.
    const place = (target && placeOf(target)) ?? beside.at(-1);
    if (place !== undefined && place !== id) await moveDestinationTo(id, place, this.store);
  }
}

async function dropFiles(target: TreeNode | undefined, data: DataTransfer): Promise<void> {
  const uris = urisIn((await data.get(files)?.asString()) ?? '');
  const destination = destinationIn(target);
  const [file] = uris;
  if (!file) return;
  const problem = dropProblem(uris, destination !== undefined);
  if (problem !== undefined) return void window.showWarningMessage(plainText(problem));
  await vscodeCommands.executeCommand(commands.pushExport, { file, destination });
}

/** Why what is dropped cannot be pushed, or nothing. */
export function dropProblem(uris: readonly Uri[], onDestination: boolean): string | undefined {
  if (!onDestination) return l10n.t('Drop the file on a destination: it is pushed there.');
  if (uris.length > 1) return l10n.t('Files are pushed one at a time: drop one of them.');
  const other = uris.find((uri) => !isSubject(uri));
  if (!other) return undefined;
  return l10n.t('{0} is neither a segment file nor an export definition.', posix.basename(other.path));
}

/** Source: RFC 2483, "The text/uri-list Internet Media Type". */
function urisIn(list: string): Uri[] {
  const lines = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => Uri.parse(line));
}

/** Only destinations are moved. */
function rootId(node: TreeNode): string | undefined {
  if (node.kind === 'invalid') return node.id;
  return node.kind === 'destination' ? node.destination.id : undefined;
}

/** What lies below a destination stands for it. */
function placeOf(node: TreeNode): string | undefined {
  return rootId(node) ?? destinationIn(node)?.id;
}
