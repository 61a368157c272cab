// Shows a failure of an export, with the way to the place: a line of a segment file, or the definition.
import { posix } from 'node:path';
import { l10n, Range, window, workspace, type Uri } from 'vscode';
import { asFailure, Failure, isCancelled } from '../model/failure';
import { FailureInFile, type Place } from '../segment/failures';
import { placeOf } from '../segment/passedFailure';
import { definitionActions } from './definitionFailure';
import { uriOf } from './filePath';
import { settingActions } from './invalidSetting';
import type { Log } from './log';
import { plainText } from './plainText';
import { showFailure, type FailureAction } from './showFailure';
import { isDefinition, openSubject, sourceFiles } from './subject';

/** VS Code opens no larger file for extensions, in bytes. */
const largestDocument = 50_000_000;

/** Where a failure lies. */
export interface Whereabouts {
  readonly file: Uri;
  readonly place: Place;
}

/**
 * Shows any error; one that has a place in a segment file gets *Go to Line*, one of the definition *Open Definition*.
 * @param file the definition or the segment file
 */
export async function showSegmentFailure(
  error: unknown,
  file: Uri,
  log: Log,
  actions: readonly FailureAction[] = [],
): Promise<void> {
  if (isCancelled(error)) return;
  const own = [
    ...(await goToPlace(error, file)),
    ...definitionActions(cause(error), file),
    ...settingActions(cause(error)),
  ];
  await showFailure(withShortPath(error), log, [...actions, ...own]);
}

/** What went wrong, whatever file it was in. */
function cause(error: unknown): unknown {
  return error instanceof FailureInFile ? cause(error.cause) : error;
}

async function goToPlace(error: unknown, file: Uri): Promise<FailureAction[]> {
  if (!placeIn(error)) return [];
  const there = whereabouts(error, await sourcesOf(file));
  if (!there || !(await isReadable(there.file))) return [];
  return [{ title: l10n.t('Go to Line {0}', there.place.line), run: () => openAt(there) }];
}

/** Of a definition that cannot be opened no segment file is known, and no failure lies in one. */
async function sourcesOf(file: Uri): Promise<readonly Uri[]> {
  if (!isDefinition(file)) return [file];
  return openSubject(file).then(sourceFiles, () => []);
}

/**
 * Where in a segment file an error lies, if it tells.
 * @param sources the segment's files. Of one alone the error does not say that it is in it
 */
export function whereabouts(error: unknown, sources: readonly Uri[]): Whereabouts | undefined {
  const place = placeIn(error);
  const [only, ...others] = sources;
  const file = fileOf(error) ?? (others.length === 0 ? only : undefined);
  return place && file && { file, place };
}

/** The innermost file that an error names. */
function fileOf(error: unknown): Uri | undefined {
  return error instanceof FailureInFile ? (fileOf(error.cause) ?? uriOf(error.file)) : undefined;
}

function placeIn(error: unknown): Place | undefined {
  const failure = cause(error);
  const place = failure instanceof Failure ? placeOf(failure) : undefined;
  return place && { column: 1, ...place };
}

/** Lines count in the decompressed text, which no editor shows. */
async function isReadable(file: Uri): Promise<boolean> {
  if (file.path.toLowerCase().endsWith('.gz')) return false;
  const stat = await Promise.resolve(workspace.fs.stat(file)).catch(() => undefined);
  return stat !== undefined && stat.size <= largestDocument;
}

/** Shows a place in a segment file, where VS Code can open that. */
export async function showPlace(there: Whereabouts): Promise<void> {
  if (await isReadable(there.file)) return openAt(there);
  const name = posix.basename(there.file.path);
  const text = l10n.t(
    '{0} cannot be shown at line {1}: it is compressed, or too large.',
    name,
    there.place.line,
  );
  await window.showInformationMessage(plainText(text));
}

async function openAt({ file, place: { line, column } }: Whereabouts): Promise<void> {
  const selection = new Range(line - 1, column - 1, line - 1, column - 1);
  await window.showTextDocument(file, { selection });
}

/** People know files by their path in the workspace. */
function withShortPath(error: unknown): unknown {
  if (!(error instanceof FailureInFile)) return error;
  const inner = withShortPath(error.cause);
  return new FailureInFile(workspace.asRelativePath(uriOf(error.file)), asFailure(inner));
}
