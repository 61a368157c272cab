// `preview`: exactly the bytes that a push would write, to standard output; before compression, if there is one.
import * as l10n from '@vscode/l10n';
import type { Chunk, ExportRun } from '../export/run';
import { Failure } from '../model/failure';
import type { PreviewArguments } from './arguments';
import type { Host } from './host';
import { openExport, planAt } from './openExport';
import { targetOf } from './target';
import { print } from './terminal';

/** The export has fewer files than the one that was asked for. */
export class NoSuchFile extends Failure {
  constructor(file: number, files: number) {
    super('no-such-file', {
      what: l10n.t('The export has no file {0}.', file),
      why: files === 1 ? l10n.t('It has one file.') : l10n.t('It has {0} files.', files),
      next: l10n.t('Name one of them with --file N, or leave that out.'),
    });
  }
}

export async function preview(words: PreviewArguments, host: Host): Promise<void> {
  const opened = await openExport(host, words.operand);
  const { signal } = host;
  const planned = await planAt(new Date(), opened, await targetOf(host, words, opened.definition), signal);
  const run = await planned.run({ signal, maxRows: words.rows });
  await print(host, words.rows === undefined ? bytesOf(run, words.file) : firstOf(run));
}

/** @param only the number of the file that is wanted. Default: all, one after the other */
async function* bytesOf(run: ExportRun, only?: number): AsyncGenerator<Uint8Array> {
  let number = 0;
  for await (const { chunks } of run.files('text')) {
    number++;
    const isWanted = only === undefined || only === number;
    for await (const bytes of bytesIn(chunks)) if (isWanted) yield bytes;
    if (number === only) return;
  }
  if (only !== undefined) throw new NoSuchFile(only, number);
}

/** Of the first file, if there is one. */
async function* firstOf(run: ExportRun): AsyncGenerator<Uint8Array> {
  for await (const { chunks } of run.files('text')) {
    yield* bytesIn(chunks);
    return;
  }
}

async function* bytesIn(chunks: AsyncIterable<Chunk>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of chunks) if (bytes.length > 0) yield bytes;
}
