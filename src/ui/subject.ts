// What is exported: an export definition with the segment that it names, or a segment file without one.
import { workspace, type Uri } from 'vscode';
import { openDefinition } from '../export/openDefinition';
import type { ExportRequest } from '../export/plan';
import { definitionFileName, type Definition, type ExportOptions } from '../model/definition';
import { segmentFileName } from '../model/segment';
import { InvalidSourceOptions, readSourceOptions, type SourceOptions } from '../model/sourceOptions';
import { fileSource, type Source } from '../segment/source';
import { schemes, settings } from './contributions';
import { uriOf } from './filePath';
import { locate, stateAt } from './fileSystems';
import { requireInsideWorkspace } from './insideWorkspace';
import { InvalidSetting } from './invalidSetting';

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
  return isFileScheme(scheme) && segmentFileName.test(path);
}

export function isDefinition({ path }: Uri): boolean {
  return definitionFileName.test(path);
}

/** Whether files of a scheme are somebody's: not text that is in no file yet, and not what we show ourselves. */
function isFileScheme(scheme: string): boolean {
  const isOwn = Object.values<string>(schemes).includes(scheme);
  return !isOwn && workspace.fs.isWritableFileSystem(scheme) !== undefined;
}

/**
 * Opens a definition or a segment file. The segment's content is not looked at.
 * @throws InvalidSetting for a segment file; else what `openDefinition` throws, and OutsideWorkspace
 *   for a definition of a workspace that is not trusted
 */
export async function openSubject(file: Uri): Promise<Subject> {
  const { files, path } = locate(file);
  if (!isDefinition(file))
    return { file, source: fileSource(path, inputSetting(file), files), definition: undefined };
  if (workspace.isTrusted) return { file, ...(await openDefinition(path, files)) };
  const allow = (place: string): Promise<void> => requireInsideWorkspace(uriOf(place));
  const subject = { file, ...(await openDefinition(path, files, allow)) };
  // A link that a pattern has matched.
  await Promise.all(sourceFiles(subject).map(requireInsideWorkspace));
  return subject;
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
export function sourceFiles({ source }: Pick<Subject, 'source'>): Uri[] {
  return source.files.map(({ path }) => uriOf(path));
}

/** What differs as soon as the definition, a segment file, or how it is read changed. @throws what `openSubject` does */
export async function stateOf(subject: Subject): Promise<string> {
  const files = [subject.file, ...sourceFiles(subject)];
  const states = files.map(async (file) => [file.toString(), await stateAt(file)]);
  return JSON.stringify([subject.source.options, await Promise.all(states)]);
}

/** How the settings say that a segment file is read. They may differ from folder to folder. @throws InvalidSetting */
function inputSetting(file: Uri): SourceOptions {
  const setting = workspace.getConfiguration(settings.section, file).get<unknown>(settings.input) ?? {};
  try {
    return readSourceOptions(typeof setting === 'object' ? { ...setting } : setting);
  } catch (error) {
    throw error instanceof InvalidSourceOptions
      ? new InvalidSetting(settings.input, error.explanation.why)
      : error;
  }
}
