// The options `compression` and `compressionLevel`: what is hashed and sent is compressed, what is previewed is not.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { compress } from '../../../../src/export/compress';
import { exportHead } from '../../../../src/export/head';
import type { Chunk } from '../../../../src/export/run';
import { zipTail } from '../../../../src/export/zip';
import { resolveFormat, type FormatSettings } from '../../../../src/model/format';
import { chunksOf, exportBytes, exportText, planOf } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { unzip } from './readers';

/** Text in which deflate finds something to do, but not everything. */
const text = Array.from({ length: 20_000 }, (_, n) => `${n},name ${(n * n) % 9973},${n % 7}\n`).join('');

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Chunk> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve({ bytes: bytes.subarray(at, at + size), rows: 1 });
  }
}

async function collected(chunks: AsyncIterable<Chunk>): Promise<{ bytes: Buffer; rows: number }> {
  const pieces: Uint8Array[] = [];
  let rows = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk.bytes);
    rows += chunk.rows;
  }
  return { bytes: Buffer.concat(pieces), rows };
}

const compressAs = (chunks: AsyncGenerator<Chunk>, settings: FormatSettings) =>
  compress(chunks, resolveFormat(settings), 'exports/people.csv.zip');
const compressed = (settings: FormatSettings, size: number, content = text) =>
  collected(compressAs(cut(Buffer.from(content), size), settings));

describe('compression', () => {
  const folder = temporaryFolder();

  it('gzip has no time and no operating system in its header', async () => {
    const { bytes } = await compressed({ compression: 'gzip' }, 1000);
    assert.equal(bytes.subarray(0, 10).toString('hex'), '1f8b08000000000000ff');
    assert.equal(gunzipSync(bytes).toString(), text);
  });

  it('zip has one entry, named as the object without .zip', async () => {
    const { bytes } = await compressed({ compression: 'zip' }, 1000);
    assert.deepEqual(unzip(bytes), { name: 'people.csv', time: [0, 0x21], content: Buffer.from(text) });
  });

  for (const compression of ['gzip', 'zip'] as const) {
    it(`${compression} gives the same bytes however the text is cut, at every level`, async () => {
      for (const compressionLevel of [1, 4, 6, 9]) {
        const settings = { compression, compressionLevel };
        const { bytes } = await compressed(settings, text.length);
        for (const size of [997, 65_536]) {
          assert.ok((await compressed(settings, size)).bytes.equals(bytes), `${compressionLevel} ${size}`);
        }
      }
    });

    it(`${compression} keeps its checksum when pieces are empty`, async () => {
      // An empty buffer that zlib has seen makes Node's crc32 begin again.
      const pieces = ['a\n', '', 'b\n', ''].map((text) => ({ bytes: Buffer.from(text), rows: 0 }));
      async function* chunks(): AsyncGenerator<Chunk> {
        for (const piece of pieces) yield await Promise.resolve(piece);
      }
      const { bytes } = await collected(compressAs(chunks(), { compression }));
      const content = compression === 'gzip' ? gunzipSync(bytes) : unzip(bytes).content;
      assert.equal(content.toString(), 'a\nb\n');
    });

    it(`${compression} loses no row of the progress`, async () => {
      assert.equal((await compressed({ compression }, 1000)).rows, Math.ceil(text.length / 1000));
    });

    it(`${compression} of nothing is a file all the same`, async () => {
      const { bytes } = await compressed({ compression }, 1, '');
      const content = compression === 'gzip' ? gunzipSync(bytes) : unzip(bytes).content;
      assert.equal(content.length, 0);
    });

    it(`${compression} is what is hashed and sent; the head is the text before it`, async () => {
      const source = folder.write('people.ndjson', '{"a":1}\n{"a":2}\n');
      const planned = await planOf(source, { compression });
      const sent = await exportBytes(source, { compression });
      const totals = await planned.scan();
      assert.deepEqual([totals.files[0]?.bytes, totals.rowsWritten], [sent.length, 2]);
      const content = compression === 'gzip' ? gunzipSync(sent) : unzip(sent).content;
      assert.equal(content.toString(), 'a\n1\n2\n');
      assert.equal(await exportText(source, { compression }), 'a\n1\n2\n');
      const head = await exportHead(planned, 1);
      assert.equal(Buffer.from(head.bytes).toString(), 'a\n1\n');
    });

    it(`${compression} hands on what stops the export, and lets go of the source when it is left`, async () => {
      const bad = folder.write('bad.ndjson', `${'{"a":1}\n'.repeat(2000)}oops\n`);
      await assert.rejects((await planOf(bad, { compression })).scan(), { code: 'not-json' });
      let closed = false;
      async function* source(): AsyncGenerator<Chunk> {
        try {
          yield* cut(Buffer.from(text), 10);
        } finally {
          closed = true;
        }
      }
      for await (const chunk of compressAs(source(), { compression })) if (chunk.rows > 0) break;
      assert.ok(closed);
    });
  }

  it('is smaller the harder it tries', async () => {
    const size = async (compressionLevel: number) =>
      (await compressed({ compression: 'gzip', compressionLevel }, 1000)).bytes.length;
    assert.ok((await size(9)) < (await size(1)));
  });

  it('says in the Content-Type what the object is', () => {
    assert.equal(resolveFormat({ compression: 'gzip' }).contentType, 'application/gzip');
    assert.equal(resolveFormat({ compression: 'zip', type: 'json' }).contentType, 'application/zip');
  });

  it('zip writes sizes of eight bytes when four do not hold them', () => {
    const tail = (size: number, compressedSize: number) =>
      zipTail('a.csv', { crc32: 1, size, compressedSize });
    assert.equal(tail(0xfffffffe, 10).length, 16 + 46 + 5 + 22);
    const large = tail(0xffffffff, 10);
    assert.equal(large.readBigUInt64LE(16), 0xffffffffn);
    assert.equal(large.length, 24 + 46 + 5 + 20 + 22);
    const far = tail(2 ** 33, 2 ** 32);
    assert.equal(far.length, 24 + 46 + 5 + 20 + 56 + 20 + 22);
    // Where the central directory begins, as the zip64 end of it says: after local header, content and descriptor.
    assert.equal(far.readBigUInt64LE(24 + 46 + 5 + 20 + 48), BigInt(30 + 5 + 2 ** 32 + 24));
  });

  it('runs as a stream: the first bytes come before the last record is read', async () => {
    const source = folder.write(
      'many.ndjson',
      Array.from({ length: 300_000 }, (_, n) => `{"a":${(n * 7919) % 1_000_003}}`).join('\n'),
    );
    const run = await (await planOf(source, { compression: 'gzip' })).run();
    let bytes = 0;
    for await (const chunk of chunksOf(run)) {
      bytes += chunk.bytes.length;
      if (bytes > 10) break;
    }
    assert.ok(run.counts().rowsRead < 300_000);
  });
});
