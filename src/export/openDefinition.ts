// Opens an export definition: the file `NAME.s3export.json` becomes the definition in it and the segment that it names.
import * as l10n from '@vscode/l10n';
import type { Definition } from '../model/definition';
import { asFailure, Failure } from '../model/failure';
import type { SourceOptions } from '../model/sourceOptions';
import { FailureInFile } from '../segment/failures';
import { disk } from '../segment/disk';
import type { Files, SourceFile } from '../segment/files';
import { fixedPart } from '../segment/glob';
import { openSource, type Source } from '../segment/source';
import { definitionIn, largestDefinition } from './definitionText';

export interface OpenedDefinition {
  readonly definition: Definition;
  /** Its paths begin with the folder of the definition, as that was given. */
  readonly source: Source;
}

/** A file of the segment is not there or cannot be reached. Its code is that of the cause. */
export class UnreachableSource extends Failure {
  /** @param folder absolute path of what relative ones are relative to */
  constructor(path: string, folder: string, cause: Failure) {
    const { what, next } = cause.explanation;
    const why = l10n.t(
      'The export definition names that file. Its relative paths begin in the folder {0}.',
      folder,
    );
    super(cause.code, { what: l10n.t('{0}: {1}', path, what), why, next }, { cause });
  }
}

/**
 * Reads a definition and finds the files of its segment, relative to its folder. Their content is not looked at.
 * @param path of the definition
 * @param files where it and its segment lie. Default: on disk
 * @param allow is asked before anything of the segment is looked at, with a path as `SourceFile` has it: of a file, or of a
 *   pattern as far as it has no wildcard. Throws why that may not be. Default: everything may be
 * @throws FailureInFile with the path and the failure: those of `definitionIn` and `openSource`, UnreachableSource, and of
 *   the file system
 */
export async function openDefinition(
  path: string,
  files: Files = disk,
  allow: (path: string) => Promise<void> = () => Promise.resolve(),
): Promise<OpenedDefinition> {
  const definition = await readDefinitionAt(path, files);
  const { source: patterns, input } = definition.segment;
  const folder = files.paths.dirname(path);
  try {
    for (const pattern of [patterns].flat()) await allow(files.open(fixedPart(pattern, folder, files)).path);
    return { definition, source: await openSegment(patterns, input, folder, files) };
  } catch (error) {
    throw new FailureInFile(files.open(path).path, asFailure(error));
  }
}

/**
 * Reads a definition. Its segment is not looked at.
 * @throws FailureInFile as `openDefinition` does
 */
export async function readDefinitionAt(path: string, files: Files = disk): Promise<Definition> {
  try {
    return definitionIn(await files.readSmall(path, largestDefinition + 1));
  } catch (error) {
    throw new FailureInFile(files.open(path).path, asFailure(error));
  }
}

/**
 * The files of a segment, all of which are there. Their content is not looked at.
 * @param patterns as they stand in a definition @param folder of that definition
 * @param files where they lie. Default: on disk
 * @throws those of `openSource`, UnreachableSource
 */
export async function openSegment(
  patterns: string | readonly string[],
  input: SourceOptions,
  folder: string,
  files: Files = disk,
): Promise<Source> {
  const source = await openSource(patterns, input, folder, files);
  await Promise.all(source.files.map((file) => requireFile(file, files.paths.resolve(folder))));
  return source;
}

async function requireFile(file: SourceFile, folder: string): Promise<void> {
  await file.size().catch((error: unknown) => {
    throw new UnreachableSource(file.path, folder, asFailure(error));
  });
}
