// Shows a failure of a segment file, with the way to the place in it.
import { l10n, Range, window, workspace, type Uri } from 'vscode';
import { Failure } from '../model/failure';
import type { Place } from '../segment/failures';
import type { Log } from './log';
import { showFailure, type FailureAction } from './showFailure';

/** VS Code opens no larger file for extensions, in bytes. */
const largestDocument = 50_000_000;

/** Shows any error; one that has a place in the segment file gets *Go to Line*. */
export async function showSegmentFailure(
  error: unknown,
  source: Uri,
  log: Log,
  actions: readonly FailureAction[] = [],
): Promise<void> {
  await showFailure(error, log, [...actions, ...(await goToPlace(error, source))]);
}

async function goToPlace(error: unknown, source: Uri): Promise<FailureAction[]> {
  const place = placeOf(error);
  if (!place || !(await isReadable(source))) return [];
  return [{ title: l10n.t('Go to Line {0}', place.line), run: () => openAt(source, place) }];
}

/** Where in the segment file an error lies, if it tells. */
export function placeOf(error: unknown): Place | undefined {
  if (!(error instanceof Failure)) return undefined;
  if ('place' in error) return error.place as Place;
  return 'line' in error && typeof error.line === 'number' ? { line: error.line, column: 1 } : undefined;
}

/** Lines count in the decompressed text, which no editor shows. */
async function isReadable(source: Uri): Promise<boolean> {
  if (source.path.toLowerCase().endsWith('.gz')) return false;
  const stat = await Promise.resolve(workspace.fs.stat(source)).catch(() => undefined);
  return stat !== undefined && stat.size <= largestDocument;
}

async function openAt(source: Uri, { line, column }: Place): Promise<void> {
  const selection = new Range(line - 1, column - 1, line - 1, column - 1);
  await window.showTextDocument(source, { selection });
}
