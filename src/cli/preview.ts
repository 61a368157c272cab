// `preview FILE...`: exactly the bytes that a push would write, to standard output; before compression, if there is one.
import { exportHead } from '../export/head';
import { planExport, type Target } from '../export/plan';
import type { ExportRun } from '../export/run';
import { resolveFormat } from '../model/format';
import { openSource } from '../segment/source';
import type { PreviewArguments } from './arguments';
import { findDestination } from './config';
import { print } from './terminal';

export async function preview(words: PreviewArguments, signal: AbortSignal): Promise<void> {
  const source = await openSource(words.files, words.input);
  const target = await targetOf(words);
  const planned = await planExport({ source, target, moment: new Date() }, signal);
  if (words.rows === undefined) {
    await print(bytesOf(await planned.run({ signal })));
  } else {
    const { bytes } = await exportHead(planned, words.rows, { signal });
    await print([bytes]);
  }
}

async function targetOf({ format, destination, config }: PreviewArguments): Promise<Target> {
  if (destination !== undefined) return findDestination(config, destination);
  return { folderPath: '', format: resolveFormat({ type: format ?? 'csv' }) };
}

async function* bytesOf(run: ExportRun): AsyncGenerator<Uint8Array> {
  for await (const { chunks } of run.files('text')) {
    for await (const { bytes } of chunks) if (bytes.length > 0) yield bytes;
  }
}
