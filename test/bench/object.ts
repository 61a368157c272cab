// Writes the object of an export to standard output, as a push would send it: the command line's preview is the text
// before compression.
// usage: node object.js FILE none|gzip|zip
import { print } from '../../src/cli/terminal';
import { planExport } from '../../src/export/plan';
import { type FormatSettings, resolveFormat } from '../../src/model/format';
import { openSource } from '../../src/segment/source';

async function* objectOf(file: string, compression: string): AsyncGenerator<Uint8Array> {
  const source = await openSource(file);
  const format = resolveFormat({ type: 'csv', compression } as FormatSettings);
  const target = { folderPath: '', format };
  const run = await (await planExport({ source, target, moment: new Date() })).run();
  for await (const { chunks } of run.files()) for await (const { bytes } of chunks) yield bytes;
}

const [file = '', compression = ''] = process.argv.slice(2);
void print({ out: process.stdout }, objectOf(file, compression));
