// Our transfer alone: a file's bytes as the encoder would give them, into a bucket, with the proof. The access key comes
// from the environment.
// usage: node push.js FILE ENDPOINT BUCKET KEY
import { createReadStream } from 'node:fs';
import { connect } from '../../../src/delivery/connection';
import { push } from '../../../src/delivery/push';
import type { Chunk } from '../../../src/export/run';
import { readDestination } from '../../../src/model/destination';

/** In pieces of 64 KiB, as the encoder's are. */
async function* chunksOf(file: string): AsyncGenerator<Chunk> {
  for await (const bytes of createReadStream(file)) yield { bytes: bytes as Uint8Array, rows: 0 };
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
