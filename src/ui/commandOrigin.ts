// What a command was started from: a file in the explorer, a preview, a row of the tree, or the palette.
import { TabInputCustom, TabInputText, Uri, window } from 'vscode';
import type { Destination } from '../model/destination';
import { parsePreviewUri, type PreviewRequest } from './previewUri';
import type { Services } from './services';
import { isSubject } from './subject';

type Known = Pick<Services, 'store' | 'previews'>;

export interface Origin {
  /** An export definition or a segment file. */
  readonly file: Uri | undefined;
  readonly destination: Destination | undefined;
}

/**
 * Understands a command's argument. The editor at hand gives what the argument leaves open.
 * @param argument the URI of a definition, a segment file or a preview (an open one gives what it shows), a node with a file, a destination or both, or nothing
 */
export function originOf(argument: unknown, services: Known): Origin {
  if (argument instanceof Uri) return originOfUri(argument, services);
  const [file, destination] = [fileIn(argument), destinationIn(argument)];
  if (file) return { file, destination };
  const active = originOfUri(activeUri(), services);
  return destination ? { file: active.file, destination } : active;
}

/** The file of a tree row, or one that another command names beside other things. */
export function fileIn(argument: unknown): Uri | undefined {
  if (typeof argument !== 'object' || argument === null || !('file' in argument)) return undefined;
  return argument.file as Uri;
}

/** The destination of a tree row, or of whatever else carries one. */
export function destinationIn(argument: unknown): Destination | undefined {
  if (typeof argument !== 'object' || argument === null || !('destination' in argument)) return undefined;
  return argument.destination as Destination;
}

function originOfUri(uri: Uri | undefined, services: Known): Origin {
  const request = uri && (parsePreviewUri(uri) ?? services.previews.of(uri)?.request());
  if (request) return { file: request.file, destination: destinationOf(request, services) };
  return { file: uri && isSubject(uri) ? uri : undefined, destination: undefined };
}

function destinationOf({ target }: PreviewRequest, { store }: Known): Destination | undefined {
  return 'destinationId' in target ? store.get(target.destinationId) : undefined;
}

/** Of the editor at hand, also when the file is too large for VS Code to show. */
function activeUri(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText || input instanceof TabInputCustom ? input.uri : undefined;
}
