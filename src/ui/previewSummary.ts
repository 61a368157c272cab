// What is said above a preview's first line.
import { posix } from 'node:path';
import { l10n, Range, type Command, type Uri } from 'vscode';
import { s3Uri } from '../model/bucketName';
import { explain } from '../model/failure';
import { commands } from './contributions';
import { droppedText } from './droppedText';
import type { PreviewContent } from './previewContent';
import { whereabouts } from './segmentFailure';
import { recordsText, rowsText, sizeText } from './localFigures';
import { textLens } from './lenses';
import { formatName } from './pickSegment';

/** How much of the export this is, what can be done with it, where it comes from and where it would go. */
export function summarise(uri: Uri, file: Uri, content: PreviewContent): Command[] {
  const push = { title: l10n.t('Push Export…'), command: commands.pushExport, arguments: [uri] };
  const origins = [origin(file, content), ...whereTo(content)].join(' · ');
  const extents = [extent(content), ...dropped(content)].join(' · ');
  return [...problem(file, content), textLens(extents), push, textLens(origins)];
}

function extent({ complete, shortened, rows, bytes, plan }: PreviewContent): string {
  if (complete && rows === 0 && plan.emptyExport === 'skip')
    return l10n.t('No row is left, so nothing is written');
  const [rowCount, size] = [rowsText(rows), sizeText(bytes.length)];
  if (complete) return l10n.t('The whole export: {0}, {1}', rowCount, size);
  if (shortened)
    return l10n.t('First {0} of the export, {1}: more would make the editor slow', rowCount, size);
  return l10n.t('First {0} of the export, {1}', rowCount, size);
}

/** The whole export is known when it is all here; else what is known of the records behind these rows. */
function dropped({ complete, counts }: PreviewContent): string[] {
  const text = droppedText(counts);
  if (text === undefined) return [];
  if (complete) return [text];
  return [l10n.t('of the first {0}, {1}', recordsText(counts.rowsRead), text)];
}

function origin(file: Uri, { plan }: PreviewContent): string {
  return l10n.t('{0} as {1}', posix.basename(file.path), formatName(plan.format));
}

function whereTo({ destination, plan }: PreviewContent): string[] {
  if (!destination) return [];
  const folder = s3Uri(destination.bucket, posix.dirname(plan.key).replace(/^\.$/, ''));
  return [l10n.t('to {0}, {1}, named at the moment of the push', destination.name, folder)];
}

/** A press goes to the place in the segment file, or else to the file that the preview is made from. */
function problem(file: Uri, { problem, sources }: PreviewContent): Command[] {
  if (problem === undefined) return [];
  const title = l10n.t('$(warning) Not up to date: {0}', explain(problem).what);
  const there = whereabouts(problem, sources);
  const { line, column } = there?.place ?? { line: 1, column: 1 };
  const selection = new Range(line - 1, column - 1, line - 1, column - 1);
  return [{ title, command: 'vscode.open', arguments: [there?.file ?? file, { selection }] }];
}
