// What is exported: an export definition with the segment that it names, or a segment file without one.
import { stat } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';
import { openDefinition } from '../export/openDefinition';
import type { ExportRequest } from '../export/plan';
import { definitionFileName, type Definition, type ExportOptions } from '../model/definition';
import { segmentFileName } from '../model/segment';
import type { SourceOptions } from '../model/sourceOptions';
import { fileSource, type Source } from '../segment/source';
import { settings } from './contributions';

export interface Subject {
  /** The definition, or the segment file. */
  readonly file: Uri;
  readonly source: Source;
  /** Undefined for a segment file. */
  readonly definition: Definition | undefined;
  /** An edited mapping that is in no file yet, with all else that the definition says. */
  readonly options?: ExportOptions | undefined;
}

/** Whether a file may be exported, by its name. Definitions are named as segment files may be. */
export function isSubject({ scheme, path }: Uri): boolean {
  return scheme === 'file' && segmentFileName.test(path);
}

export function isDefinition({ path }: Uri): boolean {
  return definitionFileName.test(path);
}

/**
 * Opens a definition or a segment file. The segment's content is not looked at.
 * @throws InvalidSourceOptions for a segment file, by the settings; else what `openDefinition` throws
 */
export async function openSubject(file: Uri): Promise<Subject> {
  if (isDefinition(file)) {
    return { file, ...(await openDefinition(file.fsPath)) };
  }
  return { file, source: fileSource(file.fsPath, inputSetting(file)), definition: undefined };
}

/** What a plan takes from a subject. */
export function requestOf({
  source,
  definition,
  options = definition,
}: Subject): Pick<ExportRequest, 'source' | 'options' | 'segment'> {
  return { source, ...(options && { options }), ...(definition && { segment: definition.segment }) };
}

/** The segment's files. */
export function sourceFiles({ source }: Subject): Uri[] {
  return source.files.map(({ path }) => Uri.file(path));
}

/** What differs as soon as the definition, a segment file, or how it is read changed. @throws what `openSubject` does */
export async function stateOf(subject: Subject): Promise<string> {
  const paths = [subject.file, ...sourceFiles(subject)].map(({ fsPath }) => fsPath);
  const states = paths.map(async (path) => {
    const { size, mtimeMs, ino } = await stat(path);
    return [path, size, mtimeMs, ino];
  });
  return JSON.stringify([subject.source.options, await Promise.all(states)]);
}

/** How the settings say that a segment file is read. They may differ from folder to folder. */
function inputSetting(file: Uri): SourceOptions {
  const setting = workspace.getConfiguration(settings.section, file).get<SourceOptions>(settings.input);
  return { ...setting };
}
