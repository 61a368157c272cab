// Opens an export definition: the file `NAME.s3export.json` becomes the definition in it and the segment that it names.
import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { InvalidDefinition, readDefinition, type Definition } from '../model/definition';
import { asFailure } from '../model/failure';
import { FailureInFile } from '../segment/failures';
import { openSource, type Source } from '../segment/source';

export interface OpenedDefinition {
  readonly definition: Definition;
  /** Its paths begin with the folder of the definition, as that was given. */
  readonly source: Source;
}

/** In bytes. Definitions are written by people and have some hundred lines. */
const largestDefinition = 5_000_000;

/**
 * Reads a definition and finds the files of its segment, relative to its folder. Their content is not looked at.
 * @param path of the definition
 * @throws FailureInFile with the path and the failure: those of `readDefinition` and `openSource`, and of the file system
 */
export async function openDefinition(path: string): Promise<OpenedDefinition> {
  try {
    const definition = readDefinition(await readText(path));
    const { source: patterns, input } = definition.segment;
    return { definition, source: await openSource(patterns, input, dirname(path)) };
  } catch (error) {
    throw new FailureInFile(path, asFailure(error));
  }
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
