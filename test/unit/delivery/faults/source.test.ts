// Segment files that change or vanish in the middle of a push, and a disk that is full: one clear error, and nothing is left.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { deliver } from '../../../../src/delivery/deliver';
import { asFailure } from '../../../../src/model/failure';
import { fileSource } from '../../../../src/segment/source';
import { planOf } from '../../collect';
import { temporaryFolder } from '../../temporaryFolder';
import { describeOnServer } from '../servers';
import { owner, type Store } from '../store';
import { Bucket } from './bucket';
import { buildPushProgram, startPush } from './programs';
import { partSize } from './trial';

const signal = new AbortController().signal;
const rows = 20_000;
const text = Array.from({ length: rows }, (_, row) => `{"id":"${row}","text":"${'x'.repeat(60)}"}\n`).join(
  '',
);
const damage: Record<string, (path: string) => void> = {
  'is cut short': (path) => truncateSync(path, text.length >> 1),
  'is emptied': (path) => truncateSync(path, 0),
  'is removed': (path) => rmSync(path),
  grows: (path) => appendFileSync(path, '{"id":"one more"}\n'),
  'is written anew, as long as before': (path) => writeFileSync(path, text.replaceAll('x', 'y')),
  'is another file under its name': (path) => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  },
};

describeOnServer(
  'a push whose segment file',
  function (server) {
    this.timeout(60_000);
    const folder = temporaryFolder();
    const path = folder.path('people.ndjson');
    let store: Store;
    let bucket: Bucket;
    before(async () => {
      store = await server.start();
      bucket = await Bucket.keepingVersions(store);
    });
    after(() => store.close());

    const nothingIsLeft = async (name: string): Promise<void> => {
      assert.deepEqual(await bucket.versions(name), []);
      assert.deepEqual(await bucket.unfinished(name), []);
    };

    Object.entries(damage).forEach(([what, harm], index) => {
      for (const confirmed of [false, true]) {
        it(`${what} leaves nothing${confirmed ? ', confirmed before' : ''}`, async () => {
          writeFileSync(path, text);
          const name = `source-${index}-${confirmed}`;
          const planned = await planOf(fileSource(path), { type: 'csv' }, { fileName: name });
          const expected = confirmed ? { expected: (await planned.scan()).files } : {};
          let harmed = false;
          const onProgress = (): void => {
            if (!harmed) harm(path);
            harmed = true;
          };
          const connection = await store.connect(owner, { folderPath: '' });
          await assert.rejects(
            deliver(connection, planned, { signal, onProgress, partSize, ...expected }),
            (error) => {
              assert.ok(
                ['segment-changed', 'bad-json', 'export-changed'].includes(asFailure(error).code),
                String(error),
              );
              return true;
            },
          );
          assert.ok(harmed);
          await nothingIsLeft(name);
        });
      }
    });

    it('is gone before it is read leaves nothing', async () => {
      writeFileSync(path, text);
      const planned = await planOf(fileSource(path), { type: 'csv' }, { fileName: 'gone' });
      rmSync(path);
      const connection = await store.connect(owner, { folderPath: '' });
      await assert.rejects(deliver(connection, planned, { signal, partSize }), (error) => {
        assert.match(asFailure(error).code, /^(enoent|segment-changed)$/);
        return true;
      });
      await nothingIsLeft('gone');
    });

    it('has more to put aside than the disk holds leaves nothing', async function () {
      // Only root may make a small disk, and only Linux lets others not see it.
      if (platform() !== 'linux' || process.getuid?.() !== 0) this.skip();
      writeFileSync(path, text);
      const disk = folder.path('disk');
      mkdirSync(disk);
      const mount = `mount -t tmpfs -o size=64k small ${disk} && exec ${process.execPath} "$0"`;
      const job = {
        ...{ source: path, partSize, accessKey: owner, journal: folder.path('journal') },
        definition: { fileName: 'full', deduplicate: { keys: ['id'], keep: 'last' } },
        destination: store.settings({ folderPath: '' }),
      };
      const program = buildPushProgram(folder.path('.'));
      const command = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', mount] as const;
      const { ended } = startPush(program, job, command, { TMPDIR: disk });
      assert.equal(await ended, 'enospc');
      await nothingIsLeft('full');
    });
  },
  { minPartBytes: partSize },
);
