// Our transfer alone: a file's bytes as the encoder would give them, into a bucket, with the proof. The access key comes
// from the environment.
// usage: node push.js FILE ENDPOINT BUCKET KEY
import { open } from 'node:fs/promises';
import { connect } from '../../../src/delivery/connection';
import { push } from '../../../src/delivery/push';
import type { Chunk } from '../../../src/export/run';
import { readDestination } from '../../../src/model/destination';

/** In bytes. The encoder's chunks are about as large. */
const chunkSize = 64 * 1024;

/** Read as cheaply as can be, for in a push there is no file: the bytes come from the encoder. */
async function* chunksOf(path: string): AsyncGenerator<Chunk> {
  const buffer = Buffer.allocUnsafeSlow(16 * chunkSize);
  const file = await open(path);
  for (;;) {
    const { bytesRead } = await file.read(buffer);
    if (bytesRead === 0) break;
    for (let start = 0; start < bytesRead; start += chunkSize)
      yield { bytes: buffer.subarray(start, Math.min(bytesRead, start + chunkSize)), rows: 1 };
  }
  await file.close();
}

async function main([file = '', endpoint, bucket, key = '']: string[]): Promise<void> {
  const settings = { bucket, endpoint, pathStyle: true, credentials: { type: 'default' } };
  const connection = await connect(readDestination('bench', settings), () => Promise.resolve(undefined));
  const upload = {
    key,
    condition: { IfNoneMatch: '*' },
    headers: { ContentType: 'text/csv; charset=utf-8' },
    chunks: chunksOf(file),
  } as const;
  const { proof } = await push(connection, upload, { signal: new AbortController().signal });
  if (proof !== 'checksum') throw new Error(`The proof is by ${proof}.`);
  connection.close();
}

void main(process.argv.slice(2));
