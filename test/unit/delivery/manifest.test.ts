// The manifest: its exact bytes, its place behind the files, and what is told when it does not arrive.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectTaggingCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { deliver } from '../../../src/delivery/deliver';
import { IncompleteDelivery } from '../../../src/delivery/failures';
import { manifestKey, manifestKeyPattern, manifestText } from '../../../src/delivery/manifest';
import { isCancelled } from '../../../src/model/failure';
import type { DeliveredFile, Receipt } from '../../../src/model/receipt';
import type { Fault } from '../../s3/faults/fault';
import { startFaultProxy, type FaultProxy } from '../../s3/faults/proxy';
import { planOf } from '../collect';
import { memorySource } from '../segment/memory';
import { askOnce } from './askedOnce';
import { sha256 } from './exports';
import { describeOnServer } from './servers';
import { guest, owner, type Store } from './store';
import { until } from './until';

const signal = new AbortController().signal;
const runId = '0ac8f3c0-29bd-40aa-82c1-f1b7e0657b19';

/** Two rows in two files. */
const planned = (definition: object = {}) =>
  planOf(memorySource('luxury.ndjson', '{"a":"x","b":1}\n{"a":"é","b":2}\n'), undefined, {
    fileName: 'n',
    rowsPerFile: 1,
    ...definition,
  });

describe('a manifest', () => {
  const stored = { proof: 'checksum', guarded: 'byStore', etag: undefined } as const;
  const file = (key: string, versionId?: string): DeliveredFile => ({
    ...{ key, rows: 1, bytes: 8, sha256: 'f'.repeat(64), crc32: 'AAAAAA==', versionId },
    ...stored,
  });
  const run = {
    id: runId,
    files: [file('daily/Luxury/n.csv', 'v1'), file('n_2.csv')],
    ...{ rowsWritten: 2, sourceSha256: '0'.repeat(64), configSha256: '1'.repeat(64) },
  };

  it("has Adobe's fields first, then ours, in these bytes", async () => {
    const { plan } = await planned();
    const golden = readFileSync(join(__dirname, '../../golden/manifest.json'), 'utf8');
    assert.equal(manifestText(run, plan), golden);
  });

  it('says of JSON only what there is to say', async () => {
    const { plan } = await planOf(memorySource('x.ndjson', '{"a":1}\n'), { type: 'json' });
    const { s3Destinations } = JSON.parse(manifestText(run, plan)) as { s3Destinations: { format: unknown } };
    assert.deepEqual(s3Destinations.format, {
      ...{ type: 'json', compression: 'none', encoding: 'utf-8', lineEnding: '\n' },
    });
  });

  it('lies beside the first file, by a name that is fit for keys', () => {
    assert.equal(manifestKey('a/b/n.csv', 'acme', runId), `a/b/manifest-acme-${runId}.json`);
    assert.equal(manifestKey('n.csv', 'x/../y "z"', runId), `manifest-x-..-y -z--${runId}.json`);
    assert.equal(manifestKeyPattern('a/n.csv', 'acme', '$& id'), 'a/manifest-acme-$& id.json');
    for (const nameOf of [manifestKey, manifestKeyPattern])
      assert.throws(() => nameOf('n.csv', 'x'.repeat(205), runId), { code: 'name-too-long' });
  });
});

