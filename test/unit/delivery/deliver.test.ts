// A segment file to an object: what the dry run counts is what arrives, compressed or not.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { deliver } from '../../../src/delivery/deliver';
import { exportText, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { Store } from './store';

describe('deliver', () => {
  const folder = temporaryFolder();
  let store: Store;
  beforeEach(async () => {
    store = await Store.start();
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
});
