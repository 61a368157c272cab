// Whole deliveries, in one request and in parts, against a real endpoint: read back and compared byte for byte.
import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import type { Connection } from '../../../src/delivery/connection';
import { ExportChanged, KeyTaken } from '../../../src/delivery/failures';
import { push } from '../../../src/delivery/push';
import { exportOf, figuresOf, inChunks, pattern, sha256 } from './exports';
import { describeOnServer } from './servers';
import { guest, type Store } from './store';

const MiB = 1024 ** 2;
const partSize = 5 * MiB;
const signal = new AbortController().signal;

/** Each is tried in one request and in parts. */
const sizes = { 'in one request': 3000, 'in parts': 23 * MiB + 17 };

describeOnServer('push', function (server) {
  this.timeout(120_000);
  let store: Store;
  let connection: Connection;
  beforeEach(async () => {
    store = await server.start();
    connection = await store.connect();
  });
  afterEach(() => store.close());

  for (const [way, size] of Object.entries(sizes)) {
    describe(way, () => {
      const bytes = pattern(size);

      it('delivers every byte and proves it by checksum', async () => {
        const outcome = await push(connection, exportOf(bytes), { signal, partSize });
        const object = await store.read('daily/export.csv');
        assert.ok(object.bytes.equals(bytes));
        assert.equal(object.ContentType, 'text/csv; charset=utf-8');
        const checksum = Buffer.alloc(4);
        checksum.writeUInt32BE(crc32(bytes));
        assert.equal(outcome.proof, 'checksum');
        assert.equal(outcome.bytes, size);
        assert.equal(outcome.sha256, sha256(bytes));
        assert.equal(outcome.crc32, checksum.toString('base64'));
        assert.match(outcome.etag ?? '', /^[0-9a-f]{32}(-5)?$/);
        assert.equal(await store.unfinishedUploads(), 0);
      });

      it('tells the progress up to the last byte and row', async () => {
        const steps: [number, number][] = [];
        const onProgress = (sent: number, rows: number) => void steps.push([sent, rows]);
        await push(connection, exportOf(bytes), { signal, partSize, onProgress });
        assert.deepEqual(steps.at(-1), [size, Math.ceil(size / 1_000_003)]);
        assert.deepEqual(
          steps,
          steps.toSorted(([a], [b]) => a - b),
        );
      });

      it('never overwrites', async () => {
        await push(connection, exportOf(Buffer.from('first')), { signal });
        await assert.rejects(push(connection, exportOf(bytes), { signal, partSize }), (error) => {
          assert.ok(error instanceof KeyTaken);
          assert.equal(error.code, 'key-taken');
          assert.match(error.explanation.next, /^Push again: .*time.* choose another name/);
          return true;
        });
        assert.equal((await store.read('daily/export.csv')).bytes.toString(), 'first');
        assert.equal(await store.unfinishedUploads(), 0);
      });

      it('takes an object with the very same bytes for taken, too', async () => {
        await push(connection, exportOf(bytes), { signal, partSize });
        await assert.rejects(push(connection, exportOf(bytes), { signal, partSize }), KeyTaken);
      });

      it('delivers what was confirmed, with its SHA-256 beside it', async () => {
        const expected = figuresOf(bytes);
        await push(connection, { ...exportOf(bytes), expected }, { signal, partSize });
        assert.equal((await store.read('daily/export.csv')).Metadata?.['sha256'], expected.sha256);
      });

      it('writes nothing when the export is not what was confirmed', async () => {
        for (const expected of [
          { ...figuresOf(bytes), sha256: sha256(Buffer.from('other')) },
          { ...figuresOf(bytes), bytes: size - 1 },
        ]) {
          const pushing = push(connection, { ...exportOf(bytes), expected }, { signal, partSize });
          await assert.rejects(pushing, ExportChanged);
        }
        assert.deepEqual(await store.keys(), []);
        assert.equal(await store.unfinishedUploads(), 0);
      });

      it('leaves nothing when the source fails, and passes its error on', async () => {
        const failure = new Error('The segment file is damaged.');
        async function* chunks() {
          yield* inChunks(bytes);
          await Promise.reject(failure);
        }
        const pushing = push(connection, { ...exportOf(bytes), chunks: chunks() }, { signal, partSize });
        await assert.rejects(pushing, (error) => error === failure);
        assert.deepEqual(await store.keys(), []);
        assert.equal(await store.unfinishedUploads(), 0);
      });

      it("is proved by the write's own answer when reading is denied", async () => {
        await store.allowGuest(['s3:PutObject']);
        const outcome = await push(await store.connect(guest), exportOf(bytes), { signal, partSize });
        assert.equal(outcome.proof, 'answer');
        assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
      });

      it('names the permission that is missing', async () => {
        await store.allowGuest(['s3:GetObject', 's3:ListBucket']);
        const pushing = push(await store.connect(guest), exportOf(bytes), { signal, partSize });
        await assert.rejects(pushing, { code: 'access-denied', message: /s3:PutObject/ });
      });
    });
  }

  it('tells the progress within a single request', async () => {
    const bytes = pattern(4 * MiB);
    const steps: number[] = [];
    await push(connection, exportOf(bytes), { signal, onProgress: (sent) => void steps.push(sent) });
    assert.ok(steps.length > 10);
    assert.equal(steps.at(-1), bytes.length);
  });

  it('writes the SHA-256 beside an export whenever it is known before', async () => {
    await push(connection, exportOf(pattern(10), 'daily/single'), { signal, partSize });
    await push(connection, exportOf(pattern(6 * MiB), 'daily/parts'), { signal, partSize });
    assert.deepEqual((await store.read('daily/single')).Metadata, { sha256: sha256(pattern(10)) });
    assert.deepEqual((await store.read('daily/parts')).Metadata, {});
  });

  it('delivers an empty export', async () => {
    const outcome = await push(connection, exportOf(Buffer.alloc(0)), { signal });
    assert.equal(outcome.bytes, 0);
    assert.equal(outcome.proof, 'checksum');
    assert.equal((await store.read('daily/export.csv')).bytes.length, 0);
  });

  it('needs memory for five parts, however many there are', async () => {
    const allocate = Buffer.allocUnsafeSlow.bind(Buffer);
    let buffers = 0;
    Buffer.allocUnsafeSlow = (size) => {
      if (size === partSize) buffers++;
      return allocate(size);
    };
    try {
      await push(connection, exportOf(pattern(15 * partSize)), { signal, partSize });
    } finally {
      Buffer.allocUnsafeSlow = allocate;
    }
    assert.ok(buffers >= 1 && buffers <= 5, `${buffers} buffers`);
  });

  it('delivers an export of exactly one part', async () => {
    const bytes = pattern(partSize);
    await push(connection, exportOf(bytes), { signal, partSize });
    assert.ok((await store.read('daily/export.csv')).bytes.equals(bytes));
  });

  it('closes the source when it cannot begin', async () => {
    let closed = false;
    async function* chunks() {
      try {
        yield* inChunks(pattern(12 * MiB));
      } finally {
        closed = true;
      }
    }
    const nowhere = await store.connect(undefined, { bucket: 'no-such-bucket' });
    const pushing = push(nowhere, { ...exportOf(pattern(0)), chunks: chunks() }, { signal, partSize });
    await assert.rejects(pushing, { code: 'no-such-bucket' });
    assert.ok(closed);
  });

  it('keeps keys of all scripts and signs', async () => {
    const key = 'daily/Größe & 100% "neu" + 客户.csv';
    await push(connection, exportOf(Buffer.from('a'), key), { signal });
    assert.deepEqual(await store.keys(), [key]);
  });
});