describeOnServer('the manifest of a delivery', function (server) {
  this.timeout(60_000);
  let store: Store;
  let proxy: FaultProxy;
  beforeEach(async () => {
    store = await server.start();
    proxy = await startFaultProxy(store.url);
  });
  afterEach(async () => {
    await proxy.close();
    await store.close();
  });

  const through = async (settings: object = {}, accessKey = owner) =>
    askOnce(await store.connect(accessKey, { endpoint: proxy.url, manifest: true, ...settings }), proxy);
  const writes = () =>
    proxy.seen.filter((request) => /^(PUT|POST) /.test(request)).map((request) => request.split('/')[2]);

  it('is written last, is what the receipt says, and is proved as a file is', async () => {
    const receipt = await deliver(await through(), await planned(), { signal });
    const { id, manifest, files } = receipt;
    assert.ok(manifest);
    assert.equal(manifest.key, `manifest-test-${id}.json`);
    assert.deepEqual(writes(), [
      'n.csv?x-id=PutObject',
      'n_2.csv?x-id=PutObject',
      `${manifest.key}?x-id=PutObject`,
    ]);
    const { bytes, ContentType, Metadata } = await store.read(manifest.key);
    assert.equal(ContentType, 'application/json');
    assert.equal(Metadata?.['sha256'], manifest.sha256);
    assert.deepEqual(
      [manifest.bytes, manifest.sha256, manifest.proof, manifest.guarded],
      [bytes.length, sha256(bytes), 'checksum', 'byStore'],
    );
    assert.equal(bytes.toString(), manifestText(receipt, (await planned()).plan));
    assert.deepEqual(
      (JSON.parse(bytes.toString()) as { exportResults: unknown }).exportResults,
      ['n.csv', 'n_2.csv'].map((name, index) => ({ sinkPath: '/', name, size: files[index]?.bytes })),
    );
  });

  it('is kept by the store as the files are', async () => {
    const settings = { tags: { team: 'growth' }, metadata: { team: 'growth' }, gzipAs: 'encoding' };
    const connection = await through(settings);
    const zipped = await planOf(memorySource('x.ndjson', '{"a":1}\n'), { compression: 'gzip' });
    const { manifest } = await deliver(connection, zipped, { signal });
    const object = { Bucket: store.bucket, Key: manifest?.key };
    const head = await connection.client.send(new HeadObjectCommand(object));
    assert.deepEqual(
      [head.ContentType, head.ContentEncoding, head.Metadata?.['team']],
      ['application/json', undefined, 'growth'],
    );
    const { TagSet } = await connection.client.send(new GetObjectTaggingCommand(object));
    assert.deepEqual(TagSet, [{ Key: 'team', Value: 'growth' }]);
  });

  it('has no other name by "rename", and is not written without a file or without the setting', async () => {
    const connection = await through({ overwrite: 'rename' });
    await deliver(connection, await planned(), { signal });
    const { files, manifest, id } = await deliver(connection, await planned(), { signal });
    assert.deepEqual(
      files.map(({ key }) => key),
      ['n_1.csv', 'n_2_1.csv'],
    );
    assert.equal(manifest?.key, `manifest-test-${id}.json`);
    const before = await store.keys();
    const nothing = await planned({ columns: [{ path: 'c', mandatory: true }], emptyExport: 'skip' });
    assert.equal((await deliver(connection, nothing, { signal })).manifest, undefined);
    assert.deepEqual(await store.keys(), before);
    const without = await through({ manifest: false, overwrite: 'rename' });
    assert.equal((await deliver(without, await planned(), { signal })).manifest, undefined);
  });

  it('is refused before anything is written when its name is too long', async () => {
    const connection = await through();
    const destination = { ...connection.destination, id: 'x'.repeat(205) };
    const delivering = deliver({ ...connection, destination }, await planned(), { signal });
    await assert.rejects(delivering, { code: 'name-too-long' });
    assert.deepEqual(writes(), []);
  });

  it('is known for its own when the answer to it is lost', async () => {
    proxy.faults.push({ kind: 'loseAnswer', method: 'PUT', path: 'manifest-', times: 5 });
    const { manifest } = await deliver(await through(), await planned(), { signal });
    assert.equal(manifest?.proof, 'checksum');
    assert.deepEqual(proxy.faults, []);
    assert.equal((await store.read(manifest.key)).bytes.length, manifest.bytes);
  });

  /** Delivers two files whose manifest fails. */
  async function failing(fault: Fault, message: RegExp, connection = through()): Promise<IncompleteDelivery> {
    const [open, plan] = [await connection, await planned()];
    proxy.faults.push(fault);
    const error = await deliver(open, plan, { signal }).then(
      (receipt: Receipt) => assert.fail(`It was delivered: ${receipt.manifest?.key}`),
      (error: unknown) => error,
    );
    assert.ok(error instanceof IncompleteDelivery);
    assert.equal(error.code, 'manifest-not-delivered');
    assert.match(error.message, message);
    assert.deepEqual(
      error.files.map(({ key, rows, proof }) => [key, rows, proof]),
      [
        ['n.csv', 1, 'checksum'],
        ['n_2.csv', 1, 'checksum'],
      ],
    );
    return error;
  }

  it('that the store refuses is told, and the files stay', async () => {
    await failing(
      { kind: 'slowDown', method: 'PUT', path: 'manifest-', times: 100 },
      /^The export was delivered \(n\.csv to n_2\.csv\), but its manifest "manifest-test-\S+\.json" was not\. .*busy.* The files are whole/,
    );
    assert.deepEqual(await store.keys(), ['n.csv', 'n_2.csv']);
  });

  it('that is not what was sent is told', async () => {
    await failing(
      { kind: 'forgeChecksum', method: 'HEAD', path: 'manifest-' },
      /was not\. .*checksum.*AAAAAA==/,
    );
  });

  it('of which nobody knows whether it arrived is told as that', async () => {
    await failing(
      { kind: 'goAway', method: 'PUT', path: 'manifest-' },
      /^The export was delivered \(.*\), but it is not known whether its manifest ".*" was\./,
    );
    assert.equal((await store.keys()).length, 3);
  });

  it('is not written when the push is cancelled behind the last file, and that is told', async () => {
    const stop = new AbortController();
    const plan = await planned();
    const hash = plan.sourceSha256.bind(plan);
    // This stands between the last file and the manifest.
    plan.sourceSha256 = () => (stop.abort(), hash());
    await assert.rejects(deliver(await through(), plan, { signal: stop.signal }), (error) => {
      assert.ok(error instanceof IncompleteDelivery && isCancelled(error.cause));
      assert.match(
        error.message,
        /^The export was delivered .*manifest ".*" was not\. The push was cancelled\./,
      );
      return true;
    });
    assert.deepEqual(await store.keys(), ['n.csv', 'n_2.csv']);
    assert.equal(writes().length, 2);
  });

  it('is not there when it is cancelled on its way', async () => {
    const stop = new AbortController();
    const connection = await through();
    proxy.faults.push({ kind: 'stall', method: 'PUT', path: 'manifest-' });
    void until(() => writes().length === 3).then(() => stop.abort());
    await assert.rejects(deliver(connection, await planned(), { signal: stop.signal }), {
      code: 'manifest-not-delivered',
      message: /The push was cancelled/,
    });
    assert.deepEqual(await store.keys(), ['n.csv', 'n_2.csv']);
  });

  it("is proved by the write's answer where nothing may be read", async () => {
    await store.allowGuest(['s3:PutObject']);
    const { manifest } = await deliver(await store.connect(guest, { manifest: true }), await planned(), {
      signal,
    });
    assert.equal(manifest?.proof, 'answer');
  });
});
