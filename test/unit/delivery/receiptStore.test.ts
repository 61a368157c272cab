// The folder of receipts: whole files, a limit, other people's files, and several programs at once.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ReceiptStore } from '../../../src/delivery/receiptStore';
import type { Receipt } from '../../../src/model/receipt';
import { receiptText } from '../../../src/model/receiptSchema';
import { receiptOf } from '../receipts';
import { temporaryFolder } from '../temporaryFolder';

describe('the store of receipts', () => {
  const folder = temporaryFolder();
  let path: string;
  let number = 0;
  beforeEach(() => {
    path = folder.path(`state ${number++}/receipts`);
  });

  const saved = async (receipts: readonly Receipt[], limit?: number): Promise<ReceiptStore> => {
    const store = new ReceiptStore(path, limit);
    for (const receipt of receipts) await store.save(receipt);
    return store;
  };
  const seconds = (receipts: readonly Receipt[]) =>
    receipts.map(({ startedAt }) => ((Date.parse(startedAt) / 1000) % 60) - 4);

  it('gives back what it was given, newest first, also to others', async () => {
    const endpoint = 'https://minio.example.com';
    const receipts = [
      receiptOf({ second: 1 }),
      receiptOf({ second: 0 }),
      receiptOf({ second: 2 }, { endpoint, manifest: receiptOf().files[0] }),
    ];
    const store = await saved(receipts);
    const expected = [receipts[2], receipts[0], receipts[1]];
    assert.deepEqual(await store.all(), expected);
    assert.deepEqual(await new ReceiptStore(path).all(), expected);
    assert.deepEqual(await store.get(receipts[0]?.id ?? ''), receipts[0]);
  });

  it('is empty where there is no folder, or none that can be looked at', async () => {
    assert.deepEqual(await new ReceiptStore(path).all(), []);
    assert.deepEqual(await new ReceiptStore(join(__filename, 'receipts')).all(), []);
  });

  it('says why a receipt could not be kept', async () => {
    await assert.rejects(new ReceiptStore(join(__filename, 'receipts')).save(receiptOf()), {
      code: 'receipt-not-kept',
      message: /no need to push again/,
    });
  });

  it('is for its owner alone', async () => {
    await saved([receiptOf()]);
    const [name = ''] = readdirSync(path);
    assert.equal(statSync(path).mode & 0o777, 0o700);
    assert.equal(statSync(join(path, name)).mode & 0o777, 0o600);
  });

  it('never shows half a receipt', async () => {
    const [file] = receiptOf().files;
    assert.ok(file);
    const files = Array.from({ length: 20_000 }, (_, index) => ({ ...file, key: `${index}.csv` }));
    let isSaved = false;
    const saving = saved([receiptOf({}, { files })]).then(() => (isSaved = true));
    const seen = new Set<number>();
    while (!isSaved) {
      await new Promise((resolve) => setImmediate(resolve));
      const names = existsSync(path) ? readdirSync(path) : [];
      for (const name of names.filter((name) => name.endsWith('.json')))
        seen.add(statSync(join(path, name)).size);
    }
    await saving;
    assert.deepEqual([...seen], [receiptText(receiptOf({}, { files })).length]);
  });

  it('has the newest only', async () => {
    const store = await saved(
      [3, 1, 4, 0, 5].map((second) => receiptOf({ second })),
      3,
    );
    assert.deepEqual(seconds(await store.all()), [5, 4, 3]);
    assert.equal(readdirSync(path).length, 3);
  });

  it('finds a receipt by the beginning of its id, if there is one such', async () => {
    const store = await saved([receiptOf({ second: 1 }), receiptOf({ second: 12 })]);
    assert.equal(await store.get('12341e18-abcd'), undefined);
    assert.equal(await store.get('x'), undefined);
    const other = receiptOf({ second: 3 }, { id: '99941e18-abcd-49c2-836d-123c88e76c39' });
    await store.save(other);
    assert.deepEqual(await store.get('99941'), other);
  });

  it('takes no notice of what is no receipt', async () => {
    const good = receiptOf({ second: 9 });
    const store = await saved([good]);
    const bad: [name: string, text: string][] = [
      ['half', receiptText(good).slice(0, 200)],
      ['empty', ''],
      ['list', '[]'],
      ['later form', receiptText(good).replace('"schema": 1', '"schema": 2')],
      ['wrong proof', receiptText(receiptOf({ proof: 'belief' as 'none' }))],
      ['no files', receiptText({ ...good, files: [] })],
      ['no time', receiptText({ ...good, finishedAt: '2020-13-41T00:00:00Z' })],
      ['endpoint with a password', receiptText({ ...good, endpoint: 'https://me:secret@example.com' })],
    ];
    bad.forEach(([, text], index) => {
      writeFileSync(
        join(path, `20200408T06180${index}000Z-12341e18-abcd-49c2-836d-12345678901${index}.json`),
        text,
      );
    });
    writeFileSync(join(path, 'README.txt'), 'not ours');
    assert.deepEqual(await store.all(), [good]);
    assert.deepEqual(await new ReceiptStore(path).all(), [good]);
    assert.equal(await store.get('12341e18-abcd-49c2-836d-123456789010'), undefined);
  });

  it('takes fields that a later version adds', async () => {
    const store = await saved([{ ...receiptOf(), later: 'a field' } as Receipt]);
    assert.equal((await store.all()).length, 1);
  });

  it('removes what was never finished, not what is being written, nor other files', async () => {
    const store = await saved([receiptOf()]);
    for (const name of ['old.tmp', 'new.tmp', 'other.txt']) writeFileSync(join(path, name), '{');
    const hoursAgo = Date.now() / 1000 - 7200;
    for (const name of ['old.tmp', 'other.txt']) utimesSync(join(path, name), hoursAgo, hoursAgo);
    await store.save(receiptOf({ second: 1 }));
    assert.deepEqual(
      readdirSync(path).filter((name) => !name.endsWith('.json')),
      ['new.tmp', 'other.txt'],
    );
  });

  it('knows what was delivered last under a key, of one bucket', async () => {
    const endpoint = 'https://minio.example.com/';
    const store = await saved([
      receiptOf({ second: 1, bytes: 10 }),
      receiptOf({ second: 2, bytes: 20 }),
      receiptOf({ second: 3, bytes: 30 }, { endpoint }),
    ]);
    const bytesAt = async (endpoint: string | undefined, bucket = 'exports') =>
      (await store.deliveriesTo({ endpoint, bucket }))('daily/export.csv')?.file.bytes;
    assert.equal(await bytesAt(undefined), 20);
    assert.equal(await bytesAt('https://minio.example.com'), 30);
    assert.equal(await bytesAt(undefined, 'another'), undefined);
    await new ReceiptStore(path).save(receiptOf({ second: 4, bytes: 40 }));
    assert.equal(await bytesAt(undefined), 40);
  });

  it('reads a file once', async () => {
    const store = await saved([receiptOf({ second: 1 }), receiptOf({ second: 2 })]);
    await store.all();
    for (const name of readdirSync(path)) writeFileSync(join(path, name), '');
    assert.deepEqual(seconds(await store.all()), [2, 1]);
    for (const name of readdirSync(path).slice(0, 1)) rmSync(join(path, name));
    assert.deepEqual(seconds(await store.all()), [2]);
  });

  it('is shared by programs that write and tidy at the same time', async () => {
    const program = folder.path('save.ts');
    const [storeFile, receiptsFile] = ['../../../src/delivery/receiptStore', '../receipts'].map((name) =>
      JSON.stringify(join(__dirname, name)),
    );
    writeFileSync(
      program,
      `import { ReceiptStore } from ${storeFile};
       import { receiptOf } from ${receiptsFile};
       const [path = '', first = ''] = process.argv.slice(2);
       const save = async () => {
         const store = new ReceiptStore(path, 20);
         for (let n = 0; n < 40; n++) {
           await store.save(receiptOf({ second: Number(first) + 2 * n }));
           await store.all();
         }
       };
       void save();`,
    );
    const run = (first: string) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', program, path, first], {
        cwd: process.cwd(),
      });
    await Promise.all([run('0'), run('1')]);
    const numbers = (await new ReceiptStore(path).all()).map(({ id }) => Number(id.slice(-12)));
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, index) => 79 - index),
    );
    assert.equal(readdirSync(path).length, 20);
  });
});
