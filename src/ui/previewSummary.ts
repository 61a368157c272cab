// What is said above a preview's first line.
import { posix } from 'node:path';
import { l10n, Range, type Command, type Uri } from 'vscode';
import { s3Uri } from '../model/bucketName';
import { explain } from '../model/failure';
import { commands } from './contributions';
import type { PreviewContent } from './previewContent';
import { placeOf } from './segmentFailure';
import { rowsText, sizeText } from './localFigures';
import { textLens } from './lenses';
import { formatName } from './pickSegment';

/** How much of the export this is, what can be done with it, where it comes from and where it would go. */
export function summarise(uri: Uri, source: Uri, content: PreviewContent): Command[] {
  const push = { title: l10n.t('Push Export…'), command: commands.pushExport, arguments: [uri] };
  const origins = [origin(source, content), ...whereTo(content)].join(' · ');
  return [...problem(source, content), textLens(extent(content)), push, textLens(origins)];
}

function extent({ complete, shortened, rows, bytes }: PreviewContent): string {
  const [rowCount, size] = [rowsText(rows), sizeText(bytes.length)];
  if (complete) return l10n.t('The whole export: {0}, {1}', rowCount, size);
  if (shortened)
    return l10n.t('First {0} of the export, {1}: more would make the editor slow', rowCount, size);
  return l10n.t('First {0} of the export, {1}', rowCount, size);
}

function origin(source: Uri, { plan }: PreviewContent): string {
  return l10n.t('{0} as {1}', source.path.split('/').at(-1) ?? '', formatName(plan.format));
}

function whereTo({ destination, plan }: PreviewContent): string[] {
  if (!destination) return [];
  const folder = s3Uri(destination.bucket, posix.dirname(plan.key).replace(/^\.$/, ''));
  return [l10n.t('to {0}, {1}, named at the moment of the push', destination.name, folder)];
}

function problem(source: Uri, { problem }: PreviewContent): Command[] {
  if (problem === undefined) return [];
  const title = l10n.t('$(warning) Not up to date: {0}', explain(problem).what);
  const { line, column } = placeOf(problem) ?? { line: 1, column: 1 };
  const selection = new Range(line - 1, column - 1, line - 1, column - 1);
  return [{ title, command: 'vscode.open', arguments: [source, { selection }] }];
}
