// Opens an export definition: the file `NAME.s3export.json` becomes the definition in it and the segment that it names.
import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Definition } from '../model/definition';
import { asFailure, Failure } from '../model/failure';
import { FailureInFile } from '../segment/failures';
import { openSource, type Source, type SourceFile } from '../segment/source';
import { definitionIn, largestDefinition } from './definitionText';

export interface OpenedDefinition {
  readonly definition: Definition;
  /** Its paths begin with the folder of the definition, as that was given. */
  readonly source: Source;
}

/** A file of the segment is not there or cannot be reached. Its code is that of the cause. */
export class UnreachableSource extends Failure {
  constructor(path: string, folder: string, cause: Failure) {
    const { what, next } = cause.explanation;
    const why = l10n.t(
      'The export definition names that file. Its relative paths begin in the folder {0}.',
      resolve(folder),
    );
    super(cause.code, { what: l10n.t('{0}: {1}', path, what), why, next }, { cause });
  }
}

/**
 * Reads a definition and finds the files of its segment, relative to its folder. Their content is not looked at.
 * @param path of the definition
 * @throws FailureInFile with the path and the failure: those of `definitionIn` and `openSource`, UnreachableSource, and of
 *   the file system
 */
export async function openDefinition(path: string): Promise<OpenedDefinition> {
  try {
    const definition = definitionIn(await readBytes(path));
    const { source: patterns, input } = definition.segment;
    const source = await openSource(patterns, input, dirname(path));
    await Promise.all(source.files.map((file) => requireFile(file, dirname(path))));
    return { definition, source };
  } catch (error) {
    throw new FailureInFile(path, asFailure(error));
  }
}

async function requireFile(file: SourceFile, folder: string): Promise<void> {
  await file.size().catch((error: unknown) => {
    throw new UnreachableSource(file.path, folder, asFailure(error));
  });
}

async function readBytes(path: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  // `end` is the last byte that is read: one more than there may be. A file's size is not asked for: a pipe has none.
  for await (const piece of createReadStream(path, { end: largestDefinition })) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
