// Opens an export definition: the file `NAME.s3export.json` becomes the definition in it and the segment that it names.
import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { InvalidDefinition, readDefinition, type Definition } from '../model/definition';
import { asFailure, Failure } from '../model/failure';
import { FailureInFile } from '../segment/failures';
import { openSource, type Source, type SourceFile } from '../segment/source';

export interface OpenedDefinition {
  readonly definition: Definition;
  /** Its paths begin with the folder of the definition, as that was given. */
  readonly source: Source;
}

/** In bytes. Definitions are written by people and have some hundred lines. */
const largestDefinition = 5_000_000;

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
 * @throws FailureInFile with the path and the failure: those of `readDefinition` and `openSource`, UnreachableSource, and of
 *   the file system
 */
export async function openDefinition(path: string): Promise<OpenedDefinition> {
  try {
    const definition = readDefinition(await readText(path));
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

async function readText(path: string): Promise<string> {
  const pieces: Buffer[] = [];
  // `end` is the last byte that is read: one more than there may be. A file's size is not asked for: a pipe has none.
  for await (const piece of createReadStream(path, { end: largestDefinition })) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  if (bytes.length > largestDefinition) {
    throw new InvalidDefinition(l10n.t('It is larger than {0} MB.', largestDefinition / 1_000_000));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidDefinition(l10n.t('It is not UTF-8.'));
  }
}
