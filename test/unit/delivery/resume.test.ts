// Runs that were interrupted: carried on where they were, or cleared up.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { configSha256 } from '../../../src/delivery/configSha256';
import type { Connection } from '../../../src/delivery/connection';
import { deliver } from '../../../src/delivery/deliver';
import { DeliveryUnknown, PartlyDelivered, UnfinishedUpload } from '../../../src/delivery/failures';
import { CannotResume, checkResumable, clearUp, keepingRecord } from '../../../src/delivery/interrupted';
import { Journal, type RunJournal } from '../../../src/delivery/journal';
import type { PlannedExport } from '../../../src/export/planned';
import { fileSource } from '../../../src/segment/source';
import { moment, planOf } from '../collect';
import { temporaryFolder } from '../temporaryFolder';
import { askOnce } from './askedOnce';
import type { Fault } from '../../s3/faults/fault';
import { startFaultProxy, type FaultProxy } from '../../s3/faults/proxy';
import { describeOnServer } from './servers';
import { owner, type Store } from './store';

const signal = new AbortController().signal;
/** In bytes. Servers are told to take such small parts. */
const partSize = 64 * 1024;

describeOnServer(
  'a push that was interrupted',
  function (server) {
    this.timeout(120_000);
    const folder = temporaryFolder();
    let store: Store;
    let proxy: FaultProxy;
    let connection: Connection;
    let journal: Journal;
    beforeEach(async () => {
      store = await server.start();
      proxy = await startFaultProxy(store.url);
      connection = await askOnce(await store.connect(owner, { endpoint: proxy.url }), proxy);
      journal = new Journal(folder.path(randomUUID()));
      writeSegment();
    });
    afterEach(async () => {
      await proxy.close();
      await store.close();
    });

    /** Some 240 KB in 3,000 rows: four parts. */
    function writeSegment(first = 'x', rows = 3000): void {
      let text = '';
      for (let row = 0; row < rows; row++)
        text += `{"id":"${first}${row}","text":"${`${row} `.repeat(15)}"}\n`;
      folder.write('people.ndjson', text);
    }

    const plan = (definition: object = {}): Promise<PlannedExport> =>
      planOf(fileSource(folder.path('people.ndjson')), { type: 'csv' }, { fileName: 'n', ...definition });

    /** Pushes until a fault takes the network away, as if the program had been killed. */
    async function interrupt(planned: PlannedExport, fault: Fault): Promise<void> {
      const { files: expected } = await planned.scan();
      const run = journal.begin({
        id: randomUUID(),
        startedAt: new Date().toISOString(),
        moment: moment.toISOString(),
        ...{ destination: 'test', bucket: store.bucket, segment: 'people', request: {} },
        confirmed: {
          sourceSha256: await planned.sourceSha256(),
          configSha256: configSha256(planned.plan, connection.destination),
          files: [...expected],
          targets: [],
        },
      });
      proxy.faults.push(fault);
      await assert.rejects(
        keepingRecord(run, () => deliver(connection, planned, { signal, partSize, expected, journal: run })),
      );
      assert.deepEqual(proxy.faults, []);
      await proxy.close();
      proxy = await startFaultProxy(store.url);
      // The same place, as far as the configuration goes.
      const { destination } = connection;
      connection = { ...(await store.connect(owner, { endpoint: proxy.url })), destination };
      await askOnce(connection, proxy);
    }

    async function claim(): Promise<RunJournal> {
      const [record] = await journal.interrupted();
      const run = await journal.claim(record?.id ?? '');
      assert.ok(run);
      return run;
    }

    async function resume(planned: PlannedExport) {
      const run = await claim();
      await checkResumable(run, planned, connection, signal);
      const expected = run.record.confirmed?.files;
      return keepingRecord(run, () =>
        deliver(connection, planned, { signal, partSize, journal: run, ...(expected && { expected }) }),
      );
    }

    const partsSent = () => proxy.seen.filter((request) => request.includes('partNumber=')).length;
    const goAway = (method: string, path: string): Fault => ({ kind: 'goAway', method, path });

    async function isWhole(planned: PlannedExport): Promise<void> {
      const { files } = await planned.scan();
      for (const { key, sha256 } of files) {
        const { Metadata } = await store.read(key);
        assert.equal(Metadata?.['sha256'], sha256);
      }
      assert.deepEqual((await store.keys()).sort(), files.map(({ key }) => key).sort());
      assert.equal(await store.unfinishedUploads(), 0);
      assert.deepEqual(await journal.interrupted(), []);
    }

    it('is carried on: parts that are there are not sent again', async () => {
      writeSegment('x', 6000);
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      assert.deepEqual(await store.keys(), []);
      const [record] = await journal.interrupted();
      const receipt = await resume(await plan());
      assert.equal(receipt.id, record?.id);
      assert.equal(receipt.files[0]?.proof, 'checksum');
      assert.ok(partsSent() > 0 && partsSent() < 8, `${partsSent()} parts of 8 were sent`);
      await isWhole(await plan());
    });

    it('is carried on although its parts may not be listed, by sending all of them', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      proxy.faults.push({ kind: 'deny', method: 'GET', path: 'uploadId=' });
      await resume(await plan());
      assert.equal(partsSent(), 4);
      await isWhole(await plan());
    });

    it('sends a part again that is not what it should be', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=4'));
      const [record] = await journal.interrupted();
      const { key = '', started } = record?.current ?? {};
      await store.putPart(key, started?.uploadId ?? '', 1, Buffer.alloc(partSize, 'z'));
      await resume(await plan());
      assert.ok(proxy.seen.some((request) => request.includes('partNumber=1')));
      await isWhole(await plan());
    });

    it('was over when it was interrupted: its object is found, and nothing is sent', async () => {
      await interrupt(await plan(), goAway('POST', 'uploadId='));
      const receipt = await resume(await plan());
      assert.equal(partsSent(), 0);
      assert.equal(receipt.files[0]?.proof, 'checksum');
      await isWhole(await plan());
    });

    it('begins anew where somebody has removed its upload', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      await store.removeUploads();
      await resume(await plan());
      assert.equal(partsSent(), 4);
      await isWhole(await plan());
    });

    it('goes on with the file that it was in, of several', async () => {
      const three = { rowsPerFile: 1000 };
      await interrupt(await plan(three), goAway('PUT', 'n_2.csv?'));
      const receipt = await resume(await plan(three));
      assert.deepEqual(
        receipt.files.map(({ key }) => key),
        ['n.csv', 'n_2.csv', 'n_3.csv'],
      );
      assert.ok(!proxy.seen.some((request) => /^PUT .*\/n\.csv/.test(request)));
      await isWhole(await plan(three));
    });

    for (const [what, arrived] of [
      ['found', true],
      ['written', false],
    ] as const) {
      it(`was over but for its manifest: that is ${what}`, async () => {
        const { destination } = connection;
        const object = { ...destination.object, manifest: true };
        connection = { ...connection, destination: { ...destination, object } };
        const two = { rowsPerFile: 1500 };
        await interrupt(await plan(two), goAway('PUT', 'manifest-'));
        const [record] = await journal.interrupted();
        const key = `manifest-test-${record?.id}.json`;
        if (!arrived)
          await connection.client.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: key }));
        const { manifest, files } = await resume(await plan(two));
        assert.deepEqual([manifest?.key, manifest?.proof, files.length], [key, 'checksum', 2]);
        assert.deepEqual((await store.keys()).sort(), [key, 'n.csv', 'n_2.csv']);
        assert.deepEqual(await journal.interrupted(), []);
        assert.equal(partsSent(), 0);
      });
    }

    for (const overwrite of ['fail', 'rename', 'replace'] as const) {
      it(`knows a small file of several that it wrote without living to record it: ${overwrite}`, async () => {
        const small = { rowsPerFile: 700 };
        connection = await store.connect(owner, { endpoint: proxy.url, overwrite });
        await interrupt(await plan(small), goAway('PUT', 'n_2.csv'));
        const { delivered, current } = (await journal.interrupted())[0] ?? {};
        assert.deepEqual([delivered?.length, current?.key], [1, 'n_2.csv']);
        const receipt = await resume(await plan(small));
        assert.ok(receipt.files.every(({ proof }) => proof === 'checksum'));
        assert.ok(!proxy.seen.some((request) => /^PUT .*n_2/.test(request)));
        await isWhole(await plan(small));
      });
    }

    it('is not carried on when the segment has changed', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      writeSegment('y');
      await assert.rejects(resume(await plan()), (error) => {
        assert.ok(error instanceof CannotResume);
        assert.match(error.message, /segment file has changed/);
        return true;
      });
    });

    it('is not carried on when the configuration has changed', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      for (const change of [{ columns: [{ path: 'id' }] }, { fileName: 'other' }])
        await assert.rejects(resume(await plan(change)), CannotResume);
    });

    it('is cleared up', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      assert.equal(await store.unfinishedUploads(), 1);
      const run = await claim();
      assert.equal(await keepingRecord(run, () => clearUp(connection, run)), 'removed');
      assert.equal(await store.unfinishedUploads(), 0);
      assert.deepEqual(await store.keys(), []);
      assert.deepEqual(await journal.interrupted(), []);
    });

    it('is found to be delivered when it is cleared up', async () => {
      await interrupt(await plan(), goAway('POST', 'uploadId='));
      const run = await claim();
      assert.equal(await keepingRecord(run, () => clearUp(connection, run)), 'delivered');
      assert.deepEqual(await store.keys(), ['n.csv']);
    });

    it('keeps its record while it cannot be cleared up', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      await proxy.close();
      const run = await claim();
      await assert.rejects(
        keepingRecord(run, () => clearUp(connection, run)),
        UnfinishedUpload,
      );
      assert.equal((await journal.interrupted()).length, 1);
    });

    it('stays interrupted, with its parts, when it is resumed without a network', async () => {
      await interrupt(await plan(), goAway('PUT', 'partNumber=3'));
      const { url } = proxy;
      await proxy.close();
      const run = await claim();
      const expected = run.record.confirmed?.files ?? [];
      const planned = await plan();
      const resuming = keepingRecord(run, () =>
        deliver(connection, planned, { signal, partSize, journal: run, expected }),
      );
      await assert.rejects(resuming, { code: 'connection-refused' }, url);
      assert.equal((await journal.interrupted()).length, 1);
      assert.equal(await store.unfinishedUploads(), 1);
    });

    it('stays interrupted when resuming is cancelled, and the files before are told', async () => {
      const three = { rowsPerFile: 1000 };
      await interrupt(await plan(three), goAway('PUT', 'n_2.csv?'));
      const run = await claim();
      const expected = run.record.confirmed?.files ?? [];
      const planned = await plan(three);
      const options = { signal: AbortSignal.abort(), partSize, journal: run, expected };
      await assert.rejects(
        keepingRecord(run, () => deliver(connection, planned, options)),
        (error) => {
          assert.ok(error instanceof PartlyDelivered);
          assert.deepEqual(
            error.files.map(({ key }) => key),
            ['n.csv'],
          );
          return true;
        },
      );
      assert.equal((await journal.interrupted()).length, 1);
      await resume(await plan(three));
      await isWhole(await plan(three));
    });

    it('has no record when it failed and left nothing', async () => {
      const planned = await plan();
      const run = journal.begin({
        ...{ id: randomUUID(), startedAt: '', moment: '', segment: 'people', request: {} },
        ...{ destination: 'test', bucket: store.bucket },
      });
      proxy.faults.push({ kind: 'flipBit', method: 'PUT', path: 'partNumber=2', times: 3 });
      const failing = keepingRecord(run, () =>
        deliver(connection, planned, { signal, partSize, journal: run }),
      );
      await assert.rejects(
        failing,
        (error) => !(error instanceof PartlyDelivered || error instanceof DeliveryUnknown),
      );
      assert.deepEqual(await journal.interrupted(), []);
      assert.equal(await store.unfinishedUploads(), 0);
    });
  },
  { minPartBytes: partSize },
);
