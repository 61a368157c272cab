// A segment file to an object: what the dry run counts is what arrives, compressed or not.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { deliver } from '../../../src/delivery/deliver';
import { exportText, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { describeOnServer } from './servers';
import { type Store } from './store';

describeOnServer('deliver', (server) => {
  const folder = temporaryFolder();
  let store: Store;
  beforeEach(async () => {
    store = await server.start();
  });
  afterEach(() => store.close());

  it('sends what the format compresses, and the receipt has the figures of the object', async () => {
    const source = folder.write('people.ndjson', '{"a":1}\n{"a":"é"}\n');
    const format = { compression: 'gzip' } as const;
    const planned = await planOf(source, format);
    const { files: expected } = await planned.scan();
    const signal = new AbortController().signal;
    const rows: number[] = [];
    const onProgress = (progress: { rows: number }) => void rows.push(progress.rows);
    const receipt = await deliver(await store.connect(), planned, { signal, onProgress, expected });
    const [file] = receipt.files;
    const object = await store.read(planned.plan.key);
    assert.match(planned.plan.key, /\.csv\.gz$/);
    assert.equal(object.ContentType, 'application/gzip');
    assert.equal(gunzipSync(object.bytes).toString(), await exportText(source, format));
    assert.deepEqual(
      [file?.bytes, file?.sha256, file?.crc32, receipt.rowsWritten, file?.proof],
      [object.bytes.length, expected[0]?.sha256, expected[0]?.crc32, 2, 'checksum'],
    );
    assert.equal(rows.at(-1), 2);
  });

  describe('an export of several files', () => {
    const signal = new AbortController().signal;
    const threeFiles = () => folder.write('three.ndjson', '{"a":1}\n{"a":2}\n{"a":3}\n');
    const planned = () => planOf(threeFiles(), undefined, { fileName: 'n', rowsPerFile: 1 });

    it('is one object a file, each as it was confirmed', async () => {
      const { files: expected } = await (await planned()).scan();
      const receipt = await deliver(await store.connect(), await planned(), { signal, expected });
      assert.deepEqual(await store.keys(), ['n.csv', 'n_2.csv', 'n_3.csv']);
      assert.deepEqual(
        receipt.files.map(({ key, rows, sha256, proof }) => [key, rows, sha256, proof]),
        expected.map(({ key, rows, sha256 }) => [key, rows, sha256, 'checksum']),
      );
    });

    it('stops at the first file that is not as it was confirmed, or is one more', async () => {
      const { files } = await (await planned()).scan();
      const connection = await store.connect();
      const other = files.map((file, index) => (index === 1 ? { ...file, sha256: '0'.repeat(64) } : file));
      await assert.rejects(deliver(connection, await planned(), { signal, expected: other }), {
        code: 'partly-delivered',
        keys: ['n.csv'],
        message: /confirmed/,
      });
      assert.deepEqual(await store.keys(), ['n.csv']);
    });

    it('writes no file that was not confirmed', async () => {
      const connection = await store.connect();
      await assert.rejects(deliver(connection, await planned(), { signal, expected: [] }), {
        code: 'export-changed',
      });
      assert.deepEqual(await store.keys(), []);
      const { files } = await (await planned()).scan();
      const fewer = deliver(connection, await planned(), { signal, expected: files.slice(0, 2) });
      await assert.rejects(fewer, { code: 'partly-delivered', keys: ['n.csv', 'n_2.csv'] });
      assert.deepEqual(await store.keys(), ['n.csv', 'n_2.csv']);
    });

    it('is not delivered when it came out shorter than confirmed', async () => {
      const { files } = await (await planned()).scan();
      const expected = [...files, ...files.slice(0, 1)];
      await assert.rejects(deliver(await store.connect(), await planned(), { signal, expected }), {
        code: 'partly-delivered',
      });
    });

    it('says what is in the bucket when it is cancelled, and shows what its cause shows', async () => {
      const stop = new AbortController();
      const onProgress = ({ rows }: { rows: number }) => (rows >= 2 ? stop.abort() : undefined);
      await assert.rejects(
        deliver(await store.connect(), await planned(), { signal: stop.signal, onProgress }),
        {
          code: 'partly-delivered',
          message: /cancelled/,
        },
      );
      const bad = folder.write('bad.ndjson', '{"a":1,"b":"x"}\n{"a":2,"b":"z,1"}\n');
      const broken = await planOf(bad, { quote: '' }, { fileName: 'b', rowsPerFile: 1 });
      await assert.rejects(deliver(await store.connect(), broken, { signal }), { excerpt: 'b: z,1' });
    });
  });
});
